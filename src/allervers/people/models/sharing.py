"""Legal acts that let somebody else know a part of a file."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member, Organisation
from allervers.people.models.household import Consent
from allervers.people.models.person import Person
from allervers.people.models.sealed import SealedTextField
from allervers.people.models.words import (
    GROUND_NAMES,
    PROFESSION_NAMES,
    PURPOSE_NAMES,
    SECTION_NAMES,
)


class Professional(models.Model):
    """The profession of a member, checked by one person and approved by another.

    Without an approved row, a member opens no file at all, whatever their roles.
    """

    member = models.OneToOneField(
        Member, on_delete=models.CASCADE, primary_key=True, related_name="professional"
    )
    profession = models.CharField(_("métier"), max_length=24, choices=PROFESSION_NAMES)
    # Only for those whom a mission binds, not a profession: the act that gives it.
    mission = models.CharField(_("mission confiée par"), max_length=200, blank=True)
    proof = models.CharField(_("justificatif vu"), max_length=200)
    valid_until = models.DateField(_("valable jusqu’au"))
    proposed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    # Set by the limits of volume, or by an unreviewed break-glass; lifted by a DPO.
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("proposed_by")) & ~Q(approved_by=F("member"))),
                name="professional_takes_two",
                violation_error_message=_("Une seconde personne doit approuver ce compte."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="professional_approved_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.get_profession_display()


class Convention(models.Model):
    """An agreement between two organisations to work on the same files, until a day (GDPR 26)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="conventions")
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(_("référence"), max_length=120)
    signed_on = models.DateField(_("signée le"))
    expires_on = models.DateField(_("jusqu’au"))
    ended_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    # By the other side: recorded by one alone, it opens nothing.
    agreed_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("signed_on")) & ~Q(holder=F("partner")),
                name="convention_two_and_in_order",
                violation_error_message=_("Une convention lie deux organisations jusqu’à un jour."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class FollowUp(models.Model):
    """A file in somebody's caseload ("file active"): the only way in, with a share."""

    class Kind(models.TextChoices):
        REFERENT = "referent", _("référent")
        TEAM = "team", _("intervenant de l’équipe")
        COORDINATOR = "coordinator", _("coordonnateur nommé par le maire (CASF L121-6-2)")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follow_ups")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="caseload")
    kind = models.CharField(_("rôle"), max_length=11, choices=Kind.choices)
    # What the domain opened to this profession when the follow-up began (domain/access.py).
    sections = ArrayField(models.CharField(max_length=12, choices=SECTION_NAMES))
    act = models.CharField(_("acte de nomination"), max_length=200, blank=True)
    since = models.DateField(_("depuis"))
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    given_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["member", "person"], name="follow_up_of_member"),
            models.Index(fields=["person"], name="follow_up_of_person"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "member"],
                condition=Q(until__isnull=True),
                name="follow_up_once",
                violation_error_message=_("Ce dossier est déjà dans cette file active."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="coordinator") | ~Q(act=""),
                name="coordinator_has_act",
                violation_error_message=_("Donnez l’acte du maire qui nomme le coordonnateur."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"


class Share(models.Model):
    """One act of sharing: ground, purpose, sections, recipient, information, end ("partage").

    A referral of the person to a partner is a share that also asks for something (`asked`), and
    tells what came of it (`outcome`).
    """

    class State(models.TextChoices):
        ASKED = "asked", _("proposé")
        ACCEPTED = "accepted", _("accepté")
        REFUSED = "refused", _("refusé")
        DONE = "done", _("terminé")
        REVOKED = "revoked", _("révoqué")

    class NotInformed(models.TextChoices):
        CHILD = "child", _("contraire à l’intérêt de l’enfant (CASF L226-2-2)")
        DANGER = "danger", _("mettrait quelqu’un en danger")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shares")
    ground = models.CharField(_("fondement"), max_length=32, choices=GROUND_NAMES)
    purpose = models.CharField(_("but"), max_length=16, choices=PURPOSE_NAMES)
    sections = ArrayField(models.CharField(max_length=12, choices=SECTION_NAMES))
    sender = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="shares_sent")
    sender_profession = models.CharField(max_length=24, choices=PROFESSION_NAMES)
    # A member; or somebody without an account, named, who comes by a link.
    recipient = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="shares_received"
    )
    recipient_name = models.CharField(_("nom du destinataire"), max_length=150, blank=True)
    recipient_organisation = models.CharField(_("organisme"), max_length=150, blank=True)
    recipient_profession = models.CharField(max_length=24, choices=PROFESSION_NAMES)
    recipient_mission = models.CharField(max_length=200, blank=True)
    # What the sender said of their own knowledge: domain/sharing.py, ATTESTED.
    attested = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    # Who was told, or why nobody was.
    informed_on = models.DateField(_("personne informée le"), null=True, blank=True)
    informed_whom = SealedTextField(_("qui a été informé"), blank=True)
    not_informed = models.CharField(max_length=6, choices=NotInformed.choices, blank=True)
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="shares"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(_("jusqu’au"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reason = SealedTextField(_("raison"), blank=True)  # of refusal, revocation
    # A referral: what is asked of the partner, by when, and what came of it.
    asked = SealedTextField(_("ce qui est demandé"), blank=True)
    due_on = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    outcome = SealedTextField(_("suite donnée"), blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["recipient", "state"], name="share_of_recipient"),
            models.Index(fields=["person"], name="share_of_person"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="share_ends_later",
                violation_error_message=_("Le partage prend fin après avoir commencé."),
            ),
            models.CheckConstraint(condition=Q(sections__len__gt=0), name="share_names_sections"),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) | ~Q(recipient_name=""),
                name="share_names_recipient",
            ),
            models.CheckConstraint(
                condition=Q(informed_on__isnull=False) | ~Q(not_informed=""),
                name="share_says_who_was_informed",
                violation_error_message=_("Dites qui est informé, ou pourquoi personne ne l’est."),
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""),
                name="share_refused_with_reason",
                violation_error_message=_("Dites pourquoi vous refusez."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.state}"


class PartnerLink(models.Model):
    """How a partner without an account opens one share: a link, the mailbox, a code. Then no more.

    Only hashes are kept; `email` is where the link and the code are sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="links")
    email = models.EmailField(_("courriel du destinataire"))
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=128, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    codes = models.PositiveSmallIntegerField(default=0)  # sent since the mailbox was proved
    tries = models.PositiveSmallIntegerField(default=0)  # wrong ones, since then too
    proved_at = models.DateTimeField(null=True, blank=True)
    # Proof given to the browser once the code is right: a hash, good until `proof_ends_at`.
    proof_hash = models.CharField(max_length=64, blank=True)
    proof_ends_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"
