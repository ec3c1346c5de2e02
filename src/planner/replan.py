"""When something falls through: three answers, from the one that moves least to the freest.

The past and what was announced are locked in the problem. Refilling moves nothing else;
swapping may (`swap.py`), at a price in people for each visit changed; freely, nothing but locks
is kept.
"""

from dataclasses import dataclass, replace

from planner.check import value_of
from planner.draft import Draft
from planner.plan import Plan, Visit
from planner.problem import Halt, Problem, Unit
from planner.solve import solve
from planner.stop import Stop


@dataclass(frozen=True, slots=True)
class Event:
    """What fell through: a halt on some days (all units), a unit on some days, or both."""

    days: frozenset[int]
    halt: str | None = None
    unit: str | None = None

    def hits(self, visit: Visit) -> bool:
        """Whether a visit can no longer take place."""
        is_halt = self.halt is None or visit.halt == self.halt
        is_unit = self.unit is None or visit.unit == self.unit
        return visit.day in self.days and is_halt and is_unit


def happened(problem: Problem, event: Event) -> Problem:
    """Return the problem once the event has happened: days closed, shifts gone, locks lifted.

    A halt and a unit together close the halt to every unit on those days.
    """

    def closed(halt: Halt) -> Halt:
        openings = (replace(one, days=one.days - event.days) for one in halt.openings)
        return replace(halt, openings=tuple(openings))

    def broken_down(unit: Unit) -> Unit:
        shifts = {day: hours for day, hours in unit.shifts.items() if day not in event.days}
        return replace(unit, shifts=shifts)

    is_unit = event.halt is None and event.unit is not None
    halts = tuple(closed(one) if one.id == event.halt else one for one in problem.halts)
    units = tuple(
        broken_down(one) if is_unit and one.id == event.unit else one for one in problem.units
    )
    locked = tuple(visit for visit in problem.locked if not event.hits(visit))
    return replace(problem, halts=halts, units=units, locked=locked)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A way to mend a plan: what it changes, loses and recovers, and whom to telephone."""

    plan: Plan
    removed: tuple[Visit, ...]
    added: tuple[Visit, ...]
    lost: float
    """People lost by the event if nothing is done."""
    recovered: float
    communes: tuple[str, ...]
    partners: tuple[str, ...]

    @property
    def changes(self) -> int:
        """How many visits are removed or added."""
        return len(self.removed) + len(self.added)


def refill(draft: Draft, event: Event) -> Proposal:
    """Put in one visit at most for each that an event took away; move nothing else.

    The holes first, then the room left in any round from the first day of the event.
    """
    before, value = draft.plan(), draft.total
    hit = [visit for visit in before.visits if event.hits(visit)]
    for visit in hit:
        draft.drop(visit.unit, visit.day, visit.halt)
    lost, holed = value - draft.total, draft.total
    if event.halt is not None:
        draft.forbid(event.halt, event.days)
    draft.sign_patterns()
    rounds = working(draft, event)
    holes = [rounds[one.unit, one.day] for one in hit if (one.unit, one.day) in rounds]
    put = sum(draft.fill([hole], 1) for hole in holes)
    draft.fill(rounds.values(), len(hit) - put)
    return proposal(draft.problem, before, draft.plan(), lost, draft.total - holed)


def working(draft: Draft, event: Event) -> dict[tuple[str, int], int]:
    """Return the rounds that still take place from the first day of an event."""
    is_down = event.halt is None and event.unit is not None
    since = min(event.days, default=0)
    return {
        (unit, day): r
        for (unit, day), r in draft.ground.round_of.items()
        if day >= since and not (is_down and unit == event.unit and day in event.days)
    }


def freely(problem: Problem, before: Plan, event: Event, stop: Stop, seed: int = 1) -> Proposal:
    """Plan again from what is left of a plan made for `problem`."""
    left = Plan(tuple(visit for visit in before.visits if not event.hits(visit)))
    after = solve(happened(problem, event), stop, seed, left).plan
    holed = value_of(problem, left).total
    lost = value_of(problem, before).total - holed
    return proposal(problem, before, after, lost, value_of(problem, after).total - holed)


def proposal(
    problem: Problem, before: Plan, after: Plan, lost: float, recovered: float
) -> Proposal:
    """Compare two plans: a visit that only changes hour on its day is not a change."""
    old = {(visit.day, visit.unit, visit.halt): visit for visit in before.visits}
    new = {(visit.day, visit.unit, visit.halt): visit for visit in after.visits}
    removed = tuple(sorted(old[key] for key in old.keys() - new.keys()))
    added = tuple(sorted(new[key] for key in new.keys() - old.keys()))
    commune = {halt.id: halt.commune for halt in problem.halts}
    units = {unit.id: unit for unit in problem.units}
    aboard = [units[v.unit].aboard.get(v.day, frozenset()) for v in (*removed, *added)]
    return Proposal(
        after,
        removed,
        added,
        lost,
        recovered,
        tuple(sorted({commune[visit.halt] for visit in (*removed, *added)})),
        tuple(sorted({who for one in aboard for who in one})),
    )
