"""The reach of one file is judged once in the transaction that is narrowed to it.

Written by hand. A page of a file asks for its reach at each table and section, some twenty times.
`people_narrow()` says in whose name the transaction runs and to which file it is narrowed, judges
what is open of it, and keeps the answer with a mark (the transaction's own start, the member, the
file) under a key that only the owner of the tables reads: whoever may say a name may not say what
it opens. `people_opened()` takes an answer whose mark and key are right, and judges again otherwise
(`people_judged`, the function of 0021). Another transaction, another name or file: another mark.

What a member was already shown today takes no place in any count (a file counts at its first line):
`people_is_shown()` says so from one earlier line, and then neither the page (`people_volume_with`)
nor the trigger (`people_watch_volume`, that of 0016 but for this) counts anything.
"""

from typing import ClassVar, Final

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SECRET: Final = """
-- One row, read by the functions of the owner alone: no policy opens it to the application.
CREATE TABLE people_reachkey (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  key bytea NOT NULL
);
ALTER TABLE people_reachkey ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_reachkey FORCE ROW LEVEL SECURITY;
CREATE POLICY of_owner ON people_reachkey TO CURRENT_USER USING (true);
REVOKE ALL ON people_reachkey FROM PUBLIC;
INSERT INTO people_reachkey (key)
VALUES (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
"""

# The answer is hashed before it is hashed with the key, so that nothing can be added at its end.
KEPT: Final = """
ALTER FUNCTION people_opened(uuid) RENAME TO people_judged;

CREATE FUNCTION people_reach_mark(file uuid, kept text) RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  said bytea := sha256(convert_to(concat_ws('/', extract(epoch FROM now()),
                  current_setting('allervers.member', true),
                  current_setting('allervers.share', true), file, kept), 'UTF8'));
BEGIN
  RETURN encode(sha256((SELECT k.key FROM people_reachkey k) || said), 'hex');
END $$;
REVOKE EXECUTE ON FUNCTION people_reach_mark(uuid, text) FROM PUBLIC;

CREATE FUNCTION people_opened(file uuid) RETURNS varchar[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  kept text := current_setting('allervers.opened', true);
BEGIN
  IF kept <> '' AND left(kept, 64) = people_reach_mark(file, substr(kept, 65)) THEN
    RETURN substr(kept, 65)::varchar[];
  END IF;
  RETURN people_judged(file);
END $$;

CREATE FUNCTION people_narrow(member uuid, file uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  kept text;
BEGIN
  PERFORM set_config('allervers.member', member::text, true),
          set_config('allervers.share', '', true), set_config('allervers.task', '', true),
          set_config('allervers.file', file::text, true);
  kept := people_judged(file)::text;
  PERFORM set_config('allervers.opened', people_reach_mark(file, kept) || kept, true);
END $$;
"""

# That of 0006, planned once by each connection: a function in SQL was planned at each call. By the
# index, whatever the journal held on the day when the connection planned it.
VOLUME: Final = """
CREATE OR REPLACE FUNCTION people_volume(who uuid, moment timestamptz, OUT of_hour bigint,
    OUT of_day bigint, OUT since_proof bigint, OUT proved_at timestamptz, OUT last_at timestamptz)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  day timestamptz := date_trunc('day', moment, 'Europe/Paris');
  hour timestamptz := moment - interval '1 hour';
BEGIN
  WITH lines AS MATERIALIZED (
    SELECT r.at, r.act, r.person_ref, r.listed FROM people_fileread r
     WHERE r.member_id = who AND r.at >= least(day, hour) AND r.act <> 'refused'
  ), firsts AS (
    SELECT opened.file, min(opened.at) AS at FROM (
      SELECT l.person_ref AS file, l.at FROM lines l
       WHERE l.act <> 'proved' AND l.person_ref IS NOT NULL
      UNION ALL
      SELECT unnest(l.listed), l.at FROM lines l
       WHERE l.act <> 'proved' AND l.person_ref IS NULL) opened
     GROUP BY opened.file
  ), told AS (
    SELECT max(l.at) FILTER (WHERE l.act = 'proved') AS proof,
           max(l.at) FILTER (WHERE l.act <> 'proved') AS last FROM lines l
  )
  SELECT count(*) FILTER (WHERE f.at > hour AND f.at > coalesce(t.proof, '-infinity')),
         count(*) FILTER (WHERE f.at >= day),
         count(*) FILTER (WHERE f.at >= day AND f.at > coalesce(t.proof, '-infinity')),
         max(t.proof), max(t.last)
    INTO of_hour, of_day, since_proof, proved_at, last_at
    FROM told t LEFT JOIN firsts f ON true;
END $$;
"""

# An earlier line that showed them all, in the time that `people_volume` looks at: since `since`.
# From the member's last line back, by their index, whatever the journal holds: a number compared as
# it is (`r.id < before`) had PostgreSQL read the numbers of the whole journal at each page.
SHOWN: Final = """
CREATE FUNCTION people_is_shown(who uuid, files uuid[], since timestamptz, before bigint)
  RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
  SET enable_bitmapscan = off AS $$
BEGIN
  RETURN cardinality(files) > 0 AND EXISTS (SELECT FROM people_fileread r
     WHERE r.member_id = who AND r.at >= since AND r.id + 0 < before
       AND r.act NOT IN ('refused', 'proved')
       AND (r.listed @> files OR (cardinality(files) = 1 AND r.person_ref = files[1])));
END $$;

-- The counts of people_volume, and whether the account is stopped; none for what was shown today.
CREATE FUNCTION people_volume_with(who uuid, moment timestamptz, today timestamptz, files uuid[],
    OUT of_hour bigint, OUT of_day bigint, OUT since_proof bigint, OUT proved_at timestamptz,
    OUT last_at timestamptz, OUT is_stopped boolean)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  is_stopped := EXISTS (SELECT FROM people_professional p
    WHERE p.member_id = who AND p.stopped_why = 'volume' AND p.stopped_at IS NOT NULL);
  IF people_is_shown(who, files, today, 9223372036854775807) THEN RETURN; END IF;
  SELECT v.of_hour, v.of_day, v.since_proof, v.proved_at, v.last_at
    INTO of_hour, of_day, since_proof, proved_at, last_at FROM people_volume(who, moment) v;
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
  IF people_is_shown(NEW.member_id,
       CASE WHEN NEW.person_ref IS NULL THEN NEW.listed ELSE ARRAY[NEW.person_ref] END,
       least(date_trunc('day', NEW.at, 'Europe/Paris'), NEW.at - interval '1 hour'), NEW.id) THEN
    RETURN NULL;
  END IF;
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
    """Make the key, then the functions."""
    schema_editor.execute(SECRET, None)
    schema_editor.execute(KEPT, None)
    schema_editor.execute(VOLUME, None)
    schema_editor.execute(SHOWN, None)
    schema_editor.execute(WATCH, None)


class Migration(migrations.Migration):
    """The reach of one file, judged once by each page."""

    dependencies: ClassVar = [("people", "0021_reach_of_one_file")]
    operations: ClassVar = [
        migrations.RunPython(make, migrations.RunPython.noop),
        # `file_read_of_member` begins with it already: one place less to write at each read.
        migrations.AlterField(
            model_name="fileread",
            name="member",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.member",
            ),
        ),
    ]
