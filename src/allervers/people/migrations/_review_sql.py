"""The functions, triggers and policies of migration 0010."""

from typing import Final

# Who is not the owner of the tables: the site, outside the functions that run as the owner.
SITE: Final = """
CREATE FUNCTION people_is_site(place oid) RETURNS boolean LANGUAGE sql STABLE
  SET search_path = pg_catalog AS $$
  SELECT pg_get_userbyid(c.relowner) <> current_user FROM pg_class c WHERE c.oid = place
$$;

-- Only the named columns of a row change; the others are said once.
CREATE FUNCTION people_only_changes() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF people_is_site(TG_RELID) AND to_jsonb(NEW) - TG_ARGV <> to_jsonb(OLD) - TG_ARGV THEN
    RAISE EXCEPTION '% does not change so', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION people_refuse_forged(what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is not forged', what USING ERRCODE = 'insufficient_privilege';
END $$;

-- An administrator or a DPO of that organisation, or of the host.
CREATE FUNCTION people_looks_after(home uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM accounts_member m
    JOIN accounts_organisation o ON o.id = m.organisation_id AND o.is_active
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
   WHERE m.id = people_member() AND m.is_active
     AND m.roles && ARRAY['administrator', 'dpo']::varchar[]
     AND (m.organisation_id = home OR o.kind = 'host'))
$$;
"""

# A convention binds two: recorded by one side, agreed to by a second person of the other side, or
# of the host, whom nobody let in both.
CONVENTIONS: Final = """
CREATE OR REPLACE FUNCTION people_work_together(one uuid, other uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT one = other OR EXISTS (
    SELECT FROM people_convention c
     WHERE (one, other) IN ((c.holder_id, c.partner_id), (c.partner_id, c.holder_id))
       AND c.agreed_at IS NOT NULL AND c.ended_at IS NULL
       AND people_today() BETWEEN c.signed_on AND c.expires_on)
$$;

CREATE FUNCTION people_may_agree(partner uuid, recorder uuid) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT people_member() IS NOT NULL AND people_administers(partner)
     AND NOT people_hands(people_member()) && people_hands(recorder)
$$;

CREATE FUNCTION people_convention_guard() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT people_is_site(TG_RELID) THEN RETURN NEW; END IF;
  IF (NEW.agreed_at, NEW.agreed_by_id) IS DISTINCT FROM (OLD.agreed_at, OLD.agreed_by_id)
     AND NOT (OLD.agreed_at IS NULL AND NEW.agreed_at IS NOT NULL AND OLD.ended_at IS NULL
              AND NEW.agreed_by_id = people_member()
              AND people_may_agree(NEW.partner_id, NEW.recorded_by_id)) THEN
    PERFORM people_refuse_forged('convention');
  END IF;
  IF OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at THEN
    PERFORM people_refuse_forged('convention');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_convention_guarded BEFORE UPDATE ON people_convention
  FOR EACH ROW EXECUTE FUNCTION people_convention_guard();
CREATE TRIGGER people_convention_terms BEFORE UPDATE ON people_convention
  FOR EACH ROW EXECUTE FUNCTION people_only_changes('ended_at', 'agreed_at', 'agreed_by_id');
CREATE POLICY unagreed ON people_convention AS RESTRICTIVE FOR INSERT WITH CHECK (
  NOT people_is_site('people_convention'::regclass) OR (
  agreed_at IS NULL AND agreed_by_id IS NULL AND ended_at IS NULL));
"""

# A follow-up only ends sooner; a DPO may make a referent of a colleague of a file without one.
FOLLOWING: Final = """
CREATE FUNCTION people_followup_guard() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  named constant text[] := '{kind,sections}';
BEGIN
  IF NOT people_is_site(TG_RELID) THEN RETURN NEW; END IF;
  IF OLD.until IS NOT NULL AND (NEW.until IS NULL OR NEW.until > OLD.until) THEN
    PERFORM people_refuse_forged('follow-up');
  END IF;
  IF to_jsonb(NEW) - 'until' <> to_jsonb(OLD) - 'until'
     AND NOT (to_jsonb(NEW) - named = to_jsonb(OLD) - named AND NEW.kind = 'referent'
              AND NEW.member_id <> people_member()
              AND NEW.person_id = ANY (people_watched())) THEN
    PERFORM people_refuse_forged('follow-up');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_followup_guarded BEFORE UPDATE ON people_followup
  FOR EACH ROW EXECUTE FUNCTION people_followup_guard();

-- Of files watched by a DPO only: to anybody else, as if there were none.
CREATE FUNCTION people_unanswered() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN coalesce((SELECT array_agg(w.id) FROM unnest(people_watched()) w (id)
    WHERE NOT EXISTS (SELECT FROM people_followup f
      JOIN accounts_member m ON m.id = f.member_id AND m.is_active
      JOIN accounts_user u ON u.id = m.user_id AND u.is_active
     WHERE f.person_id = w.id AND f.kind = 'referent' AND f.since <= people_today()
       AND (f.until IS NULL OR f.until >= people_today()))), '{}');
END $$;
CREATE POLICY handed_over ON people_followup AS RESTRICTIVE FOR INSERT WITH CHECK (
  NOT people_is_site('people_followup'::regclass) OR (
  person_id = ANY ((SELECT people_referred())::uuid[]) OR people_is_begun_by_me(person_id)
  OR (member_id <> (SELECT people_member())
      AND (kind = 'referent' AND person_id = ANY ((SELECT people_unanswered())::uuid[])
           OR people_is_archived(person_id)
              AND person_id = ANY ((SELECT people_watched())::uuid[])))));

-- A referent of a file that a convention, now over, had opened answers for it no more.
CREATE OR REPLACE FUNCTION people_referred() RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT coalesce(array_agg(f.person_id), '{}') FROM people_followup f
    JOIN people_person p ON p.id = f.person_id
    JOIN accounts_member m ON m.id = f.member_id
   WHERE f.member_id = people_me() AND f.kind = 'referent' AND f.since <= people_today()
     AND (f.until IS NULL OR f.until >= people_today())
     AND (p.organisation_id = m.organisation_id
          OR people_work_together(p.organisation_id, m.organisation_id))
$$;
"""

FILES: Final = """
CREATE TRIGGER people_person_stays BEFORE UPDATE ON people_person
  FOR EACH ROW EXECUTE FUNCTION people_only_changes(
    'last_contact_on', 'state', 'state_since', 'state_reason', 'restricted_at');

-- An agreement is taken back, never given back nor made longer.
CREATE FUNCTION people_consent_guard() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF people_is_site(TG_RELID) AND OLD.withdrawn_at IS NOT NULL
     AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at THEN
    PERFORM people_refuse_forged('agreement');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_consent_guarded BEFORE UPDATE ON people_consent
  FOR EACH ROW EXECUTE FUNCTION people_consent_guard();
CREATE TRIGGER people_consent_terms BEFORE UPDATE ON people_consent
  FOR EACH ROW EXECUTE FUNCTION people_only_changes('withdrawn_at');

-- A share rests on an agreement of the same person, given for sharing.
CREATE POLICY own_consent ON people_share AS RESTRICTIVE FOR INSERT WITH CHECK (
  NOT people_is_site('people_share'::regclass) OR (
  consent_id IS NULL OR EXISTS (
    SELECT FROM people_consent c
     WHERE c.id = consent_id AND c.person_id = people_share.person_id
      AND c.scope = 'share')));

-- The link of a partner is made by the sender, and only closed after.
CREATE POLICY of_sender ON people_partnerlink AS RESTRICTIVE FOR INSERT WITH CHECK (
  NOT people_is_site('people_partnerlink'::regclass) OR (
  share_id IN (SELECT s.id FROM people_share s
   WHERE s.sender_id = (SELECT people_me()))));
CREATE FUNCTION people_link_guard() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF people_is_site(TG_RELID) AND people_setting('task') IS DISTINCT FROM 'partner'
     AND (OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at
          OR to_jsonb(NEW) - 'closed_at' <> to_jsonb(OLD) - 'closed_at') THEN
    PERFORM people_refuse_forged('link');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_partnerlink_guarded BEFORE UPDATE ON people_partnerlink
  FOR EACH ROW EXECUTE FUNCTION people_link_guard();
CREATE TRIGGER people_partnerlink_stays BEFORE UPDATE ON people_partnerlink
  FOR EACH ROW EXECUTE FUNCTION people_only_changes(
    'code_hash', 'code_sent_at', 'codes', 'tries', 'proved_at', 'proof_hash', 'proof_ends_at',
    'closed_at', 'expires_at');
CREATE TRIGGER people_partnerlink_ends BEFORE UPDATE ON people_partnerlink
  FOR EACH ROW WHEN (NEW.expires_at > OLD.expires_at) EXECUTE FUNCTION people_only_changes();

-- Whom a commune names reads: asked by who follows the file, not by whom it was shared with.
CREATE POLICY from_caseload ON people_coordinationneed AS RESTRICTIVE FOR INSERT WITH CHECK (
  NOT people_is_site('people_coordinationneed'::regclass) OR (
  person_id = ANY ((SELECT people_followed_by_me())::uuid[]) AND named_on IS NULL));
CREATE TRIGGER people_coordinationneed_stays BEFORE UPDATE ON people_coordinationneed
  FOR EACH ROW EXECUTE FUNCTION people_only_changes('ended_on');
"""

JOURNAL: Final = """
-- A line is of a member, or of a link: never of a member by somebody come by a link.
CREATE POLICY in_own_name ON people_fileread AS RESTRICTIVE FOR INSERT WITH CHECK (
  NOT people_is_site('people_fileread'::regclass) OR (
  (member_id = (SELECT people_member()) AND share_id IS NULL)
  OR (member_id IS NULL AND share_id = (SELECT people_setting('share')::uuid))));

-- A member tells of nothing but a glass, and nobody says of their own alert that it was seen to:
-- that would begin the count of the day again.
CREATE POLICY told ON people_alert AS RESTRICTIVE FOR INSERT WITH CHECK (
  NOT people_is_site('people_alert'::regclass) OR (
  handled_at IS NULL AND handled_by_id IS NULL
  AND (kind = 'glass' OR (SELECT people_setting('task')) IN ('alerts', 'sealing'))));
CREATE FUNCTION people_alert_guard() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF people_is_site(TG_RELID) AND NEW.handled_at IS DISTINCT FROM OLD.handled_at AND (
     OLD.handled_at IS NOT NULL OR NEW.handled_by_id IS DISTINCT FROM people_member()
     OR (OLD.kind = 'hard_stop' AND (people_dpo_of() IS DISTINCT FROM OLD.organisation_id
                                     OR OLD.about_member_id = people_member()))) THEN
    PERFORM people_refuse_forged('alert');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_alert_guarded BEFORE UPDATE ON people_alert
  FOR EACH ROW EXECUTE FUNCTION people_alert_guard();
CREATE TRIGGER people_alert_stays BEFORE UPDATE ON people_alert
  FOR EACH ROW EXECUTE FUNCTION people_only_changes('sent_at', 'handled_at', 'handled_by_id');

-- Glasses are counted on both sides of the hour that is said: an earlier hour is no new week.
CREATE FUNCTION people_glass_both_sides() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('people_glass' || NEW.member_id, 0));
  IF (SELECT count(*) FROM people_breakglass g WHERE g.member_id = NEW.member_id
       AND g.opened_at > NEW.opened_at - interval '7 days'
       AND g.opened_at < NEW.opened_at + interval '7 days') >= 3 THEN
    RAISE EXCEPTION 'glass_quota' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_breakglass_quota BEFORE INSERT ON people_breakglass
  FOR EACH ROW EXECUTE FUNCTION people_glass_both_sides();
"""

# Which organisation follows somebody is said between those that a convention binds: else naming
# an invented file after a neighbour tells where they go for help.
ALIKE: Final = """
CREATE OR REPLACE FUNCTION people_alike(file uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT DISTINCT p.organisation_id FROM people_identity mine
    JOIN people_identity other ON other.born_on = mine.born_on
     AND other.search_key % mine.search_key AND similarity(other.search_key, mine.search_key) >= 0.5
    JOIN people_person p ON p.id = other.person_id AND p.state = 'active'
     AND p.restricted_at IS NULL
   WHERE mine.person_id = file AND mine.search_key <> ''
     AND file = ANY (people_reached('identity'))
     AND people_work_together(p.organisation_id, (
           SELECT m.organisation_id FROM accounts_member m WHERE m.id = people_me()))
     AND NOT other.person_id = ANY (people_reached())
     AND NOT EXISTS (SELECT FROM people_protectedcontact c WHERE c.person_id = other.person_id)
   ORDER BY 1 LIMIT 3
$$;
"""
