"""The functions, triggers and policies of migration 0012."""

from typing import Final

# A share begins as a proposal, to somebody else: nobody writes the answer of its recipient.
PROPOSED: Final = """
CREATE POLICY only_asked ON people_share AS RESTRICTIVE FOR INSERT WITH CHECK (
  NOT people_is_site('people_share'::regclass) OR (
  state = 'asked' AND answered_at IS NULL AND closed_at IS NULL AND reminded_at IS NULL
  AND reason = '' AND outcome = '' AND recipient_id IS DISTINCT FROM sender_id));
"""

# Whoever reads by a share, or by breaking the glass, reads: a file is written by who follows it,
# in the sections that following it opens.
WRITING: Final = """
CREATE FUNCTION people_caseload() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  me uuid := people_me();
  file uuid := people_setting('file')::uuid;
  mine uuid;
  trade text;
  entrusted text;
  is_dpo boolean;
BEGIN
  IF me IS NULL THEN RETURN '{}'; END IF;
  SELECT m.organisation_id, t.profession, t.mission, 'dpo' = ANY (m.roles)
    INTO mine, trade, entrusted, is_dpo
    FROM accounts_member m JOIN people_professional t ON t.member_id = m.id WHERE m.id = me;
  IF is_dpo THEN RETURN '{}'; END IF;
  RETURN coalesce((
    SELECT array_agg(p.id || ':' || section)
      FROM people_followup f JOIN people_person p ON p.id = f.person_id AND p.state <> 'final',
           unnest(people_left(people_both(f.sections, people_both(people_held(trade, entrusted),
             CASE f.kind WHEN 'coordinator'
               THEN people_received('CASF L121-6-2', 'follow_up', trade, entrusted)
               ELSE people_held(trade, entrusted) END)), p.restricted_at)) section
     WHERE f.member_id = me AND f.since <= people_today()
       AND (f.until IS NULL OR f.until >= people_today())
       AND (file IS NULL OR f.person_id = file)
       AND (p.organisation_id = mine OR people_work_together(p.organisation_id, mine))), '{}');
END $$;
"""
SITE: Final = "NOT people_is_site('{table}'::regclass)"
WRITTEN: Final = "(person_id || ':{section}') = ANY ((SELECT people_caseload())::text[])"
BEGUN: Final = "people_is_begun_by_me(person_id)"
FOLLOWED: Final = "{column} = ANY ((SELECT people_followed_by_me())::uuid[])"
WATCHED: Final = "{column} = ANY ((SELECT people_watched())::uuid[])"
TASK: Final = "(SELECT people_setting('task')) IS NOT NULL"


def _section(name: str) -> str:
    return WRITTEN.format(section=name)


def _followed(column: str = "person_id") -> str:
    return FOLLOWED.format(column=column)


def _watched(column: str = "person_id") -> str:
    return WATCHED.format(column=column)


# For each table: what an added row needs, and a changed one; "" where nothing is asked here.
WRITERS: Final = {
    "people_entry": (
        "(person_id || ':' || section) = ANY ((SELECT people_caseload())::text[])", "",
    ),
    "people_contactpoint": (f"{BEGUN} OR {_section('contact')}", _section("contact")),
    "people_identity": (f"{BEGUN} OR {_section('identity')}", _section("identity")),
    "people_representation": (f"{BEGUN} OR {_section('identity')}", _section("identity")),
    "people_householdmember": (_section("situation"), _section("situation")),
    "people_protectedcontact": (_section("protection"), _section("protection")),
    "people_protectedopening": (_section("protection"), ""),
    "people_information": (f"{BEGUN} OR {_followed()}", ""),
    "people_consent": (_followed(), _followed()),
    "people_person": ("", f"{TASK} OR {_followed('id')} OR {_watched('id')}"),
    "people_rightsrequest": (_followed(), f"{_followed()} OR {_watched()}"),
    "people_coordinationneed": ("", _followed()),
}  # fmt: skip


def writers() -> list[str]:
    """Return the policies: each narrows what 0003 opened, for the site alone."""
    found = []
    for table, (added, changed) in WRITERS.items():
        site = SITE.format(table=table)
        policy = f"CREATE POLICY {{}} ON {table} AS RESTRICTIVE FOR {{}} ({site} OR {{}})"
        if added:
            found.append(policy.format("by_follower", "INSERT WITH CHECK", added))
        if changed:
            found.append(policy.format("still_followed", "UPDATE USING", changed))
    return found


# The hour of a line is the database's; a release that still says its own is put right.
HOUR: Final = """
CREATE OR REPLACE FUNCTION people_read_stamped() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  NEW.transaction := (pg_current_xact_id()::text)::bigint;
  IF people_is_site(TG_RELID) THEN
    IF NEW.at NOT BETWEEN statement_timestamp() - interval '2 minutes'
                      AND statement_timestamp() + interval '2 minutes' THEN
      PERFORM people_refuse_forged('hour');
    END IF;
    NEW.at := statement_timestamp();
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION people_glass_search(
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
  SELECT statement_timestamp(), 'searched', m.organisation_id, me, 'emergency', 'glass_search',
         '{}', left(why, 300), cardinality(found), found FROM accounts_member m WHERE m.id = me;
  RETURN QUERY SELECT p.id, p.pseudonym::text FROM people_person p WHERE p.id = ANY (found);
END $$;
"""

# A pseudonym leads to a referent among the organisations that one's own works with, and no further.
CONCERNS: Final = """
CREATE OR REPLACE FUNCTION people_send_concern(
    concern uuid, chosen uuid, file_pseudonym text, about_whom text, sealed bytea, urgent boolean)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  me uuid := people_member();
  home uuid := (SELECT m.organisation_id FROM accounts_member m WHERE m.id = me AND m.is_active);
  keeper uuid;
BEGIN
  IF home IS NULL OR chosen = me OR NOT people_is_approved(chosen) OR NOT EXISTS (
    SELECT FROM accounts_member c
     WHERE c.id = chosen AND people_work_together(home, c.organisation_id)) THEN
    RAISE EXCEPTION 'this concern has no recipient' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT f.member_id INTO keeper FROM people_person p
    JOIN people_followup f ON f.person_id = p.id AND f.kind = 'referent'
     AND f.since <= people_today() AND (f.until IS NULL OR f.until >= people_today())
    JOIN accounts_member m ON m.id = f.member_id
   WHERE file_pseudonym <> '' AND lower(p.pseudonym) = lower(trim(file_pseudonym))
     AND p.state = 'active' AND people_is_approved(f.member_id) AND f.member_id <> me
     AND people_work_together(p.organisation_id, home)
     AND people_work_together(m.organisation_id, home)
   ORDER BY f.since, f.id LIMIT 1;
  INSERT INTO people_concern
    (id, sender_id, recipient_id, about, sealed_text, is_urgent, created_at)
  VALUES (concern, me, coalesce(keeper, chosen), about_whom, sealed, urgent, now());
END $$;
"""

# A commune opens no more than the article does, to nobody but who is bound and works with it; and
# whoever followed the file already goes on with the sections that were theirs.
NAMING: Final = """
CREATE OR REPLACE FUNCTION people_name_coordinator(
    wanted uuid, chosen uuid, act_reference text, opened varchar[], follow_up uuid)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  need people_coordinationneed;
  lawful varchar[];
BEGIN
  SELECT * INTO need FROM people_coordinationneed n
   WHERE n.id = wanted AND n.commune_organisation_id = people_commune_of() FOR UPDATE;
  IF need.id IS NULL OR need.named_on IS NOT NULL OR need.ended_on IS NOT NULL
     OR btrim(act_reference) = '' OR NOT people_is_approved(chosen) THEN
    RETURN false;
  END IF;
  SELECT people_both(opened, people_both(people_held(t.profession, t.mission), people_received(
           'CASF L121-6-2', 'follow_up', t.profession, t.mission))) INTO lawful
    FROM people_professional t JOIN accounts_member m ON m.id = t.member_id
    JOIN people_person p ON p.id = need.person_id AND p.state = 'active'
   WHERE t.member_id = chosen AND people_is_bound(t.profession, t.mission)
     AND NOT 'dpo' = ANY (m.roles)
     AND people_work_together(m.organisation_id, need.commune_organisation_id)
     AND people_work_together(m.organisation_id, p.organisation_id);
  IF coalesce(cardinality(lawful), 0) = 0 THEN RETURN false; END IF;
  INSERT INTO people_followup
    (id, person_id, member_id, kind, sections, act, since, given_by_id, created_at)
  VALUES (follow_up, need.person_id, chosen, 'coordinator', lawful, act_reference,
          people_today(), people_member(), now())
  ON CONFLICT (person_id, member_id) WHERE until IS NULL DO UPDATE SET act = EXCLUDED.act;
  UPDATE people_coordinationneed SET coordinator_id = chosen, named_on = people_today()
   WHERE id = need.id;
  RETURN true;
END $$;
"""

# GDPR 12(3): once, by two months, within the first one, the person being told why.
DELAYS: Final = """
DROP TRIGGER people_rightsrequest_due ON people_rightsrequest;
DROP TRIGGER people_rightsrequest_stays ON people_rightsrequest;
CREATE TRIGGER people_rightsrequest_stays BEFORE UPDATE ON people_rightsrequest
  FOR EACH ROW EXECUTE FUNCTION people_only_changes(
    'state', 'answered_at', 'released_by_id', 'sealed_answer', 'sealed_details', 'due_on',
    'extended_on', 'extension_means', 'sealed_extension');
CREATE FUNCTION people_delay_guard() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF people_is_site(TG_RELID) AND NOT (
     OLD.extended_on IS NULL AND NEW.extended_on = people_today()
     AND OLD.answered_at IS NULL AND NEW.extended_on <= OLD.due_on
     AND NEW.due_on BETWEEN OLD.due_on AND (OLD.received_on + interval '3 months')::date
     AND NEW.extension_means <> '' AND octet_length(NEW.sealed_extension) > 0) THEN
    PERFORM people_refuse_forged('delay');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_rightsrequest_delayed BEFORE UPDATE ON people_rightsrequest FOR EACH ROW
  WHEN ((NEW.due_on, NEW.extended_on, NEW.extension_means, NEW.sealed_extension)
        IS DISTINCT FROM (OLD.due_on, OLD.extended_on, OLD.extension_means, OLD.sealed_extension))
  EXECUTE FUNCTION people_delay_guard();
"""
