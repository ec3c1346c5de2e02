"""The functions, triggers and policies of migration 0006."""

from typing import Final

# Nobody chooses the transaction under which a line is sealed.
STAMP: Final = """
CREATE FUNCTION people_read_stamped() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog AS $$
BEGIN
  NEW.transaction := (pg_current_xact_id()::text)::bigint;
  RETURN NEW;
END $$;
CREATE TRIGGER people_fileread_stamped BEFORE INSERT ON people_fileread
  FOR EACH ROW EXECUTE FUNCTION people_read_stamped();
"""

# How many files a member opened: a file counts once a day, at its first line. Limits: see
# domain/watching.py, which a test compares with these figures.
VOLUME: Final = """
CREATE FUNCTION people_volume(who uuid, moment timestamptz, OUT of_hour bigint, OUT of_day bigint,
                              OUT since_proof bigint, OUT proved_at timestamptz,
                              OUT last_at timestamptz)
  LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  WITH day AS (
    SELECT date_trunc('day', moment, 'Europe/Paris') AS start,
           least(date_trunc('day', moment, 'Europe/Paris'), moment - interval '1 hour') AS since
  ), lines AS (
    SELECT r.at, r.act, r.person_ref, r.listed FROM people_fileread r, day
     WHERE r.member_id = who AND r.at >= day.since AND r.act <> 'refused'
  ), proof AS (
    SELECT coalesce(max(l.at), '-infinity') AS at FROM lines l WHERE l.act = 'proved'
  ), firsts AS (
    SELECT opened.file, min(opened.at) AS at FROM (
      SELECT l.at, unnest(CASE WHEN l.person_ref IS NULL THEN l.listed
                               ELSE ARRAY[l.person_ref] END) AS file
        FROM lines l WHERE l.act <> 'proved') opened
     GROUP BY opened.file
  )
  SELECT count(*) FILTER (WHERE f.at > moment - interval '1 hour' AND f.at > proof.at),
         count(*) FILTER (WHERE f.at >= day.start),
         count(*) FILTER (WHERE f.at >= day.start AND f.at > proof.at),
         nullif((SELECT p.at FROM proof p), '-infinity'),
         (SELECT max(l.at) FROM lines l WHERE l.act <> 'proved')
    FROM day CROSS JOIN proof LEFT JOIN firsts f ON true
$$;

CREATE FUNCTION people_watch_volume() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  seen record;
  home uuid;
  lifted timestamptz;
  since_lift bigint;
BEGIN
  IF NEW.member_id IS NULL OR NEW.act IN ('refused', 'proved') THEN RETURN NULL; END IF;
  SELECT * INTO seen FROM people_volume(NEW.member_id, NEW.at);
  IF seen.of_hour < 15 AND seen.of_day < 85 THEN RETURN NULL; END IF;
  -- Near a limit, one at a time: at commit, the next one sees the lines of the one before.
  PERFORM pg_advisory_xact_lock(hashtextextended('people_volume' || NEW.member_id, 0));
  SELECT * INTO seen FROM people_volume(NEW.member_id, NEW.at);
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
CREATE CONSTRAINT TRIGGER people_fileread_watched AFTER INSERT ON people_fileread
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_watch_volume();
"""

# Breaking the glass: found by exact words and written down even when nothing is found.
GLASS: Final = """
CREATE FUNCTION people_glass_search(
    wanted_key text, wanted_born date, wanted_pseudonym text, why text, moment timestamptz)
  RETURNS TABLE (person uuid, pseudonym text) LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  me uuid := people_me();
  found uuid[];
BEGIN
  IF me IS NULL OR char_length(btrim(why)) < 20 THEN
    RAISE EXCEPTION 'glass_not_allowed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT coalesce(array_agg(few.id), '{}') INTO found FROM (
    SELECT p.id FROM people_person p LEFT JOIN people_identity i ON i.person_id = p.id
     WHERE p.state = 'active' AND people_work_together(p.organisation_id, (
             SELECT m.organisation_id FROM accounts_member m WHERE m.id = me))
       AND (p.pseudonym = nullif(wanted_pseudonym, '')
            OR (i.search_key = nullif(wanted_key, '') AND i.born_on = wanted_born))
     ORDER BY p.id LIMIT 5) few;
  INSERT INTO people_fileread (at, act, organisation_id, member_id, purpose, ground, sections,
                               reason, count, listed)
  SELECT moment, 'searched', m.organisation_id, me, 'emergency', 'glass_search', '{}',
         left(why, 300), cardinality(found), found FROM accounts_member m WHERE m.id = me;
  RETURN QUERY SELECT p.id, p.pseudonym::text FROM people_person p WHERE p.id = ANY (found);
END $$;

CREATE FUNCTION people_glass_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - '{reviewed_by_id,reviewed_at,verdict}'::text[]
       <> to_jsonb(OLD) - '{reviewed_by_id,reviewed_at,verdict}'::text[]
       OR NEW.reviewed_by_id IS DISTINCT FROM people_member() THEN
      RAISE EXCEPTION 'glass_only_reviewed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('people_glass' || NEW.member_id, 0));
  IF NEW.ends_at > NEW.opened_at + interval '4 hours' OR NEW.reviewed_at IS NOT NULL
     OR NEW.review_due_at > NEW.opened_at + interval '72 hours'
     OR char_length(btrim(NEW.reason)) < 20 THEN
    RAISE EXCEPTION 'glass_bounds' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (SELECT count(*) FROM people_breakglass g WHERE g.member_id = NEW.member_id
       AND g.opened_at > NEW.opened_at - interval '7 days' AND g.opened_at <= NEW.opened_at) >= 3
     OR EXISTS (SELECT FROM people_breakglass g WHERE g.member_id = NEW.member_id
                 AND g.reviewed_at IS NULL AND g.review_due_at < NEW.opened_at) THEN
    RAISE EXCEPTION 'glass_quota' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_breakglass_guarded BEFORE INSERT OR UPDATE ON people_breakglass
  FOR EACH ROW EXECUTE FUNCTION people_glass_guard();
"""

# A profession takes two people whom nobody let in both: not the same hand, at any depth.
APPROVING: Final = """
CREATE FUNCTION people_administers(home uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM accounts_member m
    JOIN accounts_organisation o ON o.id = m.organisation_id AND o.is_active
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
   WHERE m.id = people_member() AND m.is_active AND 'administrator' = ANY (m.roles)
     AND (m.organisation_id = home OR o.kind = 'host'))
$$;

CREATE FUNCTION people_hands(who uuid) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  WITH RECURSIVE hand (id) AS (
    SELECT m.user_id FROM accounts_member m WHERE m.id = who
    UNION
    SELECT by.user_id FROM hand h
      JOIN accounts_invitation i ON i.accepted_by_id = h.id AND i.accepted_at IS NOT NULL
      JOIN accounts_member by ON by.id = i.invited_by_id)
  SELECT coalesce(array_agg(h.id), '{}') FROM hand h
$$;

CREATE FUNCTION people_may_approve(target uuid, proposer uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM accounts_member m
    JOIN accounts_organisation o ON o.id = m.organisation_id AND o.is_active
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
    JOIN accounts_member t ON t.id = target AND t.user_id <> m.user_id
   WHERE m.id = people_member() AND m.is_active
     AND m.roles && ARRAY['administrator', 'dpo']::varchar[]
     AND (m.organisation_id = t.organisation_id OR o.kind = 'host')
     AND NOT people_hands(m.id) && people_hands(proposer))
$$;

CREATE FUNCTION people_professional_guard() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  facts text[] := '{profession,mission,proof,valid_until,proposed_by_id,proposed_at}';
  before jsonb := to_jsonb(OLD);
  after jsonb := to_jsonb(NEW);
  is_same boolean;
BEGIN
  IF current_user = (SELECT t.tableowner FROM pg_tables t
                      WHERE t.schemaname = 'public' AND t.tablename = TG_TABLE_NAME) THEN
    RETURN NEW;  -- the stop by volume, and whoever owns the tables
  END IF;
  is_same := NOT EXISTS (SELECT FROM unnest(facts) f WHERE before -> f IS DISTINCT FROM after -> f);
  IF NEW.member_id <> OLD.member_id
     OR (NOT is_same AND NOT (NEW.approved_at IS NULL AND NEW.proposed_by_id = people_member()
                              AND people_administers((
                                    SELECT m.organisation_id FROM accounts_member m
                                     WHERE m.id = NEW.member_id))))
     OR (NEW.approved_at IS DISTINCT FROM OLD.approved_at AND NEW.approved_at IS NOT NULL
         AND NOT (is_same AND OLD.approved_at IS NULL AND NEW.approved_by_id = people_member()
                  AND people_may_approve(NEW.member_id, NEW.proposed_by_id)))
     OR (OLD.stopped_at IS NOT NULL AND NEW.stopped_at IS NULL AND OLD.stopped_why = 'volume'
         AND people_dpo_of() IS DISTINCT FROM
             (SELECT m.organisation_id FROM accounts_member m WHERE m.id = NEW.member_id)) THEN
    RAISE EXCEPTION 'professional_takes_two' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_professional_guarded BEFORE UPDATE ON people_professional
  FOR EACH ROW EXECUTE FUNCTION people_professional_guard();

DROP POLICY added ON people_professional;
CREATE POLICY added ON people_professional FOR INSERT WITH CHECK (
  proposed_by_id = (SELECT people_member()) AND member_id <> (SELECT people_member())
  AND approved_by_id IS NULL AND approved_at IS NULL AND stopped_at IS NULL
  AND people_administers((SELECT m.organisation_id FROM accounts_member m WHERE m.id = member_id)));
DROP POLICY added ON people_convention;
CREATE POLICY added ON people_convention FOR INSERT WITH CHECK (
  recorded_by_id = (SELECT people_member()) AND people_administers(holder_id));
DROP POLICY changed ON people_convention;
CREATE POLICY changed ON people_convention FOR UPDATE
  USING (people_administers(holder_id) OR people_administers(partner_id));
"""

# Old lines are let go by the rule of domain/sealing_retention.yml, and only so.
LETTING_GO: Final = """
CREATE FUNCTION people_read_is_due(who uuid, moment timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT moment < now() - interval '36 months' OR (moment < now() - interval '12 months'
    AND NOT EXISTS (SELECT FROM people_breakglass g
      WHERE g.member_id = who AND g.verdict = 'not_justified'
        AND moment BETWEEN g.opened_at - interval '1 day' AND g.ends_at + interval '1 day')
    AND NOT EXISTS (SELECT FROM people_alert a
      WHERE a.about_member_id = who AND a.kind = 'hard_stop'
        AND moment BETWEEN a.at - interval '1 day' AND a.at + interval '1 day'))
$$;

CREATE OR REPLACE FUNCTION people_only_added() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'people_fileread' THEN
    IF people_read_is_due(OLD.member_id, OLD.at) AND EXISTS (
         SELECT FROM people_seal s JOIN people_sealcheckpoint c ON c.position >= s.position
          WHERE s.read_id = OLD.id) THEN
      RETURN OLD;
    END IF;
  ELSIF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'people_seal' THEN
    IF EXISTS (SELECT FROM people_sealcheckpoint c WHERE c.position >= OLD.position)
       AND NOT EXISTS (SELECT FROM people_fileread r WHERE r.id = OLD.read_id) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION people_let_reads_go() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  gone bigint;
  due bigint[];
BEGIN
  IF people_setting('task') IS DISTINCT FROM 'retention' THEN
    RAISE EXCEPTION 'reads_are_kept' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('people_seal', 0));
  SELECT coalesce(array_agg(s.position), '{}') INTO due FROM (
    SELECT s.position FROM people_seal s JOIN people_fileread r ON r.id = s.read_id
     WHERE people_read_is_due(r.member_id, r.at) ORDER BY s.position LIMIT 50000) s;
  -- One checkpoint at the end of each run of lines let go: the chain begins again after it.
  INSERT INTO people_sealcheckpoint (position, digest, let_go_until, at)
  SELECT DISTINCT ON (runs.run) runs.position, runs.digest, runs.until, now() FROM (
    SELECT s.position, s.digest, s.run, max(s.at) OVER (PARTITION BY s.run) AS until FROM (
      SELECT s.position, s.digest, r.at,
             s.position - row_number() OVER (ORDER BY s.position) AS run
        FROM people_seal s JOIN people_fileread r ON r.id = s.read_id
       WHERE s.position = ANY (due)) s) runs
   ORDER BY runs.run, runs.position DESC;
  DELETE FROM people_fileread r USING people_seal s
   WHERE s.read_id = r.id AND s.position = ANY (due);
  DELETE FROM people_seal s WHERE s.position = ANY (due);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
"""
