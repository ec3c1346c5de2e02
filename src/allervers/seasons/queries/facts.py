"""All that planning a season needs to know, read at once: in seven queries, whatever its size."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allervers.seasons.domain.audiences import EVERYBODY, unknown_at
from allervers.seasons.domain.days import Days, Wish, season_days
from allervers.seasons.domain.facts import SeasonFacts
from allervers.seasons.domain.matters import Code, Kind, Matter, Named, seen
from allervers.seasons.domain.need import ALL
from allervers.seasons.mapping import (
    SchoolDays,
    given_halt,
    given_point,
    to_given,
    to_halt,
    to_seen,
    to_supposed,
    to_unit,
    to_weights,
)
from allervers.seasons.models import Season, SeasonHalt, SeasonUnit
from allervers.seasons.queries.agreed import Agreed, agreed_for
from allervers.seasons.queries.need import need_points
from allervers.seasons.queries.themes import theme_matters
from allervers.seasons.queries.told import Told
from allervers.tours.domain.recurrence import DayCalendar
from allervers.tours.domain.timing import PARIS
from allervers.tours.models import Halt, Visit
from allervers.tours.queries.staff_calendar import day_bounds

Calendars = Callable[[str], DayCalendar]  # Insee code of a commune → what it says of a day


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is known of a season, and what to tell people of it."""

    facts: SeasonFacts
    matters: tuple[Matter, ...]
    names: Mapping[str, Named]
    """By the id of a unit or a halt in the problem: its row in the season."""


def gather(season: Season, calendars: Calendars, today: date, *, keeps: bool = False) -> Gathered:
    """Read a season (`whole_season`). What cannot be planned is left out, and told.

    `keeps`: a page keeps what it counts of the ground (`queries.ground`), the worker does not.
    """
    units, unit_matters = planned_units(season)
    halts, agreed, halt_matters = planned_halts(season)
    visits = calendar_visits(season, [row.unit_id for row in units])
    given = [one for one in visits if is_given(one)]
    known = {row.halt_id for row in halts}
    extra = {one.halt_id: one.halt for one in given if one.halt_id not in known}
    days = days_of(season, [row.halt for row in halts], calendars)
    is_plain = to_weights(season) == EVERYBODY and not any(row.audiences for row in halts)
    points = tuple(need_points(season, tells_apart=not is_plain, keeps=keeps))
    facts = SeasonFacts(
        days.days,
        days.closed,
        today,
        tuple(to_unit(row, season) for row in units),
        (
            *(to_halt(season, row, agreed[row.halt_id].spans) for row in halts),
            *(given_halt(one) for one in extra.values()),
        ),
        to_supposed(season),
        tuple(to_given(one, PARIS) for one in given),
        tuple(to_seen(one) for row in season.units.all() for one in told_aboard(row)),
        points,
        weights=to_weights(season),
    )
    whole = whole_matters(facts, days, is_needed=bool(points))
    whole += [*audience_matters(facts), *theme_matters(season, given)]
    calendar = calendar_matters(visits, extra.values())
    return Gathered(
        facts, (*whole, *unit_matters, *halt_matters, *calendar), names_of(units, halts)
    )


def planned_units(season: Season) -> tuple[list[SeasonUnit], list[Matter]]:
    """Return the units that can be planned, and what is wrong with the others."""
    rows = list(season.units.all())
    homeless = [row for row in rows if row.unit.is_active and row.unit.depot_latitude is None]
    retired = [row for row in rows if not row.unit.is_active]
    matters = [seen(Code.NO_DEPOT, *map(unit_name, homeless))] if homeless else []
    matters += [seen(Code.RETIRED, *map(unit_name, retired))] if retired else []
    left = {row.id for row in (*homeless, *retired)}
    return [row for row in rows if row.id not in left], matters


def planned_halts(
    season: Season,
) -> tuple[list[SeasonHalt], dict[UUID, Agreed], list[Matter]]:
    """Return the halts that can be planned, when their towns agree, and what to tell of them."""
    rows = [row for row in season.halts.all() if row.is_wanted]
    checked = Halt.PointStatus.CHECKED
    lost = [row for row in rows if row.halt.is_active and row.halt.point_status != checked]
    retired = [row for row in rows if not row.halt.is_active]
    left = {row.id for row in (*lost, *retired)}
    kept = [row for row in rows if row.id not in left]
    agreed = agreed_for(season, [row.halt for row in kept])
    lacking = [row for row in kept if not agreed[row.halt_id].spans]
    supposed = [row for row in kept if agreed[row.halt_id].is_supposed]
    told = (
        (Code.NO_POINT, lost),
        (Code.RETIRED, retired),
        (Code.NO_AGREEMENT, lacking),
        (Code.TO_ASK, supposed),
    )
    matters = [seen(code, *map(halt_name, some)) for code, some in told if some]
    return kept, agreed, matters


def days_of(season: Season, halts: Sequence[Halt], calendars: Calendars) -> Days:
    """Return the days of a season, by the calendars of the départements of its halts."""
    codes = {halt.commune.departement_id: halt.commune_id for halt in halts}
    wish = Wish(
        season.starts_on,
        season.ends_on,
        tuple(season.weekdays),
        season.skips_public_holidays,
        season.school_time,
    )
    return season_days(wish, {dep: SchoolDays(calendars(code)) for dep, code in codes.items()})


def calendar_visits(season: Season, units: Iterable[object]) -> list[Visit]:
    """Return the visits of these units during the season: announced, past, drafts."""
    starts, ends = day_bounds(season.starts_on, season.ends_on)
    return list(
        Visit.objects.filter(
            unit__in=list(units),
            starts_at__gte=starts,
            starts_at__lt=ends,
            status__in=[Visit.Status.DRAFT, Visit.Status.PUBLISHED],
        )
        .select_related("halt__commune", "edition")
        .defer("halt__commune__outline")
        .order_by("starts_at", "id")
    )


def is_given(visit: Visit) -> bool:
    """Whether a visit is announced, somewhere on the map (its town hall at least)."""
    is_placed = None not in given_point(visit.halt)
    return visit.status == Visit.Status.PUBLISHED and is_placed


def told_aboard(row: SeasonUnit) -> Told:
    """Return who is aboard a unit, as its query told it."""
    found: Told = row.told_aboard  # type: ignore[attr-defined]
    return found


def whole_matters(facts: SeasonFacts, days: Days, *, is_needed: bool) -> list[Matter]:
    """Return what forbids planning the season as a whole."""
    told: list[tuple[bool, Code]] = [
        (not facts.units, Code.NO_UNIT),
        (not any(not one.is_only_given for one in facts.halts), Code.NO_HALT),
        (not any(day >= facts.today for day in facts.days), Code.NO_DAY),
        (bool(facts.halts) and not is_needed, Code.NO_NEED),
    ]
    found = [seen(code) for is_so, code in told if is_so]
    if days.unknown:
        first = Named(Kind.TEXT, "", days.unknown[0].isoformat())
        found.append(seen(Code.SCHOOL_UNKNOWN, first))
    return found


def audience_matters(facts: SeasonFacts) -> list[Matter]:
    """Tell the audiences that nothing published tells, everywhere or at some points."""
    if not facts.points:
        return []
    wanted = [one for one in facts.weights if one != ALL] + sorted(facts.reserved())
    lacking = {one: unknown_at(facts.points, one) for one in wanted}
    never = {one for one, count in lacking.items() if count == len(facts.points)}
    if never and not set(facts.weights) - never:
        return [
            seen(Code.AUDIENCE_UNKNOWN, *(Named(Kind.AUDIENCE, "", one) for one in sorted(never)))
        ]
    some = [
        Named(Kind.AUDIENCE, "" if one in never else str(count), one)
        for one, count in lacking.items()
        if count
    ]
    return [seen(Code.AUDIENCE_LACKING, *some)] if some else []


def calendar_matters(visits: Sequence[Visit], extra: Iterable[Halt]) -> list[Matter]:
    """Tell what the calendar already holds: announced visits are kept, drafts are not."""
    given = [one for one in visits if one.status == Visit.Status.PUBLISHED]
    drafts = len(visits) - len(given)
    unplaced = [one for one in extra if one.latitude is None]
    found = [counted(Code.GIVEN, len(given))] if given else []
    found += [counted(Code.DRAFTS, drafts)] if drafts else []
    names = [Named(Kind.HALT, one.slug, str(one)) for one in unplaced]
    return [*found, seen(Code.AT_TOWN_HALL, *names)] if names else found


def counted(code: Code, count: int) -> Matter:
    """Return a matter that is only a number."""
    return seen(code, Named(Kind.TEXT, "", str(count)))


def names_of(units: Iterable[SeasonUnit], halts: Iterable[SeasonHalt]) -> dict[str, Named]:
    """Return the rows of a season by the ids that its problem gives them."""
    found = {str(row.unit_id): Named(Kind.SEASON_UNIT, str(row.id), row.unit.name) for row in units}
    return found | {
        str(row.halt_id): Named(Kind.SEASON_HALT, str(row.id), str(row.halt)) for row in halts
    }


def unit_name(row: SeasonUnit) -> Named:
    """Name a unit."""
    return Named(Kind.UNIT, row.unit.slug, row.unit.name)


def halt_name(row: SeasonHalt) -> Named:
    """Name a halt."""
    return Named(Kind.HALT, row.halt.slug, str(row.halt))
