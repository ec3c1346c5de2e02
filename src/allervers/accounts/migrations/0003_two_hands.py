"""Roles that wait for a second person; who let whom in, up to the first.

`accounts_hands` returns a user, whoever invited them, whoever took their second factor away since
(`accounts_resets`: they could come in for them), and theirs in turn. A reset stops counting once a
second person has said that the DPO is still themselves.
"""

from typing import ClassVar, Final

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

ROLES: Final = [
    ("coordinator", "coordination des tournées"),
    ("field_worker", "intervention à bord"),
    ("receptionist", "accueil"),
    ("partner", "partenaire"),
    ("administrator", "administration des comptes"),
    ("dpo", "protection des données (DPO)"),
]
EVENTS: Final = [
    ("signed_in", "connexion"),
    ("sign_in_refused", "connexion refusée"),
    ("locked_out", "connexion bloquée après trop d’essais"),
    ("signed_out", "déconnexion"),
    ("session_closed", "session fermée"),
    ("password_changed", "mot de passe changé"),
    ("factor_added", "second facteur ajouté"),
    ("factor_removed", "second facteur retiré"),
    ("invited", "invitation envoyée"),
    ("invitation_resent", "invitation renvoyée"),
    ("invitation_revoked", "invitation annulée"),
    ("invitation_accepted", "invitation acceptée"),
    ("roles_changed", "rôles changés"),
    ("roles_asked", "rôle de DPO demandé"),
    ("roles_agreed", "rôle de DPO accordé par une seconde personne"),
    ("roles_refused", "rôle de DPO refusé"),
    ("member_deactivated", "membre désactivé"),
    ("member_reactivated", "membre réactivé"),
    ("organisation_added", "organisation ajoutée"),
    ("organisation_changed", "organisation modifiée"),
    ("organisation_deactivated", "organisation désactivée"),
    ("organisation_reactivated", "organisation réactivée"),
]
HANDS: Final = """
CREATE FUNCTION accounts_resets(who bigint) RETURNS bigint[] LANGUAGE sql STABLE
  SET search_path = pg_catalog, public AS $$
  SELECT coalesce(array_agg(e.actor_id), '{}') FROM accounts_user u
    JOIN accounts_accountevent e ON e.kind = 'factor_removed' AND e.subject = u.email
   WHERE u.id = who AND e.actor_id <> who
     AND NOT EXISTS (SELECT FROM accounts_accountevent s
           WHERE s.kind = 'roles_agreed' AND s.subject = u.email AND s.at > e.at)
$$;

CREATE FUNCTION accounts_hands(who bigint) RETURNS bigint[] LANGUAGE sql STABLE
  SET search_path = pg_catalog, public AS $$
  WITH RECURSIVE hand (id) AS (
    SELECT who
    UNION
    SELECT led.id FROM hand h CROSS JOIN LATERAL (
      SELECT m.user_id AS id FROM accounts_invitation i
        JOIN accounts_member m ON m.id = i.invited_by_id
       WHERE i.accepted_by_id = h.id AND i.accepted_at IS NOT NULL
      UNION ALL
      SELECT unnest(accounts_resets(h.id))
    ) led)
  SELECT coalesce(array_agg(h.id), '{}') FROM hand h
$$;
"""
UNDO: Final = "DROP FUNCTION accounts_hands(bigint); DROP FUNCTION accounts_resets(bigint);"


class Migration(migrations.Migration):
    """What one asked and a second one has not agreed to yet."""

    dependencies: ClassVar = [("accounts", "0002_append_only_journal")]
    operations: ClassVar = [
        migrations.AddField(
            "member",
            "waiting_roles",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=15, choices=ROLES), default=list, blank=True
            ),
        ),
        migrations.AddField(
            "member",
            "waiting_by",
            models.ForeignKey(
                "accounts.Member", on_delete=django.db.models.deletion.SET_NULL, null=True,
                blank=True, related_name="+",
            ),
        ),
        migrations.AddField(
            "member", "waiting_since", models.DateTimeField(null=True, blank=True)
        ),
        migrations.RemoveConstraint("member", "member_has_a_role"),
        migrations.AddConstraint(
            "member",
            models.CheckConstraint(
                condition=models.Q(roles__len__gt=0) | models.Q(is_active=False),
                name="member_has_a_role",
                violation_error_message="Choisissez au moins un rôle.",
            ),
        ),
        migrations.AlterField(
            "accountevent", "kind", models.CharField(choices=EVENTS, max_length=25)
        ),
        migrations.RemoveConstraint("accountevent", "account_event_kind_known"),
        migrations.AddConstraint(
            "accountevent",
            models.CheckConstraint(
                condition=models.Q(kind__in=[code for code, _name in EVENTS]),
                name="account_event_kind_known",
            ),
        ),
        migrations.RunSQL(HANDS, UNDO),
    ]
