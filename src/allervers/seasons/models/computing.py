"""What the worker computes: the problem it was given, how far it is, its best plan so far."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member
from allervers.seasons.models.plan import SeasonPlan
from allervers.seasons.models.season import Season


class PlannerProblem(models.Model):
    """A problem in the planner's format (docs/reference/planner-format.md), never changed.

    Ids of units and halts are theirs here. `notes`: what had to be supposed (estimated trips,
    secret figures), in the words of `wording`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="problems")
    body = models.BinaryField()  # gzip of the JSON
    digest = models.CharField(max_length=64)  # SHA-256 of the JSON
    is_estimated = models.BooleanField(default=True)  # trips as the crow flies × 1.3
    notes = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "digest"], name="season_problem_once"),
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class Computation(models.Model):
    """A plan being computed: queued, running with its progress, then done or not.

    `best` is the best plan stored so far: a worker that died resumes from it.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("en attente")
        RUNNING = "running", _("en cours")
        DONE = "done", _("terminé")
        CANCELLED = "cancelled", _("arrêté")
        FAILED = "failed", _("impossible")

    class Purpose(models.TextChoices):
        PLAN = "plan", _("planifier la saison")
        FORCE = "force", _("imposer une halte")
        REPLAN = "replan", _("replanifier après un imprévu")
        WHY = "why", _("expliquer la saison")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="computations")
    problem = models.ForeignKey(
        PlannerProblem, on_delete=models.PROTECT, null=True, related_name="computations"
    )
    purpose = models.CharField(max_length=7, choices=Purpose.choices, default=Purpose.PLAN)
    # Of a purpose: the plan it starts from, and what is asked (halt, days, price of a change…).
    start = models.ForeignKey(
        SeasonPlan, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.QUEUED)
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    seconds = models.PositiveSmallIntegerField(_("durée du calcul (secondes)"), default=60)
    seed = models.PositiveIntegerField(default=1)
    is_stop_asked = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # last news of the worker
    seconds_done = models.FloatField(default=0.0)  # over all its lives
    iterations = models.PositiveBigIntegerField(default=0)
    value = models.FloatField(null=True)
    ceiling = models.FloatField(null=True)
    resumed = models.PositiveSmallIntegerField(default=0)
    best = models.JSONField(null=True)  # visits, in the planner's format
    answer = models.JSONField(null=True)  # of a purpose other than a plan: what it found
    reasons = models.JSONField(default=list)  # why it failed, sentences
    plan = models.OneToOneField(
        SeasonPlan, on_delete=models.SET_NULL, null=True, blank=True, related_name="computation"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["season", "-asked_at"], name="computation_by_season"),
        ]
        constraints: ClassVar = [
            # One search at a time for a season: the second would only slow the first.
            models.UniqueConstraint(
                fields=["season"],
                condition=Q(state__in=["queued", "running"], purpose="plan"),
                name="season_computed_once_at_a_time",
                violation_error_message=_("Un calcul est déjà en cours pour cette saison."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.season} {self.state}"
