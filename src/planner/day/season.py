"""A day of a season, ordered again: the same problem told as stops with a prize, and back.

A prize is what one visit more brings, the rest of the season being what it is. Two halts of one
day that reach the same people are counted twice: the new day is kept only if the season, counted
again whole, is worth more and breaks nothing more. Drives are those of the first unit's profile.
"""

from collections.abc import Iterator

import numpy as np

from planner.check import check, value_of
from planner.day.engine import solve_day
from planner.day.problem import Call, Day, DayPlan, Stop, Team
from planner.plan import Plan, Visit
from planner.problem import Floats, Halt, Opening, Problem, Unit
from planner.stop import Stop as When

LOCKED, UNIT = "locked:", "unit:"


def reordered(problem: Problem, plan: Plan, day: int, when: When, seed: int = 1) -> Plan:
    """Order one day again, from what it is; return the better of the two plans."""
    rest = Plan(tuple(one for one in plan.visits if one.day != day))
    told = day_of(problem, rest, day)
    found = solve_day(told, when, day_plan(problem, plan, day, told), seed)
    after = Plan(tuple(sorted((*rest.visits, *visits_of(problem, found, told, day)))))
    is_sound = len(check(problem, after)) <= len(check(problem, plan))
    is_better = value_of(problem, after).total > value_of(problem, plan).total
    return after if is_sound and is_better else plan


def day_of(problem: Problem, rest: Plan, day: int) -> Day:
    """Tell a day: its units, locked visits as promises, and each halt that it may visit."""
    units = [one for one in problem.units if day in one.shifts]
    locked = [one for one in problem.locked if one.day == day]
    halts = {one.id: one for one in problem.halts}
    promised = tuple(
        Stop(
            f"{LOCKED}{one.halt}",
            halts[one.halt].place,
            one.minutes,
            one.start,
            one.start,
            1.0,
            frozenset({f"{UNIT}{one.unit}"}),
            is_promised=True,
        )
        for one in locked
    )
    kept = Plan((*rest.visits, *locked))
    stops = (*promised, *free_stops(problem, kept, day))
    teams = tuple(team_of(unit, day) for unit in units)
    profile = units[0].profile if units else next(iter(problem.travel.minutes))
    drive = np.asarray(problem.travel.minutes[profile], dtype=np.int64)
    return Day(drive, problem.travel.km, stops, teams, problem.people_per_km)


def team_of(unit: Unit, day: int) -> Team:
    """Tell a unit: its name is one more thing that it offers."""
    start, end = unit.shifts[day]
    has = unit.has_on(day) | {f"{UNIT}{unit.id}"}
    return Team(unit.id, unit.place, start, end, has, unit.km_a_day)


def free_stops(problem: Problem, kept: Plan, day: int) -> Iterator[Stop]:
    """Give the halts that are open, that spacing and number of visits allow, and their prize."""
    left, times = left_after(problem, kept), days_of(kept)
    for h, halt in enumerate(problem.halts):
        opening = first_opening(halt, day)
        if opening is None or not may_come(problem, halt, times.get(halt.id, []), day):
            continue
        a, b = problem.demand.starts[h : h + 2]
        people = left[problem.demand.columns[a:b]] @ -np.expm1(-problem.demand.values[a:b])
        prize = float(people) + bonus(problem, halt, times)
        last = opening.closes - halt.minutes
        yield Stop(halt.id, halt.place, halt.minutes, opening.opens, last, prize, halt.needs)


def first_opening(halt: Halt, day: int) -> Opening | None:
    """Return the first opening of a day that is long enough."""
    fit = [o for o in halt.openings if day in o.days and o.closes - o.opens >= halt.minutes]
    return min(fit, key=lambda one: one.opens, default=None)


def may_come(problem: Problem, halt: Halt, visited: list[int], day: int) -> bool:
    """Whether one more visit on a day keeps spacing and number."""
    days = problem.days
    apart = all(abs((days[day] - days[one]).days) >= halt.every for one in visited)
    return apart and (halt.at_most is None or len(visited) < halt.at_most)


def days_of(plan: Plan) -> dict[str, list[int]]:
    """List the days of the visits of each halt."""
    found: dict[str, list[int]] = {}
    for one in plan.visits:
        found.setdefault(one.halt, []).append(one.day)
    return found


def left_after(problem: Problem, plan: Plan) -> Floats:
    """Count the people of each column that a plan does not reach."""
    demand, exposed = problem.demand, np.zeros(len(problem.demand.people))
    index = {halt.id: h for h, halt in enumerate(problem.halts)}
    for one in plan.visits:
        a, b = demand.starts[index[one.halt] : index[one.halt] + 2]
        np.add.at(exposed, demand.columns[a:b], demand.values[a:b])
    return np.asarray(demand.people * np.exp(-exposed))


def bonus(problem: Problem, halt: Halt, times: dict[str, list[int]]) -> float:
    """Add what one more visit earns of the rewards that every unit counts for."""
    found = 0.0
    for reward in problem.rewards:
        if halt.id in reward.halts and not reward.aboard:
            counted = sum(len(times.get(one, [])) for one in reward.halts)
            found += reward.people / reward.enough * max(0.0, min(1.0, reward.enough - counted))
    return found


def day_plan(problem: Problem, plan: Plan, day: int, told: Day) -> DayPlan:
    """Tell the visits of a day as calls; those that no rule allows any more are left out."""
    known = {stop.id for stop in told.stops}
    calls = (
        Call(one.unit, one.start, f"{LOCKED if one in problem.locked else ''}{one.halt}")
        for one in plan.visits
        if one.day == day
    )
    return DayPlan(tuple(sorted(one for one in calls if one.stop in known)))


def visits_of(problem: Problem, plan: DayPlan, told: Day, day: int) -> Iterator[Visit]:
    """Tell calls as visits."""
    minutes = {stop.id: stop.minutes for stop in told.stops}
    for one in plan.calls:
        yield Visit(day, one.team, one.start, one.stop.removeprefix(LOCKED), minutes[one.stop])
