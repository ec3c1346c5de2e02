"""Who may open what, as PostgreSQL computes it by itself; a journal that is only added to.

Written by hand. Three settings, local to a transaction, say in whose name it runs:
`allervers.member` (a member of staff), `allervers.share` (a partner come by a link),
`allervers.task` (a task of the worker, which opens only what that task needs). None set: no row.
A fourth, `allervers.file`, only narrows.

`people_reach()` is the second enforcement of people/domain/access.py, on PostgreSQL's own clock:
a professional approved by a second person, still valid and not stopped; a file in their caseload,
an accepted share in its dates whose consent was not withdrawn, or a glass broken less than four
hours ago; between two organisations, a convention in force. The functions run as the owner of the
tables, for whom migration 0003 leaves one policy open: the site is not the owner.
"""

from typing import ClassVar, Final

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FUNCTIONS: Final = """
CREATE FUNCTION people_setting(name text) RETURNS text LANGUAGE sql STABLE
  SET search_path = pg_catalog AS $$
  SELECT nullif(current_setting('allervers.' || name, true), '')
$$;

CREATE FUNCTION people_today() RETURNS date LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT (now() AT TIME ZONE 'Europe/Paris')::date
$$;

-- The member in whose name this runs, whatever they may open.
CREATE FUNCTION people_member() RETURNS uuid LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT current_setting('allervers.member', true)::uuid
   WHERE nullif(current_setting('allervers.member', true), '') IS NOT NULL
$$;

-- The same, if they may open files at all; else null.
CREATE FUNCTION people_me() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  SELECT m.id FROM accounts_member m
    JOIN accounts_organisation o ON o.id = m.organisation_id AND o.is_active
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
    JOIN people_professional p ON p.member_id = m.id
   WHERE m.id = people_member() AND m.is_active AND p.approved_at IS NOT NULL
     AND p.valid_until >= people_today() AND p.stopped_at IS NULL
$$;

-- The organisation that the member protects the data of, if they are its DPO.
CREATE FUNCTION people_dpo_of() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  SELECT m.organisation_id FROM accounts_member m
    JOIN accounts_organisation o ON o.id = m.organisation_id AND o.is_active
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
   WHERE m.id = people_member() AND m.is_active AND 'dpo' = ANY (m.roles)
$$;

CREATE FUNCTION people_work_together(one uuid, other uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT one = other OR EXISTS (
    SELECT FROM people_convention c
     WHERE ((c.holder_id, c.partner_id) = (one, other) OR (c.holder_id, c.partner_id) = (other, one))
       AND c.ended_at IS NULL AND people_today() BETWEEN c.signed_on AND c.expires_on)
$$;

-- Every file open now, with its sections. `allervers.file` narrows it to one file, never more.
CREATE FUNCTION people_grants() RETURNS TABLE (person uuid, sections varchar[])
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  today date := people_today();
  me uuid := people_me();
  mine uuid;
  link uuid := people_setting('share')::uuid;
  file uuid := people_setting('file')::uuid;
BEGIN
  IF link IS NOT NULL THEN
    RETURN QUERY SELECT s.person_id, s.sections FROM people_share s
      JOIN people_person p ON p.id = s.person_id AND p.state = 'active'
      LEFT JOIN people_consent c ON c.id = s.consent_id
     WHERE s.id = link AND s.recipient_id IS NULL AND s.state = 'accepted'
       AND today BETWEEN s.starts_on AND s.ends_on
       AND (s.consent_id IS NULL OR (c.withdrawn_at IS NULL AND c.expires_on >= today));
  END IF;
  IF me IS NULL THEN RETURN; END IF;
  SELECT m.organisation_id INTO mine FROM accounts_member m WHERE m.id = me;
  RETURN QUERY SELECT f.person_id, f.sections FROM people_followup f
      JOIN people_person p ON p.id = f.person_id AND p.state <> 'final'
     WHERE f.member_id = me AND f.since <= today AND (f.until IS NULL OR f.until >= today)
       AND (file IS NULL OR f.person_id = file)
       AND (p.organisation_id = mine OR people_work_together(p.organisation_id, mine));
  RETURN QUERY SELECT s.person_id, s.sections FROM people_share s
      JOIN people_person p ON p.id = s.person_id AND p.state = 'active'
      LEFT JOIN people_consent c ON c.id = s.consent_id
     WHERE s.recipient_id = me AND s.state = 'accepted'
       AND today BETWEEN s.starts_on AND s.ends_on
       AND (file IS NULL OR s.person_id = file)
       AND (s.consent_id IS NULL OR (c.withdrawn_at IS NULL AND c.expires_on >= today))
       AND (p.organisation_id = mine OR people_work_together(p.organisation_id, mine));
  RETURN QUERY SELECT g.person_id, '{identity,contact,violence,protection}'::varchar[]
      FROM people_breakglass g
      JOIN people_person p ON p.id = g.person_id AND p.state <> 'final'
     WHERE g.member_id = me AND now() BETWEEN g.opened_at AND g.ends_at
       AND (file IS NULL OR g.person_id = file)
       AND g.ends_at <= g.opened_at + interval '4 hours';
END $$;

CREATE FUNCTION people_reach() RETURNS TABLE (person uuid, section text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT g.person, unnest(g.sections)::text FROM people_grants() g
$$;

-- As arrays, computed once for each statement, so that indexes serve.
CREATE FUNCTION people_reached(wanted text DEFAULT NULL) RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN coalesce((SELECT array_agg(g.person) FROM people_grants() g
                    WHERE wanted IS NULL OR wanted = ANY (g.sections)), '{}');
END $$;
CREATE FUNCTION people_reached_sections() RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN coalesce((SELECT array_agg(g.person || ':' || section)
                     FROM people_grants() g, unnest(g.sections) section), '{}');
END $$;

-- The files of the organisation whose DPO the member is: that they exist, never what they hold.
CREATE FUNCTION people_watched() RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  organisation uuid := people_dpo_of();
BEGIN
  IF organisation IS NULL THEN RETURN '{}'; END IF;
  RETURN coalesce((SELECT array_agg(p.id) FROM people_person p
                    WHERE p.organisation_id = organisation), '{}');
END $$;

-- Files as such, without what they hold: open ones, watched ones, all of them for some tasks.
CREATE FUNCTION people_known() RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF people_setting('task') IN ('retention', 'keys', 'alerts') THEN
    RETURN coalesce((SELECT array_agg(p.id) FROM people_person p), '{}');
  END IF;
  RETURN people_reached() || people_watched();
END $$;

-- The files that the member is the referent of today.
CREATE FUNCTION people_referred() RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT coalesce(array_agg(f.person_id), '{}') FROM people_followup f
   WHERE f.member_id = people_me() AND f.kind = 'referent' AND f.since <= people_today()
     AND (f.until IS NULL OR f.until >= people_today())
$$;

-- A file just begun by this member, that nobody follows yet.
CREATE FUNCTION people_is_begun_by_me(file uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM people_person p WHERE p.id = file AND p.created_by_id = people_me())
     AND NOT EXISTS (SELECT FROM people_followup f WHERE f.person_id = file)
$$;

-- The files whose protected contact this member may read now: asked by them, agreed by another.
CREATE FUNCTION people_unlocked() RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT coalesce(array_agg(o.person_id), '{}') FROM people_protectedopening o
   WHERE o.asked_by_id = people_me() AND o.agreed_by_id <> o.asked_by_id
     AND o.refused_at IS NULL AND now() BETWEEN o.agreed_at AND o.ends_at
     AND o.person_id = ANY (people_reached('protection'))
$$;
"""

# Only ever added: not by the site, not by the owner.
APPEND_ONLY: Final = """
CREATE FUNCTION people_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
ALTER TABLE people_fileread ALTER COLUMN transaction
  SET DEFAULT (pg_current_xact_id()::text)::bigint;
"""
GUARDED: Final = ("people_fileread", "people_seal", "people_sealcheckpoint")
TRIGGERS: Final = """
CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION people_only_added();
CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION people_only_added();
"""


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the functions and the triggers."""
    schema_editor.execute(FUNCTIONS, None)
    schema_editor.execute(APPEND_ONLY, None)
    for table in GUARDED:
        schema_editor.execute(TRIGGERS.format(table=table), None)


class Migration(migrations.Migration):
    """What a context reaches; journals closed to change."""

    dependencies: ClassVar = [
        ("people", "0001_initial"),
        ("accounts", "0002_append_only_journal"),
    ]
    operations: ClassVar = [migrations.RunPython(make, migrations.RunPython.noop)]
