"""Visits in time: what comes next, and a tour's month."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import TruncDate

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.models import (
    Absence,
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
    """Fetch the crew and the partners of visits in two queries, whatever their number.

    Each person says whether they are `is_away` that day; a crew member, also `is_elsewhere`: on
    board of another visit at the same time.
    """
    return visits.prefetch_related(Prefetch("crew", _crew()), Prefetch("partners", _partners()))


def _away(who: Q) -> Exists:
    """Say whether an absence of these people covers the day (annotated) of the visit."""
    absences = Absence.objects.filter(
        who, starts_on__lte=OuterRef("day"), ends_on__gte=OuterRef("day")
    )
    return Exists(absences)


def on_board_elsewhere() -> QuerySet[CrewAssignment]:
    """Return, inside a query on crews, where the same member is at the same time."""
    return CrewAssignment.objects.filter(
        member_id=OuterRef("member_id"),
        visit__starts_at__lt=OuterRef("visit__ends_at"),
        visit__ends_at__gt=OuterRef("visit__starts_at"),
        visit__status__in=[Visit.Status.DRAFT, Visit.Status.PUBLISHED],
    ).exclude(visit_id=OuterRef("visit_id"))


def _crew() -> QuerySet[CrewAssignment]:
    # The absence of an organisation takes its members too.
    who = Q(member_id=OuterRef("member_id")) | Q(
        member__isnull=True, organisation_id=OuterRef("member__organisation_id")
    )
    return (
        CrewAssignment.objects.select_related("member__user")
        .annotate(day=TruncDate("visit__starts_at", tzinfo=PARIS))
        .annotate(is_away=_away(who), is_elsewhere=Exists(on_board_elsewhere()))
        .order_by("id")
    )


def _partners() -> QuerySet[PartnerPresence]:
    who = Q(member__isnull=True, organisation_id=OuterRef("organisation_id"))
    return (
        PartnerPresence.objects.select_related("organisation")
        .annotate(day=TruncDate("visit__starts_at", tzinfo=PARIS))
        .annotate(is_away=_away(who))
        .order_by("organisation__name", "id")
    )


def day_bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the instants at which, in France, `first` begins and `last` has ended."""
    starts = datetime.combine(first, time(), PARIS)
    if last == date.max:  # typed by mistake in a year: no day follows it
        return starts, datetime.combine(last, time.max, PARIS)
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
    visits = list(visits_between(viewer, first, last).filter(tour=tour))
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


def day_to_open(tour: Tour, now: datetime) -> date:
    """Return the day of the tour's next visit, of its last one when it is over, else today."""
    coming = tour.visits.filter(ends_at__gte=now).order_by("starts_at", "id").first()
    shown = coming or tour.visits.order_by("-starts_at", "id").first()
    return (shown.starts_at if shown else now).astimezone(PARIS).date()


def _day(day: date, by_day: dict[date, list[Visit]]) -> tuple[date, list[Visit]]:
    return day, by_day.get(day, [])


def visits_outside(tour: Tour, first: date, last: date) -> int:
    """Count the visits of a tour that take place outside these days, both included."""
    starts, ends = day_bounds(first, last)
    planned = tour.visits.filter(status__in=[Visit.Status.DRAFT, Visit.Status.PUBLISHED])
    return planned.filter(Q(starts_at__lt=starts) | Q(starts_at__gte=ends)).count()


def tour_series(tour: Tour) -> list[Series]:
    """Return the series of a tour with their halts, by halt."""
    return list(
        tour.series.select_related("halt__commune")
        .defer("halt__commune__outline")
        .order_by("halt__commune__search_name", "anchor", "id")
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
