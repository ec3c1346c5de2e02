"""A DPO is made by two, says PostgreSQL too: not by whoever writes the role in the table.

Checked at the end of the transaction, against what the journal of accounts says, which only grows:
somebody asked, somebody else agreed whom nobody let in both, and nothing has changed since. A site
that was broken into would have to write in that journal a line in the name of a second person: it
stays there, and the DPOs read it. The DPO of an invented organisation (demonstration, tests) watches
only what is invented, and is left alone; not that of an invented host beside real organisations.
The site does not make an organisation invented that was not.
"""

from typing import ClassVar, Final

from django.db import migrations

TWO: Final = """
CREATE FUNCTION people_dpo_agreed(place uuid, who bigint, by_member uuid)
  RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  WITH told AS (  -- what was said of this account there
    SELECT e.id, e.kind, e.actor_id FROM accounts_accountevent e
      JOIN accounts_user u ON u.email = e.subject
     WHERE u.id = who AND e.organisation_id = place
  ), agreed AS (
    SELECT t.id, t.actor_id FROM told t
     WHERE t.kind = 'roles_agreed' AND NOT EXISTS (
       SELECT FROM told later WHERE later.id > t.id AND later.kind IN (
         'roles_changed', 'roles_asked', 'roles_agreed', 'roles_refused', 'factor_removed',
         'member_deactivated', 'member_reactivated', 'invitation_accepted'))
  ), asker AS (
    SELECT m.id, m.user_id FROM accounts_member m, agreed a
     WHERE m.id = by_member AND EXISTS (
       SELECT FROM told t WHERE t.kind = 'roles_asked' AND t.id < a.id AND (t.actor_id = m.user_id
         OR t.actor_id = who AND EXISTS (
              SELECT FROM accounts_invitation i WHERE i.accepted_by_id = who
                 AND i.organisation_id = place AND i.invited_by_id = m.id)))
  )
  SELECT EXISTS (SELECT FROM agreed a, asker s
   WHERE a.actor_id <> who
     AND EXISTS (SELECT FROM accounts_member m
           JOIN accounts_organisation o ON o.id = m.organisation_id AND o.is_active
           JOIN accounts_user u ON u.id = m.user_id AND u.is_active
          WHERE m.user_id = a.actor_id AND m.is_active AND (m.organisation_id = place
             OR o.kind = 'host') AND m.roles && ARRAY['administrator', 'dpo']::varchar[])
     AND NOT accounts_hands(a.actor_id) && accounts_hands(s.user_id)
     -- Nor whose hand took their second factor away, unless somebody agreed since.
     AND NOT EXISTS (SELECT FROM accounts_accountevent e
           JOIN accounts_user u ON u.email = e.subject AND u.id = who
          WHERE e.kind = 'factor_removed' AND e.actor_id <> who
            AND e.actor_id = ANY (accounts_hands(a.actor_id))
            AND NOT EXISTS (SELECT FROM accounts_accountevent since
                  WHERE since.kind = 'roles_agreed' AND since.subject = e.subject
                    AND since.at > e.at AND since.id < a.id)))
$$;

CREATE FUNCTION people_dpo_takes_two() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT people_is_site(TG_RELID)
     OR EXISTS (SELECT FROM accounts_organisation o
                 WHERE o.id = NEW.organisation_id AND o.is_invented AND o.kind <> 'host')
     OR NOT EXISTS (SELECT FROM accounts_organisation o WHERE NOT o.is_invented) THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.user_id = NEW.user_id
     AND OLD.organisation_id = NEW.organisation_id THEN
    IF OLD.is_active AND 'dpo' = ANY (OLD.roles) THEN RETURN NULL; END IF;  -- was one already
    IF NEW.roles <@ OLD.waiting_roles
       AND people_dpo_agreed(NEW.organisation_id, NEW.user_id, OLD.waiting_by_id) THEN
      RETURN NULL;
    END IF;
  END IF;
  PERFORM people_refuse_forged('role of DPO');
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER people_dpo_by_two
  AFTER INSERT OR UPDATE OF roles, is_active, user_id, organisation_id ON accounts_member
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.is_active AND 'dpo' = ANY (NEW.roles))
  EXECUTE FUNCTION people_dpo_takes_two();

CREATE FUNCTION people_stays_real() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  IF people_is_site(TG_RELID) THEN PERFORM people_refuse_forged('organisation'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_organisation_stays_real BEFORE UPDATE OF is_invented ON accounts_organisation
  FOR EACH ROW WHEN (NEW.is_invented AND NOT OLD.is_invented)
  EXECUTE FUNCTION people_stays_real();
"""


class Migration(migrations.Migration):
    """The role that watches all others takes two people, in the database too."""

    dependencies: ClassVar = [("accounts", "0003_two_hands"), ("people", "0019_words_sealed")]
    operations: ClassVar = [migrations.RunSQL(TWO, migrations.RunSQL.noop)]
