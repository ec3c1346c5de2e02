"""The functions and triggers of migration 0010 for what takes two people."""

from typing import Final

# Two people each time: nobody writes the name of the second.
TWO: Final = """
CREATE POLICY only_asked ON people_protectedopening AS RESTRICTIVE FOR INSERT WITH CHECK (
  NOT people_is_site('people_protectedopening'::regclass) OR (
  agreed_by_id IS NULL AND agreed_at IS NULL AND refused_at IS NULL AND ends_at IS NULL));
CREATE FUNCTION people_opening_guard() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF people_is_site(TG_RELID) AND (
     OLD.refused_at IS NOT NULL OR NEW.person_id <> ALL (people_followed_by_me())
     OR (NEW.agreed_at IS NOT NULL AND (NEW.agreed_by_id IS DISTINCT FROM people_me()
         OR NEW.ends_at > coalesce(OLD.ends_at, NEW.agreed_at + interval '1 hour')))) THEN
    PERFORM people_refuse_forged('opening');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_protectedopening_guarded BEFORE UPDATE ON people_protectedopening
  FOR EACH ROW EXECUTE FUNCTION people_opening_guard();
CREATE TRIGGER people_protectedopening_stays BEFORE UPDATE ON people_protectedopening
  FOR EACH ROW EXECUTE FUNCTION people_only_changes(
    'agreed_by_id', 'agreed_at', 'refused_at', 'ends_at');

-- The one named as having done it is the one who does it.
CREATE FUNCTION people_second_guard() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  before text := to_jsonb(OLD) ->> TG_ARGV[0];
  after text := to_jsonb(NEW) ->> TG_ARGV[0];
BEGIN
  IF people_is_site(TG_RELID) AND after IS DISTINCT FROM before
     AND after IS DISTINCT FROM people_member()::text THEN
    PERFORM people_refuse_forged(TG_TABLE_NAME);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_rightsrequest_guarded BEFORE UPDATE ON people_rightsrequest
  FOR EACH ROW EXECUTE FUNCTION people_second_guard('released_by_id');
CREATE TRIGGER people_rightsrequest_stays BEFORE UPDATE ON people_rightsrequest
  FOR EACH ROW EXECUTE FUNCTION people_only_changes(
    'state', 'answered_at', 'released_by_id', 'sealed_answer', 'sealed_details', 'due_on');
CREATE TRIGGER people_rightsrequest_due BEFORE UPDATE ON people_rightsrequest
  FOR EACH ROW WHEN (NEW.due_on > OLD.due_on) EXECUTE FUNCTION people_only_changes();
CREATE TRIGGER people_redaction_guarded BEFORE UPDATE ON people_redaction
  FOR EACH ROW EXECUTE FUNCTION people_second_guard('decided_by_id');
CREATE TRIGGER people_destruction_guarded BEFORE UPDATE ON people_destruction
  FOR EACH ROW EXECUTE FUNCTION people_second_guard('agreed_by_id');
CREATE TRIGGER people_destruction_stays BEFORE UPDATE ON people_destruction
  FOR EACH ROW EXECUTE FUNCTION people_only_changes(
    'agreed_by_id', 'agreed_at', 'refused_at', 'done_at');

-- Who stops a professional, and who lets them start again.
CREATE FUNCTION people_stop_guard() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  home uuid := (SELECT m.organisation_id FROM accounts_member m WHERE m.id = OLD.member_id);
  is_moved boolean := (NEW.stopped_at, NEW.stopped_why)
    IS DISTINCT FROM (OLD.stopped_at, OLD.stopped_why);
BEGIN
  IF NOT people_is_site(TG_RELID) OR people_setting('task') = 'alerts' THEN RETURN NEW; END IF;
  IF (is_moved OR NEW.approved_at IS DISTINCT FROM OLD.approved_at
      OR NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id)
     AND NOT people_looks_after(home) THEN
    PERFORM people_refuse_forged('profession');
  END IF;
  IF is_moved AND OLD.stopped_at IS NOT NULL AND OLD.stopped_why = 'volume'
     AND people_dpo_of() IS DISTINCT FROM home THEN
    PERFORM people_refuse_forged('stop');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_professional_stopped BEFORE UPDATE ON people_professional
  FOR EACH ROW EXECUTE FUNCTION people_stop_guard();
"""
