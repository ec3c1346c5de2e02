"""The functions, triggers and policies of migration 0019."""

from typing import Final

# For each table, its columns of sealed text, and how the file of a row is found.
PLACES: Final = """
CREATE FUNCTION people_word_places() RETURNS TABLE (place text, words text, file text)
  LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  VALUES ('people_archive', 'reason', ''), ('people_breakglass', 'reason', ''),
         ('people_consent', 'means', 'person_id'), ('people_consent', 'purpose', 'person_id'),
         ('people_consent', 'recipients', 'person_id'),
         ('people_contactpoint', 'caution', 'person_id'),
         ('people_contactpoint', 'value', 'person_id'), ('people_person', 'state_reason', ''),
         ('people_protectedopening', 'reason', 'person_id'), ('people_readreason', 'text', ''),
         ('people_representation', 'name', 'person_id'), ('people_share', 'asked', ''),
         ('people_share', 'informed_whom', ''), ('people_share', 'outcome', ''),
         ('people_share', 'reason', '')
$$;

-- What the task of keys seals, or seals again: of each row one text, and nothing else of it.
-- `sealed`: those that the host's key sealed; else those still in clear.
CREATE FUNCTION people_words(sealed boolean, beyond text, most bigint) RETURNS TABLE (
    spot text, place text, words text, line uuid, file uuid, said text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  asked text;
BEGIN
  IF people_setting('task') IS DISTINCT FROM 'keys' THEN RETURN; END IF;
  SELECT string_agg(format(
    'SELECT %L || t.id::text, %L::text, %L::text, t.id, %s, t.%I::text FROM %I t WHERE t.%I '
      || CASE WHEN sealed THEN 'LIKE ''v1|%%''' ELSE '<> '''' AND t.%I NOT LIKE ''v1|%%''' END,
    p.place || '.' || p.words || ':', p.place, p.words,
    CASE p.file WHEN '' THEN 'NULL::uuid' ELSE 't.person_id' END, p.words, p.place, p.words,
    p.words), ' UNION ALL ')
    INTO asked FROM people_word_places() p WHERE NOT sealed OR p.file = '';
  RETURN QUERY EXECUTE 'SELECT * FROM (' || asked || ') w (spot, place, words, line, file, said)'
    ' WHERE w.spot > $1 ORDER BY w.spot LIMIT $2' USING beyond, most;
END $$;

-- A sealed text in the place of another, which nobody changed meanwhile.
CREATE FUNCTION people_seal_words(
    at_place text, in_words text, wanted uuid, before text, after text)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  done bigint;
BEGIN
  IF people_setting('task') IS DISTINCT FROM 'keys' OR after NOT LIKE 'v1|%' OR NOT EXISTS (
       SELECT FROM people_word_places() p WHERE p.place = at_place AND p.words = in_words) THEN
    RAISE EXCEPTION 'words_not_sealed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('UPDATE %I SET %I = $1 WHERE id = $2 AND %I = $3', at_place, in_words, in_words)
    USING after, wanted, before;
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done = 1;
END $$;

-- How long a text is, sealed or not, in bytes or in letters: never less than in letters.
CREATE FUNCTION people_words_length(words text) RETURNS bigint LANGUAGE sql IMMUTABLE
  SET search_path = pg_catalog AS $$
  SELECT CASE WHEN words LIKE 'v1|%'
              THEN octet_length(decode(split_part(words, '|', 3), 'base64')) - 28
              ELSE char_length(btrim(words)) END
$$;
"""

# Those of 0005 and of 0006, which read lengths, or keep what the task of keys seals again.
GUARDS: Final = """
CREATE OR REPLACE FUNCTION people_glass_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('people_glass' || NEW.member_id, 0));
  IF NEW.ends_at > NEW.opened_at + interval '4 hours' OR NEW.reviewed_at IS NOT NULL
     OR NEW.review_due_at > NEW.opened_at + interval '72 hours'
     OR people_words_length(NEW.reason) < 20 THEN
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
DROP TRIGGER people_breakglass_guarded ON people_breakglass;
CREATE TRIGGER people_breakglass_guarded BEFORE INSERT ON people_breakglass
  FOR EACH ROW EXECUTE FUNCTION people_glass_guard();
CREATE FUNCTION people_glass_reviewed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  named constant text[] := '{reviewed_by_id,reviewed_at,verdict}';
BEGIN
  IF people_is_site(TG_RELID) AND (to_jsonb(NEW) - named <> to_jsonb(OLD) - named
       OR NEW.reviewed_by_id IS DISTINCT FROM people_member()) THEN
    RAISE EXCEPTION 'glass_only_reviewed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_breakglass_reviewed BEFORE UPDATE ON people_breakglass
  FOR EACH ROW EXECUTE FUNCTION people_glass_reviewed();

CREATE OR REPLACE FUNCTION people_share_keeps_its_terms() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  is_owner boolean := pg_has_role(
    current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE');
  is_sealed_again boolean := is_owner AND people_setting('task') = 'keys'
    AND NEW.informed_whom LIKE 'v1|%';
BEGIN
  IF (NEW.id, NEW.person_id, NEW.ground, NEW.purpose, NEW.sections, NEW.sender_id,
      NEW.sender_profession, NEW.recipient_id, NEW.recipient_name, NEW.recipient_organisation,
      NEW.recipient_profession, NEW.recipient_mission, NEW.informed_on,
      NEW.not_informed, NEW.attested, NEW.consent_id, NEW.starts_on, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.person_id, OLD.ground, OLD.purpose, OLD.sections, OLD.sender_id,
      OLD.sender_profession, OLD.recipient_id, OLD.recipient_name, OLD.recipient_organisation,
      OLD.recipient_profession, OLD.recipient_mission, OLD.informed_on,
      OLD.not_informed, OLD.attested, OLD.consent_id, OLD.starts_on, OLD.created_at)
     OR (NEW.informed_whom <> OLD.informed_whom AND is_sealed_again IS NOT TRUE) THEN
    RAISE EXCEPTION 'the terms of a share do not change'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.ends_on > OLD.ends_on THEN
    RAISE EXCEPTION 'a share may only end sooner'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF (OLD.state, NEW.state) NOT IN (('asked', 'accepted'), ('asked', 'refused'),
      ('asked', 'revoked'), ('accepted', 'done'), ('accepted', 'revoked')) THEN
    RAISE EXCEPTION 'a share does not go from % to %', OLD.state, NEW.state
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  -- Nobody answers in the place of the recipient.
  IF NEW.state IN ('accepted', 'refused') AND NOT is_owner
     AND (NEW.recipient_id = people_me()
          OR (NEW.recipient_id IS NULL AND people_setting('task') = 'partner')) IS NOT TRUE THEN
    RAISE EXCEPTION 'only its recipient answers a share'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

-- That of 0012: the columns have another type, a policy had to be made again.
CREATE POLICY only_asked ON people_share AS RESTRICTIVE FOR INSERT WITH CHECK (
  NOT people_is_site('people_share'::regclass) OR (
  state = 'asked' AND answered_at IS NULL AND closed_at IS NULL AND reminded_at IS NULL
  AND reason = '' AND outcome = '' AND recipient_id IS DISTINCT FROM sender_id));
"""

# Seen by whom sees the line, written by whom writes it, gone with it.
REASONS: Final = """
ALTER TABLE people_readreason ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_readreason FORCE ROW LEVEL SECURITY;
CREATE POLICY of_owner ON people_readreason TO CURRENT_USER USING (true);
CREATE POLICY seen ON people_readreason FOR SELECT USING (
  member_id = (SELECT people_member()) OR organisation_id = (SELECT people_dpo_of())
  OR person_ref = ANY ((SELECT people_referred())::uuid[]));
CREATE POLICY added ON people_readreason FOR INSERT WITH CHECK (
  member_id = (SELECT people_member()));

CREATE FUNCTION people_reason_let_go() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM people_readreason q WHERE q.id = split_part(OLD.reason, '|', 2)::uuid;
  RETURN NULL;
END $$;
CREATE TRIGGER people_fileread_reason AFTER DELETE ON people_fileread FOR EACH ROW
  WHEN (OLD.reason LIKE 'r1|%') EXECUTE FUNCTION people_reason_let_go();

-- That of 0012, to which the reason is given already kept: its id, its seal, what the line says.
CREATE FUNCTION people_glass_search(
    wanted_key text, wanted_born date, wanted_pseudonym text, why_id uuid, why text, said text)
  RETURNS TABLE (person uuid, pseudonym text) LANGUAGE plpgsql VOLATILE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  me uuid := people_me();
  found uuid[];
BEGIN
  IF me IS NULL OR why NOT LIKE 'v1|%' OR people_words_length(why) < 20 + 32
     OR said NOT LIKE 'r1|' || why_id || '|%' THEN
    RAISE EXCEPTION 'glass_not_allowed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT coalesce(array_agg(few.id), '{}') INTO found FROM (
    SELECT p.id FROM people_person p LEFT JOIN people_identity i ON i.person_id = p.id
     WHERE p.state = 'active' AND people_work_together(p.organisation_id, (
             SELECT m.organisation_id FROM accounts_member m WHERE m.id = me))
       AND (p.pseudonym = nullif(wanted_pseudonym, '')
            OR (i.search_key = nullif(wanted_key, '') AND i.born_on = wanted_born))
     ORDER BY p.id LIMIT 5) few;
  INSERT INTO people_readreason (id, member_id, organisation_id, person_ref, text)
  SELECT why_id, me, m.organisation_id, NULL, why FROM accounts_member m WHERE m.id = me;
  INSERT INTO people_fileread (at, act, organisation_id, member_id, purpose, ground, sections,
                               reason, count, listed)
  SELECT statement_timestamp(), 'searched', m.organisation_id, me, 'emergency', 'glass_search',
         '{}', said, cardinality(found), found FROM accounts_member m WHERE m.id = me;
  RETURN QUERY SELECT p.id, p.pseudonym::text FROM people_person p WHERE p.id = ANY (found);
END $$;
"""
