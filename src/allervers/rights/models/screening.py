"""A rights check and what it found; answers hold ages and amounts, never who."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member
from allervers.reception.models import Encounter


class Screening(models.Model):
    """One "bilan d'accès aux droits": answers, findings, version of the rules."""

    class State(models.TextChoices):
        OPEN = "open", _("en cours")
        ASKED = "asked", _("calcul demandé")
        DONE = "done", _("calculé")
        FAILED = "failed", _("calcul impossible")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="screenings")
    month = models.DateField()  # first day of the month that amounts are for
    # {question code: value}. A question that is absent was not asked; {"unknown": true}: asked,
    # and the person does not know. Neither is ever read as zero (rights/domain/questionnaire).
    answers = models.JSONField(default=dict)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    version = models.PositiveIntegerField(default=0)  # grows at each answer
    computed_version = models.PositiveIntegerField(null=True, blank=True)
    rules = models.CharField(max_length=120, blank=True)  # "openfisca-france 176.1.8"
    failure = models.TextField(blank=True)
    started_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True)
    started_at = models.DateTimeField()
    computed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(rules=""), name="screening_done_names_its_rules"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.encounter_id} {self.month:%Y-%m}"


class Finding(models.Model):
    """One right ("constat"): entitled or not, perhaps, or not asked; how much, why."""

    class Status(models.TextChoices):
        ENTITLED = "entitled", _("droit probable")
        NOT_ENTITLED = "not_entitled", _("pas de droit d'après les réponses")
        PERHAPS = "perhaps", _("peut-être")
        NOT_ASKED = "not_asked", _("pas assez de réponses")

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="findings")
    # A name of OpenFisca-France kept letter for letter ("rsa", "aide_logement"), or "css".
    right = models.CharField(max_length=40)
    status = models.CharField(max_length=12, choices=Status.choices)
    # Euros, for one month unless `period` says a year; null: no amount is known.
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    period = models.CharField(max_length=5, default="month")
    received = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    # Codes of the questions whose answer is missing (not asked) or not known.
    missing = models.JSONField(default=list)
    reasons = models.JSONField(default=list)  # [{"code", …}]
    # The amount over every way to answer what is missing; null: the right was not bounded.
    low = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    is_estimate = models.BooleanField(default=False, db_default=False)
    # Euros that one more month of delay loses for good; null: none, or not known.
    waiting = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["screening", "right"], name="finding_once_per_screening"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["not_asked", "not_entitled"]) | Q(amount__isnull=True),
                name="finding_amount_only_when_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.right} {self.status}"
