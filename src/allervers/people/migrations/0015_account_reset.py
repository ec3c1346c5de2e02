"""Whoever comes back in by somebody's help opens no file until a second person says it is them.

An administrator may take a lost second factor away, give an access back, or invite a former member
again: with the mailbox, they, or a thief who persuaded them, would come in as somebody whose files
are open. So the profession waits again, proposed by that administrator, and the DPO is told. What
an account did with another's factor counts as that other's hand (accounts, migration 0003).
"""

from typing import ClassVar, Final

from django.db import migrations, models

KINDS: Final = [
    ("soft_limit", "beaucoup de dossiers ouverts"),
    ("hard_stop", "accès arrêté : trop de dossiers ouverts"),
    ("glass", "bris de glace"),
    ("review_late", "bris de glace non relu à temps"),
    ("chain_broken", "journal des lectures altéré"),
    ("convention_ends", "convention qui prend fin"),
    ("concern_late", "fait préoccupant que personne n’ouvre"),
    ("account_reset", "compte rendu à quelqu’un par une autre personne"),
]
RESET: Final = """
CREATE OR REPLACE FUNCTION people_hands(who uuid) RETURNS bigint[] LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT coalesce((SELECT accounts_hands(m.user_id) FROM accounts_member m WHERE m.id = who), '{}')
$$;

CREATE OR REPLACE FUNCTION people_may_approve(target uuid, proposer uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM accounts_member m
    JOIN accounts_organisation o ON o.id = m.organisation_id AND o.is_active
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
    JOIN accounts_member t ON t.id = target AND t.user_id <> m.user_id
   WHERE m.id = people_member() AND m.is_active
     AND m.roles && ARRAY['administrator', 'dpo']::varchar[]
     AND (m.organisation_id = t.organisation_id OR o.kind = 'host')
     AND NOT people_hands(m.id) && (people_hands(proposer) || accounts_resets(t.user_id)))
$$;

CREATE FUNCTION people_account_reset() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
DECLARE
  doer bigint := NEW.actor_id;
  vouching uuid;
  one record;
BEGIN
  IF NEW.kind = 'invitation_accepted' THEN
    SELECT m.user_id INTO doer FROM accounts_invitation i
      JOIN accounts_member m ON m.id = i.invited_by_id
     WHERE i.accepted_by_id = NEW.actor_id AND i.organisation_id = NEW.organisation_id
     ORDER BY i.accepted_at DESC LIMIT 1;
  END IF;
  SELECT m.id INTO vouching FROM accounts_member m
    JOIN accounts_organisation o ON o.id = m.organisation_id
   WHERE m.user_id = doer AND (m.organisation_id = NEW.organisation_id OR o.kind = 'host')
   ORDER BY m.organisation_id = NEW.organisation_id DESC, m.id LIMIT 1;
  FOR one IN
    SELECT m.id, m.organisation_id FROM accounts_member m JOIN accounts_user u ON u.id = m.user_id
     WHERE u.email = NEW.subject
       AND (NEW.kind = 'factor_removed' OR m.organisation_id = NEW.organisation_id)
  LOOP
    UPDATE people_professional p
       SET approved_by_id = NULL, approved_at = NULL, proposed_at = NEW.at,
           proposed_by_id = CASE WHEN vouching <> one.id THEN vouching ELSE p.proposed_by_id END
     WHERE p.member_id = one.id AND p.approved_at IS NOT NULL;
    IF FOUND OR NEW.kind = 'factor_removed' THEN
      INSERT INTO people_alert (id, kind, organisation_id, about_member_id, details, at)
      VALUES (gen_random_uuid(), 'account_reset', one.organisation_id, one.id, '', NEW.at);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER people_account_was_reset AFTER INSERT ON accounts_accountevent FOR EACH ROW
  WHEN (NEW.kind IN ('factor_removed', 'member_reactivated', 'invitation_accepted')
        AND NEW.subject <> '')
  EXECUTE FUNCTION people_account_reset();
"""


class Migration(migrations.Migration):
    """A profession waits again once somebody else let its holder back in."""

    dependencies: ClassVar = [("accounts", "0003_two_hands"), ("people", "0014_planned_once")]
    operations: ClassVar = [
        migrations.AlterField("alert", "kind", models.CharField(choices=KINDS, max_length=15)),
        migrations.RunSQL(RESET, migrations.RunSQL.noop),
    ]
