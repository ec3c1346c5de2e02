"""Between a plan, told in visits, and the routes of the search, told in nodes."""

from dataclasses import dataclass

import numpy as np

from planner.compiling import model_of
from planner.model import I4, Model
from planner.plan import Plan, Visit
from planner.problem import Problem
from planner.search.insertion import fits
from planner.search.state import State, empty, insert


@dataclass(frozen=True, slots=True)
class Ground:
    """A problem made ready for the search: its arrays, and where its words stand in them."""

    problem: Problem
    model: Model
    round_of: dict[tuple[str, int], int]
    """(unit, day) → round."""
    locked: list[list[int]]
    """For each round, the nodes of its locked visits, by hour."""
    halt_of: dict[str, int]
    """Halt's id → halt."""


def ground_of(problem: Problem) -> Ground:
    """Compile a problem and index it."""
    model = model_of(problem)
    pairs = zip(model.rounds.unit, model.rounds.day, strict=True)
    round_of = {(problem.units[v].id, int(day)): r for r, (v, day) in enumerate(pairs)}
    locked: list[list[int]] = [[] for _ in round_of]
    first = len(model.nodes.halt) - len(problem.locked)
    for k, visit in enumerate(problem.locked):
        locked[round_of[visit.unit, visit.day]].append(first + k)
    for nodes in locked:
        nodes.sort(key=lambda node: int(model.nodes.earliest[node]))
    return Ground(problem, model, round_of, locked, {h.id: k for k, h in enumerate(problem.halts)})


def begun(ground: Ground, plan: Plan | None) -> State:
    """Start from the locked visits, then from those of a plan that still fit."""
    state = empty(ground.model, len(ground.problem.days))
    given = set(ground.problem.locked)
    for r, nodes in enumerate(ground.locked):
        for at, node in enumerate(nodes):
            insert(ground.model, state, r, at, node)
    for visit in sorted(plan.visits) if plan else ():
        if visit not in given:
            place(ground, state, visit)
    return state


def place(ground: Ground, state: State, visit: Visit) -> bool:
    """Insert a visit in its round, in order of hour, if the rules allow; say whether it was."""
    model, r = ground.model, ground.round_of.get((visit.unit, visit.day))
    if r is None:
        return False
    listed = model.rounds.nodes[model.rounds.first[r] : model.rounds.first[r + 1]]
    for node in map(int, listed[model.nodes.halt[listed] == ground.halt_of.get(visit.halt, -1)]):
        if not model.nodes.earliest[node] <= visit.start <= model.nodes.latest[node]:
            continue
        at = int(np.searchsorted(state.begin[r, : state.size[r]], visit.start))
        if fits(model, state, r, at, node):
            insert(model, state, r, at, node)
            return True
    return False


def plan_of(ground: Ground, state: State) -> Plan:
    """Tell a state's visits, each at the earliest hour that its round allows."""
    model, problem = ground.model, ground.problem
    visits = [
        Visit(
            int(model.rounds.day[r]),
            problem.units[model.rounds.unit[r]].id,
            int(state.begin[r, i]),
            problem.halts[model.nodes.halt[node]].id,
            int(model.nodes.minutes[node]),
        )
        for r in range(len(state.size))
        for i, node in enumerate(state.route[r, : state.size[r]])
    ]
    return Plan(tuple(sorted(visits)))


def with_routes(ground: Ground, route: I4, size: I4) -> State:
    """Build the state that has these routes."""
    state = empty(ground.model, len(ground.problem.days))
    for r in range(len(size)):
        for at in range(size[r]):
            insert(ground.model, state, r, at, int(route[r, at]))
    return state
