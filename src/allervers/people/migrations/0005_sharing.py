"""Sharing, held by PostgreSQL too: terms that do not change, concerns not read back, the mayor.

Written by hand. A share's terms are what the person was told: they are never changed, only ended
sooner. What the sender of a concern and a commune may know is given by functions that return
those columns and no other: their rows are hidden from them.
"""

from typing import ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SHARES: Final = """
CREATE FUNCTION people_share_keeps_its_terms() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  is_owner boolean := pg_has_role(
    current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE');
BEGIN
  IF (NEW.id, NEW.person_id, NEW.ground, NEW.purpose, NEW.sections, NEW.sender_id,
      NEW.sender_profession, NEW.recipient_id, NEW.recipient_name, NEW.recipient_organisation,
      NEW.recipient_profession, NEW.recipient_mission, NEW.informed_on, NEW.informed_whom,
      NEW.not_informed, NEW.attested, NEW.consent_id, NEW.starts_on, NEW.created_at)
     IS DISTINCT FROM
     (OLD.id, OLD.person_id, OLD.ground, OLD.purpose, OLD.sections, OLD.sender_id,
      OLD.sender_profession, OLD.recipient_id, OLD.recipient_name, OLD.recipient_organisation,
      OLD.recipient_profession, OLD.recipient_mission, OLD.informed_on, OLD.informed_whom,
      OLD.not_informed, OLD.attested, OLD.consent_id, OLD.starts_on, OLD.created_at) THEN
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
-- What was shared with one, or opened by breaking the glass, is not shared further.
CREATE FUNCTION people_followed_by_me() RETURNS uuid[] LANGUAGE sql STABLE
  SET search_path = pg_catalog, public AS $$
  SELECT coalesce(array_agg(f.person_id), '{}') FROM people_followup f
   WHERE f.member_id = people_me() AND f.since <= people_today()
     AND (f.until IS NULL OR f.until >= people_today())
$$;
CREATE POLICY from_caseload ON people_share AS RESTRICTIVE FOR INSERT
  WITH CHECK (person_id = ANY ((SELECT people_followed_by_me())::uuid[]));

CREATE TRIGGER people_share_terms BEFORE UPDATE ON people_share
  FOR EACH ROW EXECUTE FUNCTION people_share_keeps_its_terms();
"""

CONCERNS: Final = """
CREATE FUNCTION people_is_approved(who uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT FROM people_professional p
      JOIN accounts_member m ON m.id = p.member_id AND m.is_active
      JOIN accounts_organisation o ON o.id = m.organisation_id AND o.is_active
      JOIN accounts_user u ON u.id = m.user_id AND u.is_active
     WHERE p.member_id = who AND p.approved_at IS NOT NULL
       AND p.valid_until >= people_today() AND p.stopped_at IS NULL)
$$;

-- Kept by the referent of the file of that pseudonym if there is one, else by whom was chosen: the
-- same silence in both cases.
CREATE FUNCTION people_send_concern(
    concern uuid, chosen uuid, file_pseudonym text, about_whom text, sealed bytea, urgent boolean)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  me uuid := people_member();
  keeper uuid := chosen;
BEGIN
  IF me IS NULL OR chosen = me OR NOT people_is_approved(chosen) OR NOT EXISTS (
    SELECT FROM accounts_member m JOIN accounts_member c ON c.id = chosen
     WHERE m.id = me AND m.is_active
       AND people_work_together(m.organisation_id, c.organisation_id)) THEN
    RAISE EXCEPTION 'this concern has no recipient' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT f.member_id INTO keeper FROM people_person p
    JOIN people_followup f ON f.person_id = p.id AND f.kind = 'referent'
     AND f.since <= people_today() AND (f.until IS NULL OR f.until >= people_today())
   WHERE file_pseudonym <> '' AND lower(p.pseudonym) = lower(trim(file_pseudonym))
     AND p.state = 'active' AND people_is_approved(f.member_id) AND f.member_id <> me
   ORDER BY f.since, f.id LIMIT 1;
  INSERT INTO people_concern
    (id, sender_id, recipient_id, about, sealed_text, is_urgent, created_at)
  VALUES (concern, me, coalesce(keeper, chosen), about_whom, sealed, urgent, now());
END $$;

-- All that its sender learns: that it arrived.
CREATE FUNCTION people_concerns_sent() RETURNS TABLE (
    sent_at timestamptz, taken_at timestamptz, urgent boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT c.created_at, c.received_at, c.is_urgent FROM people_concern c
   WHERE c.sender_id = people_member() ORDER BY c.created_at DESC, c.id
$$;
"""

COORDINATION: Final = """
CREATE FUNCTION people_commune_of() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  SELECT o.id FROM accounts_member m
    JOIN accounts_organisation o ON o.id = m.organisation_id AND o.is_active AND o.kind = 'commune'
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
   WHERE m.id = people_member() AND m.is_active
$$;

-- CASF L121-6-2: all that the mayor knows.
CREATE FUNCTION people_needs_of_commune() RETURNS TABLE (
    need_id uuid, need_number varchar, asked date, coordinator uuid, named date, ended date)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT n.id, n.number, n.asked_on, n.coordinator_id, n.named_on, n.ended_on
    FROM people_coordinationneed n WHERE n.commune_organisation_id = people_commune_of()
   ORDER BY n.asked_on DESC, n.number
$$;

-- The need ends: who coordinated reads the file no more on that account.
CREATE FUNCTION people_coordination_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.ended_on IS NOT NULL AND OLD.ended_on IS NULL THEN
    UPDATE people_followup f SET until = greatest(f.since, people_today()) - 1
     WHERE f.person_id = NEW.person_id AND f.member_id = NEW.coordinator_id
       AND f.kind = 'coordinator' AND f.until IS NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_coordination_ended AFTER UPDATE ON people_coordinationneed
  FOR EACH ROW EXECUTE FUNCTION people_coordination_ends();

-- Whether the coordinator followed the file before is not told: the answer is the same.
CREATE FUNCTION people_name_coordinator(
    wanted uuid, chosen uuid, act_reference text, opened varchar[], follow_up uuid)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  need people_coordinationneed;
BEGIN
  SELECT * INTO need FROM people_coordinationneed n
   WHERE n.id = wanted AND n.commune_organisation_id = people_commune_of() FOR UPDATE;
  IF need.id IS NULL OR need.named_on IS NOT NULL OR need.ended_on IS NOT NULL
     OR act_reference = '' OR NOT people_is_approved(chosen) THEN
    RETURN false;
  END IF;
  INSERT INTO people_followup
    (id, person_id, member_id, kind, sections, act, since, given_by_id, created_at)
  VALUES (follow_up, need.person_id, chosen, 'coordinator', opened, act_reference,
          people_today(), people_member(), now())
  ON CONFLICT (person_id, member_id) WHERE until IS NULL DO UPDATE SET
    kind = CASE people_followup.kind WHEN 'team' THEN 'coordinator' ELSE people_followup.kind END,
    act = EXCLUDED.act,
    sections = ARRAY(SELECT DISTINCT unnest(people_followup.sections || EXCLUDED.sections));
  UPDATE people_coordinationneed SET coordinator_id = chosen, named_on = people_today()
   WHERE id = need.id;
  RETURN true;
END $$;
"""

FILE: Final = "person_id = ANY ((SELECT people_reached())::uuid[])"
ME: Final = "(SELECT people_me())"
TAKEN: Final = f"recipient_id = {ME} AND (person_id IS NULL OR {FILE})"
TASK: Final = "(SELECT people_setting('task')) = ANY (ARRAY[{}])"
POLICIES: Final = f"""
DROP POLICY seen ON people_concern;
DROP POLICY added ON people_concern;
DROP POLICY changed ON people_concern;
CREATE POLICY seen ON people_concern FOR SELECT
  USING (recipient_id = {ME} OR {TASK.format("'reminders', 'retention'")});
CREATE POLICY changed ON people_concern FOR UPDATE
  USING (recipient_id = {ME}) WITH CHECK ({TAKEN});
DROP POLICY seen ON people_coordinationneed;
DROP POLICY changed ON people_coordinationneed;
CREATE POLICY seen ON people_coordinationneed FOR SELECT USING ({FILE});
CREATE POLICY changed ON people_coordinationneed FOR UPDATE USING ({FILE});
"""


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the functions, the trigger and the policies."""
    for sql in (SHARES, CONCERNS, COORDINATION, POLICIES):
        schema_editor.execute(sql, None)


class Migration(migrations.Migration):
    """Terms kept, concerns sent, coordination named."""

    dependencies: ClassVar = [("people", "0004_files")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="share",
            name="attested",
            field=ArrayField(
                base_field=models.CharField(max_length=20), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="partnerlink",
            name="codes",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="coordinationneed",
            constraint=models.UniqueConstraint(
                fields=("person", "commune_organisation"),
                condition=models.Q(("ended_on__isnull", True)),
                name="coordination_asked_once",
                violation_error_message="La coordination est déjà demandée à cette commune.",
            ),
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
