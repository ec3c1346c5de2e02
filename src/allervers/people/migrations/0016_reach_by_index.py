"""The reach of one file read by its index, and a page's line counted once: the same rules, cheaper.

Written by hand. `people_grants()` is that of 0008 in two statements instead of seven; narrowed to
one file it reads that file's rows and no longer all those of the member. `people_watch_volume()`
is that of 0006: it takes its lock first, then counts once, where it counted, locked and counted.
"""

from typing import ClassVar, Final

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Between `first` and `last`: one file when the transaction is narrowed to it, else every file. An
# index serves both, which « file IS NULL OR … » does not allow to a plan made once.
GRANTS: Final = """
CREATE OR REPLACE FUNCTION people_grants() RETURNS TABLE (person uuid, sections varchar[])
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  today date := (now() AT TIME ZONE 'Europe/Paris')::date;
  me uuid := nullif(current_setting('allervers.member', true), '')::uuid;
  link uuid := nullif(current_setting('allervers.share', true), '')::uuid;
  file uuid := nullif(current_setting('allervers.file', true), '')::uuid;
  first uuid := coalesce(file, '00000000-0000-0000-0000-000000000000');
  last uuid := coalesce(file, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  mine uuid;
  trade text;
  entrusted text;
  held varchar[];
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
       AND f.person_id BETWEEN first AND last
       AND (p.organisation_id = mine OR people_work_together(p.organisation_id, mine))
    UNION ALL
    SELECT p.id, people_left(people_both(s.sections,
             people_received(s.ground, s.purpose, trade, entrusted)), p.restricted_at)
      FROM people_share s JOIN people_person p ON p.id = s.person_id AND p.state = 'active'
     WHERE s.recipient_id = me AND s.state = 'accepted' AND people_is_open(s, today)
       AND s.person_id BETWEEN first AND last
       AND (p.organisation_id = mine OR people_work_together(p.organisation_id, mine))
    UNION ALL
    SELECT p.id, people_left(CASE WHEN people_is_bound(trade, entrusted)
             THEN people_needed('emergency')
             ELSE people_both(people_needed('emergency'), people_open_to_all()) END,
             p.restricted_at)
      FROM people_breakglass g JOIN people_person p ON p.id = g.person_id AND p.state = 'active'
     WHERE g.member_id = me AND now() BETWEEN g.opened_at AND g.ends_at
       AND g.ends_at <= g.opened_at + interval '4 hours'
       AND g.person_id BETWEEN first AND last AND cardinality(held) > 0
       AND (p.organisation_id = mine OR people_work_together(p.organisation_id, mine))) x
   WHERE cardinality(x.kept) > 0;
END $$;
"""

WATCH: Final = """
CREATE OR REPLACE FUNCTION people_watch_volume() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  seen record;
  home uuid;
  lifted timestamptz;
  since_lift bigint;
BEGIN
  IF NEW.member_id IS NULL OR NEW.act IN ('refused', 'proved') THEN RETURN NULL; END IF;
  -- One at a time: at commit, the next one sees the lines of the one before.
  PERFORM pg_advisory_xact_lock(hashtextextended('people_volume' || NEW.member_id, 0));
  SELECT * INTO seen FROM people_volume(NEW.member_id, NEW.at);
  IF seen.of_hour < 30 AND seen.of_day < 100 THEN RETURN NULL; END IF;
  SELECT m.organisation_id INTO home FROM accounts_member m WHERE m.id = NEW.member_id;
  IF (seen.of_hour >= 30 OR (seen.of_day >= 100 AND seen.since_proof >= 30))
     AND NOT EXISTS (SELECT FROM people_alert a WHERE a.about_member_id = NEW.member_id
                      AND a.kind = 'soft_limit' AND a.at <= NEW.at
                      AND a.at > greatest(NEW.at - interval '1 hour', seen.proved_at)) THEN
    INSERT INTO people_alert (id, kind, organisation_id, about_member_id, details, at)
    VALUES (gen_random_uuid(), 'soft_limit', home, NEW.member_id, seen.of_day::text, NEW.at);
  END IF;
  IF seen.of_day < 300 THEN RETURN NULL; END IF;
  SELECT coalesce(max(a.handled_at), '-infinity') INTO lifted FROM people_alert a
   WHERE a.about_member_id = NEW.member_id AND a.kind = 'hard_stop';
  SELECT count(*) INTO since_lift FROM (
    SELECT unnest(CASE WHEN r.person_ref IS NULL THEN r.listed ELSE ARRAY[r.person_ref] END) AS file
      FROM people_fileread r
     WHERE r.member_id = NEW.member_id AND r.act NOT IN ('refused', 'proved')
       AND r.at >= date_trunc('day', NEW.at, 'Europe/Paris')
     GROUP BY 1 HAVING min(r.at) > lifted) opened;
  IF since_lift < 300 THEN RETURN NULL; END IF;
  UPDATE people_professional p SET stopped_at = NEW.at, stopped_why = 'volume'
   WHERE p.member_id = NEW.member_id AND p.stopped_at IS NULL;
  IF FOUND THEN
    INSERT INTO people_alert (id, kind, organisation_id, about_member_id, details, at)
    VALUES (gen_random_uuid(), 'hard_stop', home, NEW.member_id, seen.of_day::text, NEW.at);
  END IF;
  RETURN NULL;
END $$;
"""


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Replace both functions."""
    schema_editor.execute(GRANTS, None)
    schema_editor.execute(WATCH, None)


class Migration(migrations.Migration):
    """A reach that costs a third, a line of the journal that is counted once."""

    dependencies: ClassVar = [("people", "0015_account_reset")]
    operations: ClassVar = [migrations.RunPython(make, migrations.RunPython.noop)]
