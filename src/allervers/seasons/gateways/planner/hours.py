"""Hours that can be announced: starts and ends moved to the next five minutes, when rules allow.

The planner tells each visit at the earliest minute that its round allows. Nobody announces
11:26: what fits at 11:30 is told so, and what does not stays to the minute. Light: no compiled
code.
"""

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise
from typing import Final

from planner.check import by_round, check, place_of
from planner.plan import Plan, Visit
from planner.problem import Halt, Problem, Unit

STEP: Final = 5
"""Minutes."""


def rounded(problem: Problem, plan: Plan, kept: Collection[Visit] = ()) -> Plan:
    """Return the plan with rounder hours, which breaks no rule that it did not break already.

    Visits locked in the problem, and those in `kept`, stay as they are; so does a round that is
    not possible as it is. Neither halts nor their order change, hence no kilometre nor person.
    """
    fixed = {*problem.locked, *kept}
    units = {one.id: one for one in problem.units}
    broken, before = set(check(problem, plan)), by_round(plan.visits)
    impossible = {(one.unit, one.day) for one in broken}
    after = {
        key: visits if key in impossible else in_round(problem, units[key[0]], visits, fixed)
        for key, visits in before.items()
    }
    made = joined(after)
    worse = {one.unit for one in check(problem, made) if one not in broken}
    if not worse:
        return made
    # Budgets of minutes span the season: the units that pass theirs keep the planner's hours.
    made = joined({key: before[key] if key[0] in worse else some for key, some in after.items()})
    return made if broken.issuperset(check(problem, made)) else plan


def joined(rounds: dict[tuple[str, int], list[Visit]]) -> Plan:
    """Return the plan of these rounds."""
    return Plan(tuple(sorted(visit for some in rounds.values() for visit in some)))


def in_round(
    problem: Problem, unit: Unit, visits: list[Visit], fixed: Collection[Visit]
) -> list[Visit]:
    """Return the visits of one round at rounder hours, in their order; none begins earlier."""
    halts = {one.id: one for one in problem.halts}
    last = latest(problem, unit, visits, fixed)
    drive, places = problem.travel.minutes[unit.profile], place_of(problem)
    at, ready, found = unit.place, unit.shifts[visits[0].day][0], list[Visit]()
    for visit, (latest_start, end) in zip(visits, last, strict=True):
        here = places[visit.halt]
        one = visit
        if visit not in fixed:
            first = max(visit.start, ready + int(drive[at, here]))
            start = up(first) if up(first) <= latest_start else first
            one = lengthened(replace(visit, start=start), end, halts[visit.halt])
        found.append(one)
        at, ready = here, one.start + one.minutes
    return found


def lengthened(visit: Visit, end: int, halt: Halt) -> Visit:
    """Return a visit that ends at a multiple of five, when its halt and its round allow."""
    minutes = up(visit.start + visit.minutes) - visit.start
    is_allowed = visit.start + minutes <= end and minutes <= halt.longest
    return replace(visit, minutes=minutes) if is_allowed else visit


def latest(
    problem: Problem, unit: Unit, visits: list[Visit], fixed: Collection[Visit]
) -> list[tuple[int, int]]:
    """Return the latest start and end of each visit that leave the rest of the round possible."""
    drive, places = problem.travel.minutes[unit.profile], place_of(problem)
    halts = {one.id: one for one in problem.halts}
    way = [*(places[one.halt] for one in visits), unit.place]
    until, found = unit.shifts[visits[0].day][1], list[tuple[int, int]]()
    for visit, (here, then) in zip(reversed(visits), reversed(list(pairwise(way))), strict=True):
        end = min(until - int(drive[here, then]), closing(halts[visit.halt], visit))
        until = visit.start if visit in fixed else end - visit.minutes
        found.append((until, end))
    return found[::-1]


def closing(halt: Halt, visit: Visit) -> int:
    """Return the hour at which the opening that holds a visit closes; its own end without one."""
    end = visit.start + visit.minutes
    inside = (
        one.closes
        for one in halt.openings
        if visit.day in one.days and one.opens <= visit.start and end <= one.closes
    )
    return max(inside, default=end)


def up(minutes: int) -> int:
    """Return the next multiple of five."""
    return -(-minutes // STEP) * STEP
