"""What the pages of a season offer to choose, and what they list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.models import Computation, Season, SeasonHalt, SeasonPlan
from allervers.seasons.queries.agreed import states_at
from allervers.tours.models import Halt, MobileUnit
from allervers.tours.queries.staff import halts_of, units_of


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of a season is there already."""

    units: int
    halts: int
    partners: int


def counts_of(season: Season) -> Counts:
    """Count what takes part, in three queries."""
    return Counts(season.units.count(), season.halts.count(), season.partners.count())


def units_to_add(viewer: Viewer, season: Season) -> QuerySet[MobileUnit]:
    """Return the units in service that do not take part yet."""
    taken = season.units.order_by().values("unit_id")
    return units_of(viewer).filter(is_active=True).exclude(id__in=taken)


def units_taking_part(season: Season) -> QuerySet[MobileUnit]:
    """Return the units of a season, by name."""
    return MobileUnit.objects.filter(seasons__season=season).order_by("name", "id")


def halts_to_add(viewer: Viewer, season: Season) -> QuerySet[Halt]:
    """Return the halts in service, at a checked position, that do not take part yet."""
    taken = season.halts.order_by().values("halt_id")
    checked = halts_of(viewer).filter(is_active=True, point_status=Halt.PointStatus.CHECKED)
    return checked.exclude(id__in=taken)


def with_agreements(season: Season, rows: Iterable[SeasonHalt]) -> list[tuple[SeasonHalt, str]]:
    """Return rows with one word each for what the town said: none, part, supposed, given."""
    rows = list(rows)
    states = states_at(season, [row.halt for row in rows])
    return [(row, states[row.halt_id]) for row in rows]


def latest_plans(season: Season, most: int = 10) -> list[SeasonPlan]:
    """Return the latest plans of a season."""
    return list(season.plans.order_by("-created_at", "id")[:most])


def is_published(season: Season) -> bool:
    """Whether visits of the calendar come from a season: it is then not deleted."""
    return season.plans.filter(published_at__isnull=False).exists()


def computations_in(season: Season) -> QuerySet[Computation]:
    """Return the computations of plans of a season, the latest first."""
    return (
        season.computations.filter(purpose=Computation.Purpose.PLAN)
        .select_related("plan", "asked_by__user")
        .defer("best", "answer")
        .order_by("-asked_at", "id")
    )
