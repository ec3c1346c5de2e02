"""Plans of a season: computed or made by hand, compared, then published to the calendar."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allervers.accounts.models import Member
from allervers.seasons.models.season import Season
from allervers.tours.models import Halt, MobileUnit, Visit


class SeasonPlan(models.Model):
    """One way to fill a season ("projet de saison").

    What it is worth was counted on `problem`, the snapshot of what was known then; a plan keeps
    it, so that its figures can be checked again.
    """

    class Origin(models.TextChoices):
        COMPUTED = "computed", _("calculé")
        BY_HAND = "by_hand", _("fait à la main")
        REPLANNED = "replanned", _("replanifié")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="plans")
    problem = models.ForeignKey(
        "seasons.PlannerProblem", on_delete=models.PROTECT, related_name="plans"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="children"
    )
    name = models.CharField(_("nom du plan"), max_length=120)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    # People reached, people of rewards, kilometres; `total` = reached + rewards - cost of km.
    reached = models.FloatField(default=0.0)
    rewards = models.FloatField(default=0.0)
    # People reached by audience, weights left out; empty when everybody counts alike (`reached`).
    audiences = models.JSONField(default=dict, blank=True)
    km = models.FloatField(default=0.0)
    total = models.FloatField(default=0.0)
    # No plan of this problem is worth more; null: nothing was proved.
    ceiling = models.FloatField(null=True, blank=True)
    broken = models.PositiveIntegerField(default=0)  # rules broken, counted by planner.check
    version = models.PositiveIntegerField(default=1)  # grows at each change by hand
    created_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, related_name="season_plans"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["season", "-created_at"], name="season_plan_by_season"),
        ]

    def __str__(self) -> str:
        return self.name


class PlannedVisit(models.Model):
    """A unit at a halt on a day of a plan; `visit` once it is in the calendar."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(SeasonPlan, on_delete=models.CASCADE, related_name="visits")
    unit = models.ForeignKey(MobileUnit, on_delete=models.PROTECT, related_name="+")
    halt = models.ForeignKey(Halt, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    # Kept as it is by every computation: already announced, or locked by a person.
    is_locked = models.BooleanField(_("verrouillé"), default=False)
    visit = models.ForeignKey(
        Visit, on_delete=models.SET_NULL, null=True, blank=True, related_name="planned"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "unit", "day", "halt"], name="planned_visit_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends")), name="planned_visit_hours_in_order"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["plan", "day", "starts"], name="planned_visit_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.halt} {self.day}"


class PlanChange(models.Model):
    """A change made by hand to a plan, kept to be undone: what went out, what came in.

    Visits are told as JSON: unit, halt, day, starts, ends.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(SeasonPlan, on_delete=models.CASCADE, related_name="changes")
    taken_out = models.JSONField(default=list, blank=True)
    put_in = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["plan", "-made_at"], name="plan_change_by_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.made_at:%Y-%m-%d %H:%M}"
