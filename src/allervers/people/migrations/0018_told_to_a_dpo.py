"""Alerts about accounts reach a DPO who is there; a DPO who is no more one is told of.

An alert is seen by the DPOs of one organisation. Where the only DPO is the one whose account was
reset, or whose role was just taken away, it goes to those of the host: else whoever administers
the accounts could silence the watch, then act.
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
    ("dpo_gone", "rôle de DPO retiré"),
]
TOLD: Final = """
CREATE FUNCTION people_watching_over(home uuid, but uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  WITH dpos AS (
    SELECT m.organisation_id AS place, o.kind FROM accounts_member m
      JOIN accounts_organisation o ON o.id = m.organisation_id AND o.is_active
      JOIN accounts_user u ON u.id = m.user_id AND u.is_active
     WHERE m.is_active AND 'dpo' = ANY (m.roles) AND m.id <> but
  ), near AS (SELECT home AS place WHERE EXISTS (SELECT FROM dpos d WHERE d.place = home)),
  hosts AS (SELECT DISTINCT d.place FROM dpos d WHERE d.kind = 'host')
  SELECT n.place FROM near n
   UNION SELECT h.place FROM hosts h WHERE NOT EXISTS (SELECT FROM near)
   UNION SELECT home WHERE NOT EXISTS (SELECT FROM near) AND NOT EXISTS (SELECT FROM hosts)
$$;

CREATE OR REPLACE FUNCTION people_account_reset() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
      SELECT gen_random_uuid(), 'account_reset', place, one.id, '', NEW.at
        FROM people_watching_over(one.organisation_id, one.id) AS place;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

CREATE FUNCTION people_dpo_gone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO people_alert (id, kind, organisation_id, about_member_id, details, at)
  SELECT gen_random_uuid(), 'dpo_gone', place, NEW.id, '', now()
    FROM people_watching_over(NEW.organisation_id, NEW.id) AS place;
  RETURN NULL;
END $$;
CREATE TRIGGER people_dpo_is_gone AFTER UPDATE OF roles, is_active ON accounts_member FOR EACH ROW
  WHEN (OLD.is_active AND 'dpo' = ANY (OLD.roles)
        AND NOT (NEW.is_active AND 'dpo' = ANY (NEW.roles)))
  EXECUTE FUNCTION people_dpo_gone();
"""


class Migration(migrations.Migration):
    """Somebody who is still there is told."""

    dependencies: ClassVar = [("people", "0017_copy_as_read")]
    operations: ClassVar = [
        migrations.AlterField("alert", "kind", models.CharField(choices=KINDS, max_length=15)),
        migrations.RunSQL(TOLD, migrations.RunSQL.noop),
    ]
