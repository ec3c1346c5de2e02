"""Plans laid side by side: what each one keeps, adds, removes or moves against the first.

The first plan is the landmark: differences are always told of the others against it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from uuid import UUID


class State(StrEnum):
    """What became of a visit, or of a halt, against the landmark."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    HOURS = "hours"  # same unit, other hours
    UNIT = "unit"  # another unit
    TIMES = "times"  # of a halt: visited more, or less


@dataclass(frozen=True, slots=True)
class Held:
    """A visit that a plan holds; `place` names its commune and its halt."""

    day: date
    starts: time
    ends: time
    unit_id: UUID
    unit: str
    halt_id: UUID
    place: str

    @property
    def key(self) -> tuple[date, UUID, UUID]:
        """What makes a visit the same one when only its hours change."""
        return self.day, self.halt_id, self.unit_id


@dataclass(frozen=True, slots=True)
class Change:
    """A visit of a plan (`now`) and that of the landmark (`before`); one of them may be lacking."""

    state: State
    now: Held | None
    before: Held | None

    @property
    def shown(self) -> Held:
        """The visit to show: the plan's own, else the one that it removes."""
        found = self.now or self.before
        if found is None:
            raise ValueError("a change of nothing")
        return found

    @property
    def differs(self) -> bool:
        """Whether the plan does otherwise than the landmark."""
        return self.state is not State.SAME


def changes(landmark: Iterable[Held], plan: Iterable[Held]) -> list[Change]:
    """Return every visit of a plan and every one that it removes, by day and hour.

    A halt visited on the same day by another unit is told once, not as one out and one in.
    """
    there, mine = {one.key: one for one in landmark}, {one.key: one for one in plan}
    found = [pair(there[key], one) for key, one in mine.items() if key in there]
    gone = [one for key, one in there.items() if key not in mine]
    for one in (one for key, one in mine.items() if key not in there):
        same_day = [old for old in gone if (old.day, old.halt_id) == (one.day, one.halt_id)]
        if same_day:
            gone.remove(same_day[0])
            found.append(Change(State.UNIT, one, same_day[0]))
        else:
            found.append(Change(State.ADDED, one, None))
    found += [Change(State.REMOVED, None, one) for one in gone]
    return sorted(found, key=_order)


def pair(before: Held, now: Held) -> Change:
    """Compare the hours of one visit in both."""
    is_same = (before.starts, before.ends) == (now.starts, now.ends)
    return Change(State.SAME if is_same else State.HOURS, now, before)


def _order(one: Change) -> tuple[date, time, str, str]:
    return one.shown.day, one.shown.starts, one.shown.unit, one.shown.place


@dataclass(frozen=True, slots=True)
class Lane:
    """A plan over the days of a week: `cells` in the order of the days."""

    rank: int
    cells: list[tuple[date, list[Change]]]
    counts: Mapping[State, int]


@dataclass(frozen=True, slots=True)
class ComparedWeek:
    """A week: its days, and a lane for each plan, the landmark first."""

    first: date
    days: list[date]
    lanes: list[Lane]

    @property
    def differing(self) -> int:
        """How many visits differ from the landmark, over all plans."""
        return sum(count for lane in self.lanes for count in lane.counts.values())


def weeks(told: Sequence[Sequence[Change]]) -> list[ComparedWeek]:
    """Arrange the changes of each plan by week and day; weekdays without any visit are left out."""
    every = [one for changes in told for one in changes]
    weekdays = sorted({one.shown.day.weekday() for one in every})
    mondays = sorted({monday(one.shown.day) for one in every})
    by_day: list[dict[date, list[Change]]] = [{} for _ in told]
    for rank, changed in enumerate(told):
        for one in changed:
            by_day[rank].setdefault(one.shown.day, []).append(one)
    return [_week(first, weekdays, by_day) for first in mondays]


def _week(
    first: date, weekdays: Sequence[int], by_day: Sequence[Mapping[date, list[Change]]]
) -> ComparedWeek:
    days = [first + timedelta(days=one) for one in weekdays]
    lanes = []
    for rank, mine in enumerate(by_day):
        cells = [(day, mine.get(day, [])) for day in days]
        lanes.append(Lane(rank, cells, counted(one for _day, some in cells for one in some)))
    return ComparedWeek(first, days, lanes)


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def counted(some: Iterable[Change]) -> dict[State, int]:
    """Count what differs, by state."""
    found: dict[State, int] = {}
    for one in some:
        if one.differs:
            found[one.state] = found.get(one.state, 0) + 1
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """A visit across plans: `cells` in their order; None where neither it nor the landmark has it.

    `place` and `unit` are those of the landmark when it has the visit.
    """

    day: date
    place: str
    unit: str
    cells: list[Change | None]

    @property
    def differs(self) -> bool:
        """Whether a plan does otherwise than the landmark."""
        return any(one is not None and one.differs for one in self.cells)


def lines(told: Sequence[Sequence[Change]]) -> list[Line]:
    """Return one line for each visit of the landmark, and for each that another plan adds."""
    found: dict[tuple[date, UUID, UUID], list[Change | None]] = {}
    for rank, changed in enumerate(told):
        for one in changed:
            key = (one.before or one.shown).key
            found.setdefault(key, [None] * len(told))[rank] = one
    rows = []
    for cells in found.values():
        first = next(one for one in cells if one is not None)
        known = first.before or first.shown
        rows.append((known.starts, Line(known.day, known.place, known.unit, cells)))
    rows.sort(key=lambda row: (row[1].day, row[0], row[1].unit, row[1].place))
    return [line for _starts, line in rows]


def halt_state(counts: Sequence[int]) -> State:
    """Say what becomes of a halt from its visits in each plan, the landmark first."""
    first, others = counts[0], counts[1:]
    if first == 0:
        return State.ADDED
    if 0 in others:
        return State.REMOVED
    return State.TIMES if any(one != first for one in others) else State.SAME
