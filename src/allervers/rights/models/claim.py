"""A claim for one right of one encounter, every change of it, and who wants letters about them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member
from allervers.reception.models import Encounter
from allervers.rights.domain.claims.claim import LIVE
from allervers.rights.domain.claims.note import LONGEST


class Claim(models.Model):
    """One right being asked for ("démarche"), until its outcome. It hangs on an encounter.

    Its columns say what its changes say (`ClaimChange`), so that lists need no replay.
    """

    class State(models.TextChoices):
        TODO = "todo", _("à faire")
        SENT = "sent", _("envoyée")
        DOCUMENTS = "documents", _("pièces demandées")
        OPENED = "opened", _("droit ouvert")
        REFUSED = "refused", _("refusée")
        GIVEN_UP = "given_up", _("abandonnée")
        APPEAL = "appeal", _("recours")

    class NonTakeUp(models.TextChoices):
        NOT_KNOWN = "not_known", _("non-connaissance")
        NOT_PROPOSED = "not_proposed", _("non-proposition")
        NOT_RECEIVED = "not_received", _("non-réception")
        NOT_ASKED = "not_asked", _("non-demande")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="claims")
    right = models.CharField(max_length=80)  # "rsa", "local:fsl-92"
    label = models.CharField(max_length=200, blank=True)  # of a local right, as it was called
    state = models.CharField(max_length=9, choices=State.choices, default=State.TODO)
    since = models.DateField()  # the day of the last change
    reason = models.CharField(max_length=12, choices=NonTakeUp.choices, blank=True)
    # Euros a month, and euros paid at once for the past ("rappel"), of a right opened.
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    arrears = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    found_at = models.DateTimeField(null=True, blank=True)  # null: nothing was found before it
    # What is to be done next (domain/claims/reminders.py); null: nothing.
    reminder = models.CharField(max_length=12, blank=True)
    reminder_on = models.DateField(null=True, blank=True)
    reminder_from = models.DateField(null=True, blank=True)
    handled_until = models.DateField(null=True, blank=True)
    follower = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    started_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["follower", "reminder_on"], name="claim_reminders"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["encounter", "right"],
                condition=Q(state__in=tuple(map(str, LIVE))),
                name="claim_one_live_per_right",
            ),
            models.CheckConstraint(
                condition=Q(state="given_up", reason__gt="")
                | (~Q(state="given_up") & Q(reason="")),
                name="claim_reason_iff_given_up",
            ),
            models.CheckConstraint(
                condition=Q(state="opened") | Q(amount__isnull=True, arrears__isnull=True),
                name="claim_euros_only_when_opened",
            ),
            models.CheckConstraint(
                condition=Q(reminder="", reminder_on__isnull=True, reminder_from__isnull=True)
                | (Q(reminder__gt="") & Q(reminder_on__gte=F("reminder_from"))),
                name="claim_reminder_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.right} {self.state}"


class ClaimChange(models.Model):
    """One change of a claim: what, on what day, by whom. Undone ones are kept, and say so."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=Claim.State.choices)
    on = models.DateField()
    reason = models.CharField(max_length=12, choices=Claim.NonTakeUp.choices, blank=True)
    due_on = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    arrears = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    opened_from = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    # Refused when it looks like a social security number; forgotten with the person's sheet.
    note = models.CharField(max_length=LONGEST, blank=True)
    made_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, related_name="claim_changes"
    )
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "number"], name="claim_change_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.number} {self.state}"


class ClaimDigest(models.Model):
    """The weekly letter of a member: when the last one left, and whether they want any."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="claim_digest")
    is_wanted = models.BooleanField(default=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.member_id} {self.is_wanted}"
