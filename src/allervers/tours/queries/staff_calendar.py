"""Visits in time: what comes next, and a tour's month."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.models import (
    CrewAssignment,
    Halt,
    MobileUnit,
    PartnerPresence,
    Series,
    Tour,
    Visit,
)
from allervers.tours.queries.staff import halts_of, visits_of

PARIS = ZoneInfo("Europe/Paris")
NEXT = 10


def with_people(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Fetch the crew and the partners of visits in two queries, whatever their number."""
    return visits.prefetch_related(
        Prefetch("crew", CrewAssignment.objects.select_related("member__user").order_by("id")),
        Prefetch(
            "partners",
            PartnerPresence.objects.select_related("organisation").order_by("organisation__name"),
        ),
    )


def day_bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the instants at which, in France, `first` begins and `last` has ended."""
    starts = datetime.combine(first, time(), PARIS)
    return starts, datetime.combine(last + timedelta(days=1), time(), PARIS)


def visits_between(viewer: Viewer, first: date, last: date) -> QuerySet[Visit]:
    """Return the viewer's visits of these days, both included."""
    starts, ends = day_bounds(first, last)
    return visits_of(viewer).filter(starts_at__gte=starts, starts_at__lt=ends)


def next_visits(
    viewer: Viewer, now: datetime, *, unit: MobileUnit | None = None, halt: Halt | None = None
) -> list[Visit]:
    """Return the next ten visits not yet over, cancelled ones included: people ask about them."""
    visits = visits_of(viewer).filter(ends_at__gte=now)
    if unit is not None:
        visits = visits.filter(unit=unit)
    if halt is not None:
        visits = visits.filter(halt=halt)
    return list(visits[:NEXT])


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a tour: its days, and the months on either side."""

    first: date
    weeks: list[list[tuple[date, list[Visit]]]]
    visits: list[Visit]
    before: date | None
    after: date | None


def _month_start(day: date, shift: int = 0) -> date:
    index = day.year * 12 + day.month - 1 + shift
    return date(index // 12, index % 12 + 1, 1)


def month_of(viewer: Viewer, tour: Tour, day: date) -> Month:
    """Return the month of `day`, kept within the tour's dates, as whole weeks from Monday."""
    day = min(max(day, tour.starts_on), tour.ends_on)
    first, following = _month_start(day), _month_start(day, 1)
    last = following - timedelta(days=1)
    visits = list(with_people(visits_between(viewer, first, last).filter(tour=tour)))
    by_day: dict[date, list[Visit]] = {}
    for visit in visits:
        by_day.setdefault(visit.starts_at.astimezone(PARIS).date(), []).append(visit)
    monday = first - timedelta(days=first.weekday())
    count = (last - monday).days // 7 + 1
    weeks = [
        [_day(monday + timedelta(days=7 * week + column), by_day) for column in range(7)]
        for week in range(count)
    ]
    return Month(
        first,
        weeks,
        visits,
        _month_start(day, -1) if first > tour.starts_on else None,
        following if following <= tour.ends_on else None,
    )


def _day(day: date, by_day: dict[date, list[Visit]]) -> tuple[date, list[Visit]]:
    return day, by_day.get(day, [])


def tour_series(tour: Tour) -> list[Series]:
    """Return the series of a tour with their halts, by halt."""
    return list(
        tour.series.select_related("halt__commune")
        .defer("halt__commune__outline")
        .order_by("halt__commune__name", "anchor", "id")
    )


def tour_rows(tour: Tour) -> list[Visit]:
    """Return every visit of a tour, with who is on board, in time order."""
    visits = (
        tour.visits.select_related("unit", "halt__commune", "edition")
        .defer("halt__commune__outline")
        .order_by("starts_at", "id")
    )
    return list(with_people(visits))


def day_sheet(viewer: Viewer, day: date) -> list[Visit]:
    """Return the visits of one day with everyone on board."""
    return list(with_people(visits_between(viewer, day, day)))


def planning_halts(viewer: Viewer) -> QuerySet[Halt]:
    """Return the halts in service where the viewer may plan visits, by commune."""
    return halts_of(viewer).filter(is_active=True)
