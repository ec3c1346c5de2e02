"""How people come in: invitations, open sessions, and the journal of both."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.domain.journal import EventKind
from allervers.accounts.models.organisation import Organisation
from allervers.accounts.models.person import ROLE_NAMES, Member, User

EVENT_NAMES = [
    (EventKind.SIGNED_IN.value, _("connexion")),
    (EventKind.SIGN_IN_REFUSED.value, _("connexion refusée")),
    (EventKind.LOCKED_OUT.value, _("connexion bloquée après trop d’essais")),
    (EventKind.SIGNED_OUT.value, _("déconnexion")),
    (EventKind.SESSION_CLOSED.value, _("session fermée")),
    (EventKind.PASSWORD_CHANGED.value, _("mot de passe changé")),
    (EventKind.FACTOR_ADDED.value, _("second facteur ajouté")),
    (EventKind.FACTOR_REMOVED.value, _("second facteur retiré")),
    (EventKind.INVITED.value, _("invitation envoyée")),
    (EventKind.INVITATION_RESENT.value, _("invitation renvoyée")),
    (EventKind.INVITATION_REVOKED.value, _("invitation annulée")),
    (EventKind.INVITATION_ACCEPTED.value, _("invitation acceptée")),
    (EventKind.ROLES_CHANGED.value, _("rôles changés")),
    (EventKind.ROLES_ASKED.value, _("rôle de DPO demandé")),
    (EventKind.ROLES_AGREED.value, _("rôle de DPO accordé par une seconde personne")),
    (EventKind.ROLES_REFUSED.value, _("rôle de DPO refusé")),
    (EventKind.MEMBER_DEACTIVATED.value, _("membre désactivé")),
    (EventKind.MEMBER_REACTIVATED.value, _("membre réactivé")),
    (EventKind.ORGANISATION_ADDED.value, _("organisation ajoutée")),
    (EventKind.ORGANISATION_CHANGED.value, _("organisation modifiée")),
    (EventKind.ORGANISATION_DEACTIVATED.value, _("organisation désactivée")),
    (EventKind.ORGANISATION_REACTIVATED.value, _("organisation réactivée")),
]


class Invitation(models.Model):
    """A link that lets one person in, once, within seven days. Only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("courriel professionnel"))
    roles = ArrayField(models.CharField(max_length=15, choices=ROLE_NAMES))
    # The link is computed from the id and this number, which changes at each sending: an
    # older link then opens nothing. The database alone is not enough to compute it.
    issue = models.UUIDField(default=uuid.uuid4)
    token_hash = models.CharField(max_length=64, unique=True)
    # Null: made from the command line, for the first administrator.
    invited_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_open_once",
                violation_error_message=_("Cette personne est déjà invitée."),
            ),
            models.CheckConstraint(
                condition=Q(roles__len__gt=0),
                name="invitation_has_a_role",
                violation_error_message=_("Choisissez au moins un rôle."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} ({self.organisation})"


class OpenSession(models.Model):
    """One browser in which a user is signed in. Deleting the row signs that browser out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="open_sessions")
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    device = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["user", "started_at"], name="open_session_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.started_at}"


class AccountEvent(models.Model):
    """One line of the journal. Triggers refuse to change it; only age lets it go."""

    at = models.DateTimeField()
    kind = models.CharField(max_length=25, choices=EVENT_NAMES)
    # Who did it; null for a stranger (refused sign-in) or the command line.
    actor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="events_done"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    # Whom or what it was done to: an e-mail address, the name of an organisation.
    subject = models.CharField(max_length=254, blank=True)
    details = models.JSONField(default=dict, blank=True)
    # Erased after a year (domain/journal.py).
    address = models.GenericIPAddressField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-at"], name="account_event_of_organisation"),
            models.Index(fields=["at"], name="account_event_at"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in EventKind]),
                name="account_event_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.subject}"
