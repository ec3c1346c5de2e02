"""What putting a plan in the calendar would do: visits to add, to change, to cancel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from allervers.accounts.models import Organisation
from allervers.seasons.models import PlannedVisit, SeasonPartner, SeasonPlan
from allervers.seasons.queries.plans import published_plan, visits_of_plan
from allervers.tours.domain.conflicts import (
    AGREEMENT_KINDS,
    Agreement,
    Conflict,
    Kind,
    agreement_conflict,
)
from allervers.tours.domain.timing import PARIS, instant
from allervers.tours.mapping import to_place
from allervers.tours.models import MobileUnit, Visit
from allervers.tours.queries.planning import TAKES_PLACE, agreements_on, commune_organisations

Key = tuple[object, UUID, UUID]


@dataclass(frozen=True, slots=True)
class Difference:
    """Between a plan and the calendar: `change` and `keep` pair a planned visit and a visit.

    `over` are planned visits that are past: nothing is done about them. `left` are visits that
    somebody cancelled or moved in the calendar: they stay as they are.
    """

    add: list[PlannedVisit]
    change: list[tuple[PlannedVisit, Visit]]
    keep: list[tuple[PlannedVisit, Visit]]
    drop: list[Visit]
    over: list[PlannedVisit]
    left: list[PlannedVisit]

    @property
    def units(self) -> list[MobileUnit]:
        """The units of the visits to add, each once."""
        return list({row.unit_id: row.unit for row in self.add}.values())

    @property
    def drafts(self) -> list[Visit]:
        """Visits to cancel that nobody knows of: they are only deleted."""
        return [visit for visit in self.drop if visit.status == Visit.Status.DRAFT]

    @property
    def cancelled(self) -> list[Visit]:
        """Announced visits that would be cancelled."""
        return [visit for visit in self.drop if visit.status == Visit.Status.PUBLISHED]


def undecided(found: Difference) -> list[PlannedVisit]:
    """Return the planned visits that nobody would know of yet: announced or left as drafts."""
    drafts = (row for row, visit in (*found.keep, *found.change) if is_draft(visit))
    return [*found.add, *drafts]


def is_draft(visit: Visit) -> bool:
    """Whether nobody knows of a visit yet."""
    return visit.status == Visit.Status.DRAFT


def difference(plan: SeasonPlan, now: datetime) -> Difference:
    """Compare a plan with what its season has in the calendar from now on."""
    there, rows = in_calendar(plan), list(visits_of_plan(plan))
    others = made_elsewhere(rows)
    found = Difference([], [], [], [], [], [])
    seen: set[UUID] = set()
    for row in rows:
        key = (row.day, row.unit_id, row.halt_id)
        visit = there.get(key) or others.get(key)
        if visit is not None:
            seen.add(visit.id)
        if ends_at(row) <= now:
            found.over.append(row)
        elif visit is None:
            found.add.append(row)
        elif visit.status not in TAKES_PLACE:
            found.left.append(row)
        elif (visit.starts_at, visit.ends_at) == (starts_at(row), ends_at(row)):
            found.keep.append((row, visit))
        else:
            found.change.append((row, visit))
    found.drop.extend(
        visit
        for visit in there.values()
        if visit.id not in seen and visit.ends_at > now and visit.status in TAKES_PLACE
    )
    return found


def in_calendar(plan: SeasonPlan) -> dict[Key, Visit]:
    """Return the visits that the season's published plan put in the calendar."""
    current = published_plan(plan)
    if current is None:
        return {}
    rows = (
        PlannedVisit.objects.filter(plan=current, visit__isnull=False)
        .select_related("visit__halt__commune", "visit__unit")
        .defer("visit__halt__commune__outline")
        .order_by("day", "starts", "id")
    )
    return {(row.day, row.unit_id, row.halt_id): row.visit for row in rows if row.visit}


def made_elsewhere(rows: Sequence[PlannedVisit]) -> dict[Key, Visit]:
    """Return the visits that other pages put in the calendar where a plan has one too.

    What was announced before a season is locked in its plans: it must be found, not added again.
    """
    if not rows:
        return {}
    visits = (
        Visit.objects.filter(
            unit__in={row.unit_id for row in rows},
            halt__in={row.halt_id for row in rows},
            starts_at__gte=min(starts_at(row) for row in rows) - timedelta(days=1),
            starts_at__lte=max(ends_at(row) for row in rows) + timedelta(days=1),
            status__in=TAKES_PLACE,
        )
        .select_related("halt__commune", "unit")
        .defer("halt__commune__outline")
        .order_by("starts_at", "id")
    )
    return {
        (one.starts_at.astimezone(PARIS).date(), one.unit_id, one.halt_id): one for one in visits
    }


def starts_at(row: PlannedVisit) -> datetime:
    """Return the instant at which a planned visit begins."""
    return instant(row.day, row.starts)


def ends_at(row: PlannedVisit) -> datetime:
    """Return the instant at which a planned visit ends."""
    return instant(row.day, row.ends, is_end=True)


def waiting_for_towns(rows: Iterable[PlannedVisit]) -> dict[UUID, Conflict]:
    """Return, by planned visit, why it cannot be announced yet: the town has not agreed."""
    rows = list(rows)
    answers: dict[UUID, list[Agreement]] = {}
    for answer in agreements_on({row.halt_id for row in rows}):
        answers.setdefault(answer.place_id, []).append(answer)
    found = {}
    for row in rows:
        mine = answers.get(row.halt_id, [])
        conflict = agreement_conflict(to_place(row.halt), row.day, mine)
        if conflict is not None:
            found[row.id] = conflict
    return found


def to_ask(plan: SeasonPlan, today: date) -> list[PlannedVisit]:
    """Return the visits to come whose town has not agreed: the dates to ask for."""
    visits = list(visits_of_plan(plan).filter(day__gte=today))
    waiting = waiting_for_towns(visits)
    return [row for row in visits if row.id in waiting]


def is_of_town(conflict: Conflict) -> bool:
    """Whether a conflict is about a town's agreement: said apart."""
    return conflict.kind in AGREEMENT_KINDS


def is_drive_of_plan(conflict: Conflict, found: Difference) -> bool:
    """Whether a conflict is the trip between two visits of the plan, which it timed by itself."""
    if conflict.kind is not Kind.NO_TIME_TO_DRIVE or conflict.other is None:
        return False
    kept = {visit.id for _row, visit in (*found.keep, *found.change)}
    return conflict.other.visit_id is None or conflict.other.visit_id in kept


def partners_of(season_id: UUID) -> dict[tuple[UUID, int], list[Organisation]]:
    """Return who is aboard a unit on a weekday (0 is Monday), by name."""
    rows = (
        SeasonPartner.objects.filter(season_id=season_id)
        .select_related("organisation")
        .order_by("organisation__name", "id")
    )
    found: dict[tuple[UUID, int], list[Organisation]] = {}
    for row in rows:
        for weekday in row.weekdays:
            found.setdefault((row.unit_id, weekday), []).append(row.organisation)
    return found


def told_names(
    rows: Iterable[PlannedVisit], aboard: dict[tuple[UUID, int], list[Organisation]]
) -> list[str]:
    """Return the names of who is written to when these are announced: partners, communes."""
    rows = list(rows)
    names = {one.name for row in rows for one in aboard.get((row.unit_id, row.day.weekday()), [])}
    towns = commune_organisations({row.halt.commune_id for row in rows})
    return sorted(names | {town.name for town in towns.values()})
