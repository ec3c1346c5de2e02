"""What PostgreSQL holds of retention: facts for one task, archives kept apart, an end by two."""

from typing import Final

FACTS: Final = """
-- What the nightly task needs to know of each file, and nobody else.
CREATE FUNCTION people_retention_facts() RETURNS TABLE (
    person uuid, file_state varchar, contact_on date, until_day date,
    birth date, said_age smallint, said_on date, by_child_protection boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT p.id, p.state, p.last_contact_on,
         (SELECT a.keep_until FROM people_archive a
           WHERE a.person_id = p.id ORDER BY a.decided_at DESC, a.id LIMIT 1),
         i.born_on, i.age, i.age_said_on,
         EXISTS (SELECT FROM people_representation r WHERE r.person_id = p.id AND r.kind = 'ase')
         OR EXISTS (SELECT FROM people_followup f
                      JOIN people_professional w ON w.member_id = f.member_id
                     WHERE f.person_id = p.id AND w.profession = 'child_protection')
    FROM people_person p LEFT JOIN people_identity i ON i.person_id = p.id
   WHERE p.state <> 'final' AND people_setting('task') = 'retention'
   ORDER BY p.id
$$;
"""

STATES: Final = """
-- active -> intermediate -> final; back to active when the person comes back; never out of final.
CREATE FUNCTION people_state_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF OLD.state = 'final' OR (NEW.state = 'final' AND NOT EXISTS (
       SELECT FROM people_destruction d WHERE d.person_id = NEW.id AND d.refused_at IS NULL
          AND d.agreed_at IS NOT NULL AND d.agreed_by_id <> d.asked_by_id)) THEN
    RAISE EXCEPTION 'a file ends by two, and for good'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state = 'intermediate' THEN  -- only its referent stays, and whom a DPO names after
    UPDATE people_followup SET until = people_today() - 1
     WHERE person_id = NEW.id AND kind <> 'referent'
       AND (until IS NULL OR until >= people_today());
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_person_state BEFORE UPDATE OF state ON people_person
  FOR EACH ROW EXECUTE FUNCTION people_state_guard();

CREATE FUNCTION people_is_archived(file uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM people_person p WHERE p.id = file AND p.state <> 'active')
$$;
"""

ENDING: Final = """
-- Empty a file, its key with it. Only the second person of an agreed destruction can.
CREATE FUNCTION people_destroy(wanted uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  one people_destruction;
  held record;
BEGIN
  SELECT * INTO one FROM people_destruction d
   WHERE d.id = wanted AND d.agreed_by_id = people_member() AND d.agreed_by_id <> d.asked_by_id
     AND d.agreed_at IS NOT NULL AND d.refused_at IS NULL AND d.done_at IS NULL
     AND d.rule_approved_on <= people_today() FOR UPDATE;
  IF one.id IS NULL THEN RETURN false; END IF;
  DELETE FROM people_redaction r USING people_rightsrequest q
   WHERE q.id = r.request_id AND q.person_id = one.person_id;
  DELETE FROM people_partnerlink l USING people_share s
   WHERE s.id = l.share_id AND s.person_id = one.person_id;
  UPDATE people_representation SET representative_id = NULL,
         name = CASE name WHEN '' THEN '(dossier clos)' ELSE name END
   WHERE representative_id = one.person_id;
  -- Every table of people that points to the file, those that will be made later too.
  FOR held IN
    SELECT c.conrelid::regclass AS place, quote_ident(a.attname) AS named, a.attnotnull AS needed
      FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'f' AND c.confrelid = 'people_person'::regclass
       AND c.conrelid <> 'people_destruction'::regclass
  LOOP
    IF held.place::text LIKE 'people\\_%' THEN
      EXECUTE format('DELETE FROM %s WHERE %s = $1', held.place, held.named) USING one.person_id;
    ELSIF NOT held.needed THEN
      EXECUTE format('UPDATE %s SET %s = NULL WHERE %s = $1', held.place, held.named, held.named)
        USING one.person_id;
    END IF;
  END LOOP;
  UPDATE people_person SET state = 'final', state_since = people_today(), state_reason = '',
         restricted_at = NULL WHERE id = one.person_id;
  UPDATE people_destruction SET done_at = now() WHERE id = one.id;
  RETURN true;
END $$;
"""

ME: Final = "(SELECT people_me())"
MEMBER: Final = "(SELECT people_member())"
FILE: Final = "person_id = ANY ((SELECT people_reached())::uuid[])"
REFERRED: Final = "person_id = ANY ((SELECT people_referred())::uuid[])"
DPO: Final = "person_id = ANY ((SELECT people_watched())::uuid[])"
RETENTION: Final = "(SELECT people_setting('task')) = 'retention'"
KEYS: Final = "(SELECT people_setting('task')) = 'keys'"
# For each table: who sees, adds, changes, removes a row; "" when nobody does.
POLICIES: Final = {
    "people_deadline": (f"{DPO} OR {RETENTION}", RETENTION, f"{DPO} OR {RETENTION}", ""),
    "people_archive": (f"{DPO} OR {FILE}", f"decided_by_id = {MEMBER} AND {DPO}", "", ""),
    "people_destruction": (
        f"{DPO} OR {REFERRED}",
        f"asked_by_id = {MEMBER} AND {DPO} AND agreed_at IS NULL AND done_at IS NULL",
        f"asked_by_id <> {MEMBER} AND done_at IS NULL AND ({DPO} OR {REFERRED})",
        "",
    ),
}
# Beside what 0003 opened.
MORE: Final = f"""
CREATE POLICY of_keys ON people_concern FOR SELECT USING ({KEYS});
CREATE POLICY sealed_again ON people_concern FOR UPDATE USING ({KEYS});
CREATE POLICY kept_apart ON people_followup AS RESTRICTIVE FOR INSERT
  WITH CHECK (NOT people_is_archived(person_id) OR {DPO});
"""
