"""Where people were sent, and what came of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member
from allervers.directory.models import Service
from allervers.reception.models.encounter import Encounter


class Outcome(models.TextChoices):
    """What came of a referral; blank: not known yet."""

    WENT = "went", _("y est allé·e")
    NOT_YET = "not_yet", _("pas encore")
    REFUSED = "refused", _("refusé")
    RIGHT_OPENED = "right_opened", _("droit ouvert")


class Referral(models.Model):
    """A person sent to a service ("orientation"), until its outcome."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="referrals")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="referrals")
    thematique = models.CharField(max_length=120, blank=True)  # what it answers
    reasons = models.JSONField(default=list)  # [{"code", …}]: why it was proposed
    distance_km = models.FloatField(null=True, blank=True)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True)
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)  # the last one
    outcome_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # taken off the sheet

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["encounter", "service"], name="referral_once_per_service"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.encounter_id} → {self.service_id}"


class ReferralOutcome(models.Model):
    """One thing heard of a referral; none is ever rewritten."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="outcomes")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    recorded_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.referral_id} {self.outcome}"
