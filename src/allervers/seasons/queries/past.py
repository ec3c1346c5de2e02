"""Visits made at the halts of a season, and how many were met: counts, nobody."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count

from allervers.seasons.domain.calibration import PastVisit
from allervers.seasons.models import MetAtHalt, Season, SeasonPlan
from allervers.tours.domain.timing import day_of
from allervers.tours.models import Visit

LOOKED_BACK: Final = timedelta(days=365)


def past_visits(season: Season, halts: Sequence[str], now: datetime) -> list[PastVisit]:
    """Return the visits of the carrier made at these halts within a year, by halt and day.

    Only since the first day on which somebody was noted there: before, nobody wrote encounters
    down, and a visit without any says nothing. After it, a visit without any counts for none met.
    """
    since = day_of(now - LOOKED_BACK)
    ids = [UUID(one) for one in halts]
    rows = MetAtHalt.objects.filter(halt__in=ids, day__gte=since).order_by("day", "halt")
    met = {(str(one.halt_id), one.day): one.people for one in rows}
    if not met:
        return []
    first = min(day for _, day in met)
    made = Visit.objects.filter(
        halt__in=ids,
        unit__carrier_id=season.carrier_id,
        status=Visit.Status.PUBLISHED,
        starts_at__date__gte=first,
        ends_at__lt=now,
    ).order_by("starts_at", "id")
    keys = {(str(halt), day_of(at)) for halt, at in made.values_list("halt_id", "starts_at")}
    return [PastVisit(halt, day, met.get((halt, day), 0)) for halt, day in sorted(keys)]


def visits_by_halt(plan: SeasonPlan) -> Mapping[str, int]:
    """Return how many visits a plan makes to each halt."""
    rows = plan.visits.order_by("halt").values_list("halt").annotate(count=Count("id"))
    return {str(halt): count for halt, count in rows}
