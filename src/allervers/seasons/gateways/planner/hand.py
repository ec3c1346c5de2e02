"""What a plan made by hand is worth and breaks, counted by `planner.check` while a person waits.

Light: loads no compiled code.
"""

import math
from collections.abc import Iterable
from datetime import date
from uuid import UUID

import numpy as np

from allervers.seasons.domain.audiences import by_audience
from allervers.seasons.domain.planned import (
    BrokenRule,
    Overlap,
    Planned,
    StoredProblem,
    VisitAdds,
    Weighed,
)
from allervers.seasons.gateways.planner.opened import opened, plan_of
from planner.check import Broken, check, value_of
from planner.plan import Plan
from planner.problem import Problem


def weighed(stored: StoredProblem, visits: Iterable[Planned]) -> Weighed:
    """Count what visits are worth on a problem, and every rule that they break."""
    problem = opened(stored)
    return weighed_plan(problem, plan_of(problem, visits))


def weighed_plan(problem: Problem, plan: Plan) -> Weighed:
    """Count what a plan is worth, and every rule that it breaks."""
    value = value_of(problem, plan)
    broken = tuple(broken_rule(problem, one) for one in check(problem, plan))
    told = reached_apart(problem, plan)
    return Weighed(value.reached, value.rewards, value.km, value.total, broken, told)


def reached_apart(problem: Problem, plan: Plan) -> dict[str, float]:
    """Return people reached by audience; empty where everybody counts alike."""
    demand = problem.demand
    if demand.audience_of is None or not by_audience(dict.fromkeys(demand.audiences, 0.0)):
        return {}
    times, seen = times_of(plan), np.zeros(len(demand.people))
    for row, halt in enumerate(problem.halts):
        mine = slice(int(demand.starts[row]), int(demand.starts[row + 1]))
        np.add.at(seen, demand.columns[mine], times.get(halt.id, 0) * demand.values[mine])
    people = demand.people * -np.expm1(-seen)
    sums = np.bincount(demand.audience_of, people, len(demand.audiences)).tolist()
    known = set(demand.audience_of.tolist())  # an audience without any column is unknown, not none
    return by_audience({name: sums[a] for a, name in enumerate(demand.audiences) if a in known})


def broken_rule(problem: Problem, one: Broken) -> BrokenRule:
    """Tell a broken rule with the product's own ids and dates."""
    day = None
    if one.day is not None:
        held = 0 <= one.day < len(problem.days)
        day = problem.days[one.day] if held else date.fromordinal(max(1, -one.day))
    return BrokenRule(
        one.rule.value,
        UUID(one.unit) if one.unit else None,
        UUID(one.halt) if one.halt else None,
        day,
        one.by,
    )


def what_adds(stored: StoredProblem, visits: list[Planned], visit: Planned) -> VisitAdds:
    """Take a visit out and see what is lost, then to whom its people would still go."""
    problem = opened(stored)
    others = plan_of(problem, (one for one in visits if one != visit))
    full, less = value_of(problem, plan_of(problem, visits)), value_of(problem, others)
    found = sorted(overlaps(problem, others, str(visit.halt)), key=lambda one: -one.people)
    return VisitAdds(
        full.reached - less.reached, full.rewards - less.rewards, full.km - less.km, found
    )


def overlaps(problem: Problem, others: Plan, halt: str) -> list[Overlap]:
    """Say how many people of one more visit to a halt each other halt already reaches.

    People that the visit would add if this other halt were not visited, less those it adds.
    """
    rows = {one.id: h for h, one in enumerate(problem.halts)}
    own = exposure_of(problem, rows[halt])
    times = times_of(others)
    touched = {name: exposure_of(problem, rows[name], own) for name in times if name in rows}
    level = {j: sum(times[name] * touched[name].get(j, 0.0) for name in touched) for j in own}
    alone = gain(problem, own, level)
    found = []
    for name, exposure in touched.items():
        if exposure:
            freed = {j: level[j] - times[name] * exposure.get(j, 0.0) for j in own}
            found.append(Overlap(UUID(name), gain(problem, own, freed) - alone))
    return found


def gain(problem: Problem, own: dict[int, float], level: dict[int, float]) -> float:
    """Count the people that one more visit adds to points already exposed so much."""
    people = problem.demand.people
    return sum(float(people[j]) * math.exp(-level[j]) * -math.expm1(-e) for j, e in own.items())


def exposure_of(
    problem: Problem, row: int, among: dict[int, float] | None = None
) -> dict[int, float]:
    """Return what a visit to a halt exposes, by column."""
    demand = problem.demand
    found: dict[int, float] = {}
    for k in range(int(demand.starts[row]), int(demand.starts[row + 1])):
        column = int(demand.columns[k])
        if among is None or column in among:
            found[column] = found.get(column, 0.0) + float(demand.values[k])
    return found


def times_of(plan: Plan) -> dict[str, int]:
    """Count the visits of each halt."""
    found: dict[str, int] = {}
    for visit in plan.visits:
        found[visit.halt] = found.get(visit.halt, 0) + 1
    return found
