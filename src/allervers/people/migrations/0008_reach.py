"""The tables of people/domain/need.py, held by PostgreSQL too, and a reach that follows them.

Written by hand, apart from the Python: tests/people/access/test_decided_twice.py draws worlds and
compares. Against 0002: a caseload opens what the profession may read, a share what its ground and
purpose open to its recipient, breaking the glass asks for a convention and spares archives, a file
whose use is limited (GDPR 18) opens identity and contact alone, a DPO reads no file.
"""

from typing import ClassVar, Final

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

PROFESSIONS: Final = [
    ("social_worker", "assistant·e de service social"),
    ("specialised_educator", "éducateur·rice spécialisé·e"),
    ("family_adviser", "conseiller·ère en économie sociale familiale"),
    ("prevention_educator", "éducateur·rice de prévention spécialisée"),
    ("child_protection", "agent de l’aide sociale à l’enfance"),
    ("doctor", "médecin"),
    ("nurse", "infirmier·ère"),
    ("midwife", "sage-femme"),
    ("psychologist", "psychologue"),
    ("insertion_adviser", "conseiller·ère d’insertion"),
    ("mission_locale_adviser", "conseiller·ère de mission locale"),
    ("benefit_officer", "agent d’un organisme social (CAF, CPAM, MDPH…)"),
    ("receptionist", "agent d’accueil"),
    ("mediator", "médiateur·rice social·e"),
    ("digital_helper", "conseiller·ère numérique"),
    ("teacher", "enseignant·e"),
    ("police", "police ou gendarmerie"),
    ("magistrate", "magistrat·e (parquet, juge des enfants)"),
    ("landlord", "bailleur"),
    ("elected", "élu·e"),
    ("volunteer", "bénévole"),
]

NEED: Final = """
CREATE FUNCTION people_both(one varchar[], other varchar[]) RETURNS varchar[]
  LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT ARRAY(SELECT unnest(one) INTERSECT SELECT unnest(other))::varchar[]
$$;

-- Bound to secrecy (Code pénal, 226-13): by the profession, or by a mission whose act is known.
CREATE FUNCTION people_is_bound(profession text, mission text) RETURNS boolean
  LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT profession IN ('social_worker', 'doctor', 'nurse', 'midwife', 'magistrate')
      OR (btrim(mission) <> '' AND profession IN (
        'specialised_educator', 'family_adviser', 'prevention_educator', 'child_protection',
        'psychologist', 'insertion_adviser', 'mission_locale_adviser', 'benefit_officer',
        'receptionist'))
$$;

-- What no secrecy protects.
CREATE FUNCTION people_open_to_all() RETURNS varchar[] LANGUAGE sql IMMUTABLE
  SET search_path = pg_catalog AS $$
  SELECT '{identity,contact,situation,housing,resources,rights}'::varchar[]
$$;

-- The most that a caseload opens.
CREATE FUNCTION people_held(profession text, mission text) RETURNS varchar[]
  LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public AS $$
DECLARE
  most varchar[] := CASE
    WHEN profession IN ('social_worker', 'specialised_educator', 'child_protection') THEN
      '{identity,contact,situation,children,housing,resources,rights,health,violence,protection}'
    WHEN profession IN ('family_adviser', 'prevention_educator') THEN
      '{identity,contact,situation,children,housing,resources,rights,violence,protection}'
    WHEN profession IN ('doctor', 'nurse', 'midwife', 'psychologist') THEN
      '{identity,contact,situation,children,rights,health,violence,protection}'
    WHEN profession IN ('insertion_adviser', 'mission_locale_adviser', 'benefit_officer') THEN
      '{identity,contact,situation,housing,resources,rights}'
    WHEN profession = 'mediator' THEN '{identity,contact,situation,rights}'
    WHEN profession IN ('receptionist', 'digital_helper') THEN '{identity,contact,rights}'
    ELSE '{}' END;
BEGIN
  IF people_is_bound(profession, mission) THEN RETURN most; END IF;
  RETURN people_both(most, people_open_to_all());
END $$;

-- What a purpose needs.
CREATE FUNCTION people_needed(purpose text) RETURNS varchar[]
  LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT (CASE
    WHEN purpose IN ('follow_up', 'child_protection', 'coordination', 'person_request') THEN
      '{identity,contact,situation,children,housing,resources,rights,health,violence,protection}'
    WHEN purpose = 'welcome' THEN '{identity,contact,situation,rights}'
    WHEN purpose = 'rights' THEN
      '{identity,contact,situation,children,housing,resources,rights}'
    WHEN purpose = 'care' THEN
      '{identity,contact,situation,children,rights,health,violence,protection}'
    WHEN purpose = 'emergency' THEN '{identity,contact,violence,protection}'
    ELSE '{}' END)::varchar[]
$$;

-- The most that a share opens to its recipient: nothing on « CPP 40 », which leaves by letter.
CREATE FUNCTION people_received(ground text, purpose text, profession text, mission text)
  RETURNS varchar[] LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public AS $$
DECLARE
  most varchar[] := CASE
    WHEN ground IN ('CASF L226-2-2', 'CASF L226-2-1') THEN
      '{identity,contact,situation,children,housing,resources,rights,health,violence,protection}'
    WHEN ground = 'CASF L121-6-2' THEN
      '{identity,contact,situation,children,housing,resources,rights}'
    WHEN ground IN ('CSP L1110-4 II', 'CSP L1110-4 III équipe', 'CSP L1110-4 III consentement') THEN
      '{identity,contact,situation,children,housing,resources,rights,health,violence}'
    WHEN ground = 'consentement' THEN
      '{identity,contact,situation,children,housing,resources,rights,violence,protection}'
    ELSE '{}' END;
BEGIN
  IF profession = 'elected' THEN RETURN '{}'; END IF;
  IF NOT people_is_bound(profession, mission) THEN
    IF ground <> 'consentement' THEN RETURN '{}'; END IF;
    most := people_both(most, people_open_to_all());
  END IF;
  RETURN people_both(most, people_needed(purpose));
END $$;

-- What remains readable of a file whose use the person limited.
CREATE FUNCTION people_left(sections varchar[], restricted timestamptz) RETURNS varchar[]
  LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public AS $$
BEGIN
  IF restricted IS NULL THEN RETURN sections; END IF;
  RETURN people_both(sections, '{identity,contact}');
END $$;
"""

GRANTS: Final = """
-- A share that opens something today, as far as it and its consent are concerned.
CREATE FUNCTION people_is_open(share people_share, today date) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF share.state <> 'accepted' OR today NOT BETWEEN share.starts_on AND share.ends_on THEN
    RETURN false;
  END IF;
  IF share.consent_id IS NULL THEN
    RETURN share.ground NOT IN ('consentement', 'CSP L1110-4 III consentement');
  END IF;
  RETURN EXISTS (SELECT FROM people_consent c
                  WHERE c.id = share.consent_id AND c.withdrawn_at IS NULL
                    AND c.expires_on >= today);
END $$;

CREATE OR REPLACE FUNCTION people_grants() RETURNS TABLE (person uuid, sections varchar[])
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  today date := people_today();
  me uuid := people_me();
  mine uuid;
  trade text;
  act text;
  is_dpo boolean;
  held varchar[];
  coordinated varchar[];
  rescued varchar[];
  link uuid := people_setting('share')::uuid;
  file uuid := people_setting('file')::uuid;
BEGIN
  IF link IS NOT NULL THEN
    RETURN QUERY SELECT x.id, x.kept FROM (
      SELECT p.id, people_left(people_both(s.sections, people_received(
               s.ground, s.purpose, s.recipient_profession, s.recipient_mission)),
               p.restricted_at) AS kept
        FROM people_share s JOIN people_person p ON p.id = s.person_id AND p.state = 'active'
       WHERE s.id = link AND s.recipient_id IS NULL AND people_is_open(s, today)) x
     WHERE cardinality(x.kept) > 0;
  END IF;
  IF me IS NULL THEN RETURN; END IF;
  SELECT m.organisation_id, t.profession, t.mission, 'dpo' = ANY (m.roles)
    INTO mine, trade, act, is_dpo
    FROM accounts_member m JOIN people_professional t ON t.member_id = m.id WHERE m.id = me;
  IF is_dpo THEN RETURN; END IF;
  held := people_held(trade, act);
  coordinated := people_both(held, people_received('CASF L121-6-2', 'follow_up', trade, act));
  RETURN QUERY SELECT x.id, x.kept FROM (
    SELECT p.id, people_left(CASE
             WHEN f.kind = 'coordinator' THEN people_both(f.sections, coordinated)
             WHEN f.sections <@ held THEN f.sections
             ELSE people_both(f.sections, held) END, p.restricted_at) AS kept
      FROM people_followup f JOIN people_person p ON p.id = f.person_id AND p.state <> 'final'
     WHERE f.member_id = me AND f.since <= today AND (f.until IS NULL OR f.until >= today)
       AND (file IS NULL OR f.person_id = file)
       AND (p.organisation_id = mine OR people_work_together(p.organisation_id, mine))) x
   WHERE cardinality(x.kept) > 0;
  RETURN QUERY SELECT x.id, x.kept FROM (
    SELECT p.id, people_left(people_both(s.sections,
             people_received(s.ground, s.purpose, trade, act)), p.restricted_at) AS kept
      FROM people_share s JOIN people_person p ON p.id = s.person_id AND p.state = 'active'
     WHERE s.recipient_id = me AND s.state = 'accepted' AND people_is_open(s, today)
       AND (file IS NULL OR s.person_id = file)
       AND (p.organisation_id = mine OR people_work_together(p.organisation_id, mine))) x
   WHERE cardinality(x.kept) > 0;
  IF cardinality(held) = 0 THEN RETURN; END IF;
  rescued := people_needed('emergency');
  IF NOT people_is_bound(trade, act) THEN
    rescued := people_both(rescued, people_open_to_all());
  END IF;
  RETURN QUERY SELECT p.id, people_left(rescued, p.restricted_at)
    FROM people_breakglass g JOIN people_person p ON p.id = g.person_id AND p.state = 'active'
   WHERE g.member_id = me AND now() BETWEEN g.opened_at AND g.ends_at
     AND g.ends_at <= g.opened_at + interval '4 hours'
     AND (file IS NULL OR g.person_id = file)
     AND (p.organisation_id = mine OR people_work_together(p.organisation_id, mine));
END $$;
"""


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the tables of need, and the reach that follows them."""
    schema_editor.execute(NEED, None)
    schema_editor.execute(GRANTS, None)


class Migration(migrations.Migration):
    """What each profession, purpose and ground opens; magistrates named."""

    dependencies: ClassVar = [("people", "0007_keeping")]
    operations: ClassVar = [
        migrations.AlterField(
            "professional",
            "profession",
            models.CharField("métier", max_length=24, choices=PROFESSIONS),
        ),
        migrations.AlterField(
            "share", "sender_profession", models.CharField(max_length=24, choices=PROFESSIONS)
        ),
        migrations.AlterField(
            "share", "recipient_profession", models.CharField(max_length=24, choices=PROFESSIONS)
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
