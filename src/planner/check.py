"""`check` and `value_of`: what a plan breaks and what it is worth, told again from the problem.

Shares no code with the search or the proof, on purpose: plain Python over the words of the
problem, one rule at a time.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from planner.plan import Plan, Value, Visit
from planner.problem import Halt, Problem, Unit


class Rule(StrEnum):
    """Everything that a plan can break."""

    UNKNOWN = "unknown"
    OFF_DUTY = "off_duty"
    TOO_SOON = "too_soon"
    TOO_LATE = "too_late"
    CLOSED = "closed"
    DURATION = "duration"
    NEEDS = "needs"
    RANGE = "range"
    KM_IN_ALL = "km_in_all"
    MINUTES_IN_ALL = "minutes_in_all"
    EVERY = "every"
    WITHIN = "within"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule, where it is broken, and by how much (minutes, kilometres, days or visits)."""

    rule: Rule
    unit: str = ""
    day: int | None = None
    halt: str = ""
    by: float = 0.0


def check(problem: Problem, plan: Plan) -> tuple[Broken, ...]:
    """List every rule that a plan breaks; none for a plan that can be carried out."""
    known, unknown = sorted_out(problem, plan)
    missing = (
        Broken(Rule.LOCKED, one.unit, one.day, one.halt)
        for one in problem.locked
        if one not in plan.visits
    )
    return (
        *unknown,
        *missing,
        *of_visits(problem, known),
        *of_rounds(problem, known),
        *of_halts(problem, known),
    )


def sorted_out(problem: Problem, plan: Plan) -> tuple[list[Visit], list[Broken]]:
    """Separate visits that make sense from those with an unknown unit, day or halt."""
    units, halts = {unit.id: unit for unit in problem.units}, {halt.id for halt in problem.halts}
    known, broken = [], []
    for visit in sorted(plan.visits):
        if visit.unit not in units or visit.halt not in halts:
            broken.append(Broken(Rule.UNKNOWN, visit.unit, visit.day, visit.halt))
        elif not 0 <= visit.day < len(problem.days) or visit.day not in units[visit.unit].shifts:
            broken.append(Broken(Rule.OFF_DUTY, visit.unit, visit.day, visit.halt))
        else:
            known.append(visit)
    return known, broken


def of_visits(problem: Problem, visits: list[Visit]) -> Iterator[Broken]:
    """Look at each visit alone: opening, duration, needs. A locked visit keeps its hours."""
    units, halts = (
        {unit.id: unit for unit in problem.units},
        {halt.id: halt for halt in problem.halts},
    )
    locked = set(problem.locked)
    for visit in visits:
        halt, unit = halts[visit.halt], units[visit.unit]
        where = (visit.unit, visit.day, visit.halt)
        if visit in locked:
            continue
        if not any(
            visit.day in one.days
            and one.opens <= visit.start
            and visit.start + visit.minutes <= one.closes
            for one in halt.openings
        ):
            yield Broken(Rule.CLOSED, *where)
        if not halt.minutes <= visit.minutes <= halt.longest:
            yield Broken(Rule.DURATION, *where, visit.minutes - halt.minutes)
        if not halt.needs <= unit.has_on(visit.day):
            yield Broken(Rule.NEEDS, *where)


def of_rounds(problem: Problem, visits: list[Visit]) -> Iterator[Broken]:
    """Look at each unit: hours and range day by day, then its budgets."""
    rounds = by_round(visits)
    for unit in problem.units:
        km = minutes = 0.0
        for day in sorted(unit.shifts):
            round_ = rounds.get((unit.id, day), [])
            if not round_:
                continue
            yield from of_hours(problem, unit, day, round_)
            length = km_of(problem, unit, round_)
            km += length
            minutes += minutes_of(problem, unit, round_)
            if length > unit.km_a_day + 1e-6:
                yield Broken(Rule.RANGE, unit.id, day, by=length - unit.km_a_day)
        if km > unit.km_in_all + 1e-6:
            yield Broken(Rule.KM_IN_ALL, unit.id, by=km - unit.km_in_all)
        if minutes > unit.minutes_in_all:
            yield Broken(Rule.MINUTES_IN_ALL, unit.id, by=minutes - unit.minutes_in_all)


def of_hours(problem: Problem, unit: Unit, day: int, round_: list[Visit]) -> Iterator[Broken]:
    """Say which visits of a round start before the unit can be there, or make it come back late."""
    places = place_of(problem)
    drive = problem.travel.minutes[unit.profile]
    at, ready = unit.place, unit.shifts[day][0]
    for visit in round_:
        place = places[visit.halt]
        arrives = ready + int(drive[at, place])
        if visit.start < arrives:
            yield Broken(Rule.TOO_SOON, unit.id, day, visit.halt, arrives - visit.start)
        at, ready = place, visit.start + visit.minutes
    back = ready + int(drive[at, unit.place])
    if back > unit.shifts[day][1]:
        yield Broken(Rule.TOO_LATE, unit.id, day, round_[-1].halt, back - unit.shifts[day][1])


def of_halts(problem: Problem, visits: list[Visit]) -> Iterator[Broken]:
    """Look at each halt over the season: spacing and number of visits."""
    days: dict[str, list[int]] = defaultdict(list)
    for visit in visits:
        days[visit.halt].append(visit.day)
    free = both_locked(problem)
    for halt in problem.halts:
        seen = sorted(days[halt.id])
        yield from of_spacing(problem, halt, seen, free)
        if seen and len(seen) < halt.at_least:
            yield Broken(Rule.AT_LEAST, halt=halt.id, by=halt.at_least - len(seen))
        if halt.at_most is not None and len(seen) > halt.at_most:
            yield Broken(Rule.AT_MOST, halt=halt.id, by=len(seen) - halt.at_most)


def of_spacing(
    problem: Problem, halt: Halt, seen: list[int], free: set[tuple[str, int]]
) -> Iterator[Broken]:
    """Say which visits come too soon or too late after the one before; two locked ones may."""
    for before, after in pairwise(seen):
        apart = (problem.days[after] - problem.days[before]).days
        is_given = {(halt.id, before), (halt.id, after)} <= free
        if apart < halt.every and not is_given:
            yield Broken(Rule.EVERY, day=after, halt=halt.id, by=halt.every - apart)
        if halt.within is not None and apart > halt.within and not is_given:
            yield Broken(Rule.WITHIN, day=after, halt=halt.id, by=apart - halt.within)


def both_locked(problem: Problem) -> set[tuple[str, int]]:
    """Return the (halt, day) of locked visits."""
    return {(visit.halt, visit.day) for visit in problem.locked}


def value_of(problem: Problem, plan: Plan) -> Value:
    """Recompute what a plan is worth: people reached, rewards, kilometres."""
    visits, _ = sorted_out(problem, plan)
    index = {halt.id: h for h, halt in enumerate(problem.halts)}
    demand = problem.demand
    exposure: dict[int, float] = defaultdict(float)
    for visit in visits:
        h = index[visit.halt]
        for k in range(int(demand.starts[h]), int(demand.starts[h + 1])):
            exposure[int(demand.columns[k])] += float(demand.values[k])
    reached = sum(float(demand.people[j]) * -math.expm1(-s) for j, s in exposure.items())
    units = {unit.id: unit for unit in problem.units}
    rewards = 0.0
    for reward in problem.rewards:
        counted = sum(
            visit.halt in reward.halts and reward.aboard <= units[visit.unit].has_on(visit.day)
            for visit in visits
        )
        rewards += reward.people * min(counted, reward.enough) / reward.enough
    km = sum(km_of(problem, units[u], one) for (u, _), one in by_round(visits).items())
    return Value(reached, rewards, km, problem.people_per_km)


def by_round(visits: Iterable[Visit]) -> dict[tuple[str, int], list[Visit]]:
    """Group visits by unit and day, in order of hour."""
    found: dict[tuple[str, int], list[Visit]] = defaultdict(list)
    for visit in sorted(visits):
        found[visit.unit, visit.day].append(visit)
    return found


def place_of(problem: Problem) -> dict[str, int]:
    """Return the place of each halt."""
    return {halt.id: halt.place for halt in problem.halts}


def km_of(problem: Problem, unit: Unit, round_: list[Visit]) -> float:
    """Add up the kilometres of a round, from the depot to the depot."""
    places = place_of(problem)
    way = [unit.place, *(places[visit.halt] for visit in round_), unit.place]
    return sum(float(problem.travel.km[a, b]) for a, b in pairwise(way))


def minutes_of(problem: Problem, unit: Unit, round_: list[Visit]) -> float:
    """Return the length of a round: it leaves the depot as late as its first visit allows."""
    places, drive = place_of(problem), problem.travel.minutes[unit.profile]
    first, last = round_[0], round_[-1]
    out = int(drive[unit.place, places[first.halt]])
    back = int(drive[places[last.halt], unit.place])
    return last.start + last.minutes + back - (first.start - out)
