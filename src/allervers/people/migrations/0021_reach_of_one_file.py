"""What one file opens is read by one function of its own: the same rule, at a third of the cost.

Written by hand. A page of a file asks for its reach at each table and section: narrowed to a file
(`allervers.file`), `people_opened()` reads what ties the member to it, a few rows, where
`people_grants()` of 0016 ran a statement made for whole caseloads. For those, shares are judged
once for each ground and purpose, where they were one by one. `people_both()` answers at once when
all of the first is in the second, as it is most often.
Neither keeps anything; tests/people/access/test_decided_twice.py holds both to people/domain.
"""

from typing import ClassVar, Final

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

BOTH: Final = """
CREATE OR REPLACE FUNCTION people_both(one varchar[], other varchar[]) RETURNS varchar[]
  LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog AS $$
BEGIN
  IF one <@ other THEN RETURN one; END IF;
  RETURN ARRAY(SELECT unnest(one) INTERSECT SELECT unnest(other))::varchar[];
END $$;
"""

ONE_FILE: Final = """
-- The sections of one file that are open now; none, an empty array.
CREATE FUNCTION people_opened(file uuid) RETURNS varchar[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  today date := (now() AT TIME ZONE 'Europe/Paris')::date;
  me uuid := nullif(current_setting('allervers.member', true), '')::uuid;
  link uuid := nullif(current_setting('allervers.share', true), '')::uuid;
  who record;
  tie record;
  held varchar[];
  kept varchar[] := '{}';
BEGIN
  IF link IS NOT NULL THEN
    kept := coalesce((SELECT people_left(people_both(s.sections, people_received(
               s.ground, s.purpose, s.recipient_profession, s.recipient_mission)),
               p.restricted_at)
        FROM people_share s JOIN people_person p ON p.id = s.person_id AND p.state = 'active'
       WHERE s.id = link AND s.person_id = file AND s.recipient_id IS NULL
         AND people_is_open(s, today)), '{}');
  END IF;
  IF me IS NULL THEN RETURN kept; END IF;
  SELECT t.profession, t.mission, p.state, p.restricted_at INTO who
    FROM accounts_member m
    JOIN accounts_organisation o ON o.id = m.organisation_id AND o.is_active
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
    JOIN people_professional t ON t.member_id = m.id
    JOIN people_person p ON p.id = file AND p.state <> 'final'
   WHERE m.id = me AND m.is_active AND t.approved_at IS NOT NULL AND t.valid_until >= today
     AND t.stopped_at IS NULL AND NOT 'dpo' = ANY (m.roles)
     AND (p.organisation_id = m.organisation_id
          OR people_work_together(p.organisation_id, m.organisation_id));
  IF NOT FOUND THEN RETURN kept; END IF;
  held := people_held(who.profession, who.mission);
  FOR tie IN SELECT f.kind, f.sections FROM people_followup f
              WHERE f.member_id = me AND f.person_id = file AND f.since <= today
                AND (f.until IS NULL OR f.until >= today) LOOP
    kept := kept || people_left(people_both(tie.sections, CASE
      WHEN tie.kind = 'coordinator' THEN people_both(held, people_received(
        'CASF L121-6-2', 'follow_up', who.profession, who.mission))
      ELSE held END), who.restricted_at);
  END LOOP;
  IF who.state <> 'active' THEN RETURN kept; END IF;
  FOR tie IN SELECT s.ground, s.purpose, s.sections FROM people_share s
              WHERE s.person_id = file AND s.recipient_id = me AND s.state = 'accepted'
                AND people_is_open(s, today) LOOP
    kept := kept || people_left(people_both(tie.sections, people_received(
      tie.ground, tie.purpose, who.profession, who.mission)), who.restricted_at);
  END LOOP;
  IF cardinality(held) > 0 AND EXISTS (SELECT FROM people_breakglass g
       WHERE g.member_id = me AND g.person_id = file AND now() BETWEEN g.opened_at AND g.ends_at
         AND g.ends_at <= g.opened_at + interval '4 hours') THEN
    kept := kept || people_left(CASE WHEN people_is_bound(who.profession, who.mission)
      THEN people_needed('emergency')
      ELSE people_both(people_needed('emergency'), people_open_to_all()) END, who.restricted_at);
  END IF;
  RETURN kept;
END $$;
"""

GRANTS: Final = """
CREATE OR REPLACE FUNCTION people_grants() RETURNS TABLE (person uuid, sections varchar[])
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  today date := (now() AT TIME ZONE 'Europe/Paris')::date;
  me uuid := nullif(current_setting('allervers.member', true), '')::uuid;
  link uuid := nullif(current_setting('allervers.share', true), '')::uuid;
  file uuid := nullif(current_setting('allervers.file', true), '')::uuid;
  mine uuid;
  trade text;
  entrusted text;
  held varchar[];
BEGIN
  IF file IS NOT NULL THEN
    RETURN QUERY SELECT file, x.kept FROM (SELECT people_opened(file) AS kept OFFSET 0) x
                  WHERE cardinality(x.kept) > 0;
    RETURN;
  END IF;
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
  SELECT m.organisation_id, t.profession, t.mission INTO mine, trade, entrusted
    FROM accounts_member m
    JOIN accounts_organisation o ON o.id = m.organisation_id AND o.is_active
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
    JOIN people_professional t ON t.member_id = m.id
   WHERE m.id = me AND m.is_active AND t.approved_at IS NOT NULL AND t.valid_until >= today
     AND t.stopped_at IS NULL AND NOT 'dpo' = ANY (m.roles);
  IF NOT FOUND THEN RETURN; END IF;
  held := people_held(trade, entrusted);
  RETURN QUERY
  WITH accepted AS MATERIALIZED (
    SELECT s.person_id, s.ground, s.purpose, s.sections FROM people_share s
     WHERE s.recipient_id = me AND s.state = 'accepted' AND people_is_open(s, today)
  ), allowed AS MATERIALIZED (
    SELECT a.ground, a.purpose, people_received(a.ground, a.purpose, trade, entrusted) AS most
      FROM (SELECT DISTINCT x.ground, x.purpose FROM accepted x) a
  )
  SELECT x.id, x.kept FROM (
    SELECT p.id, CASE WHEN p.restricted_at IS NULL THEN y.kept
                      ELSE people_left(y.kept, p.restricted_at) END AS kept
      FROM people_followup f JOIN people_person p ON p.id = f.person_id AND p.state <> 'final',
           LATERAL (SELECT CASE
             WHEN f.kind = 'coordinator' THEN people_both(f.sections, people_both(
               held, people_received('CASF L121-6-2', 'follow_up', trade, entrusted)))
             WHEN f.sections <@ held THEN f.sections
             ELSE people_both(f.sections, held) END AS kept) y
     WHERE f.member_id = me AND f.since <= today AND (f.until IS NULL OR f.until >= today)
       AND (p.organisation_id = mine OR people_work_together(p.organisation_id, mine))
    UNION ALL
    SELECT p.id, people_left(people_both(s.sections, a.most), p.restricted_at)
      FROM accepted s
      JOIN allowed a ON a.ground = s.ground AND a.purpose = s.purpose
      JOIN people_person p ON p.id = s.person_id AND p.state = 'active'
     WHERE p.organisation_id = mine OR people_work_together(p.organisation_id, mine)
    UNION ALL
    SELECT p.id, people_left(CASE WHEN people_is_bound(trade, entrusted)
             THEN people_needed('emergency')
             ELSE people_both(people_needed('emergency'), people_open_to_all()) END,
             p.restricted_at)
      FROM people_breakglass g JOIN people_person p ON p.id = g.person_id AND p.state = 'active'
     WHERE g.member_id = me AND now() BETWEEN g.opened_at AND g.ends_at
       AND g.ends_at <= g.opened_at + interval '4 hours' AND cardinality(held) > 0
       AND (p.organisation_id = mine OR people_work_together(p.organisation_id, mine))) x
   WHERE cardinality(x.kept) > 0;
END $$;
"""

REACHED: Final = """
CREATE OR REPLACE FUNCTION people_reached(wanted text DEFAULT NULL) RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  file uuid := nullif(current_setting('allervers.file', true), '')::uuid;
  opened varchar[];
BEGIN
  IF file IS NULL THEN
    RETURN coalesce((SELECT array_agg(g.person) FROM people_grants() g
                      WHERE wanted IS NULL OR wanted = ANY (g.sections)), '{}');
  END IF;
  opened := people_opened(file);
  IF cardinality(opened) = 0 OR NOT coalesce(wanted = ANY (opened), true) THEN RETURN '{}'; END IF;
  RETURN ARRAY[file];
END $$;

CREATE OR REPLACE FUNCTION people_known() RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  reached uuid[];
BEGIN
  IF people_setting('task') IN ('retention', 'keys', 'alerts') THEN
    RETURN coalesce((SELECT array_agg(p.id) FROM people_person p), '{}');
  END IF;
  reached := people_reached();
  -- The one file that the transaction is narrowed to: no other is asked for.
  IF people_setting('file')::uuid = ANY (reached) THEN RETURN reached; END IF;
  RETURN reached || people_watched();
END $$;
"""


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the function of one file, and lead the others to it."""
    for text in (BOTH, ONE_FILE, GRANTS, REACHED):
        schema_editor.execute(text, None)


class Migration(migrations.Migration):
    """The reach of one file, computed from that file alone."""

    dependencies: ClassVar = [("people", "0020_dpo_by_two")]
    operations: ClassVar = [migrations.RunPython(make, migrations.RunPython.noop)]
