"""`solve` and `bound`: the two halves of the planner. Same seed and iterations, same plan."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from planner.faults import refuse
from planner.model import I4
from planner.plan import Plan
from planner.problem import Problem
from planner.proof.ceiling import Certificate
from planner.proof.certificate import Proof, lowered
from planner.rng import seeded
from planner.routes import Ground, begun, ground_of, plan_of, with_routes
from planner.search.anneal import Best, anneal, paces_of
from planner.search.insertion import Taste
from planner.search.patterns import complete
from planner.search.recreate import recreate
from planner.search.returns import Returns, none_of, returns_of
from planner.search.shuffle import peers_of
from planner.search.state import State, refresh
from planner.stop import Stop

HURRIES = (0.0, 0.25, 0.5, 0.75, 1.0)
CHUNK = 50
"""Iterations between two looks at the stop."""
HEAT = 0.15
"""First temperature, as a share of what a visit of the start brings on average."""
GENTLE = 0.01
"""The same when a plan is given to start from: it is to be mended, not melted."""
LOOSE = 0.6
"""Share of the budget spent, without a plan to start from, before patterns of return are kept."""
LARGEST = 4
"""Rounds taken apart at once, at most: fewer make more tries (docs/why/planner.md)."""


@dataclass(frozen=True, slots=True)
class Result:
    """The best plan found, what it is worth (as the search counts it), and the iterations."""

    plan: Plan
    total: float
    iterations: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands: told every few iterations, and only read, so the plan stays the same.

    `total` is the value of the best routes met. Without a plan to start from, it falls once: when
    patterns of return, put aside at first, begin to be kept.
    """

    iterations: int
    total: float
    finish: Callable[[], tuple[Plan, float]]
    """Makes the best plan of the moment, with its value: what `solve` would return if it stopped
    now. Costs about as much as fifty iterations: call it now and then."""


Tell = Callable[[Progress], None]
TellCeiling = Callable[[Certificate], None]


def solve(
    problem: Problem,
    stop: Stop,
    seed: int = 1,
    start: Plan | None = None,
    tell: Tell | None = None,
) -> Result:
    """Plan a season: greedy start, then ruin and recreate until `stop` says 1.

    `tell` is called every few iterations; `Progress.finish` hands the best plan over while the
    search goes on, and changes nothing to what it finds. To go on after an interruption, give
    that plan as `start`. A problem with faults is refused before any work (`Refused`).
    """
    refuse(problem)
    ground = ground_of(problem)
    climb = begin(ground, start)
    value, state = float(climb.best.value[0]), climb.state
    chance, paces, peers = seeded(seed), paces_of(HURRIES), peers_of(ground.model)
    heat = (HEAT if start is None else GENTLE) * abs(value) / max(1, int(state.size.sum()))
    loose, done = LOOSE if start is None else 0.0, 0
    while len(state.size) and (share := stop(done)) < 1.0:
        if share >= loose and climb.is_loose:
            climb = tightened(ground, climb)
        rules, warmth = climb.returns, heat * (1.0 - share) + 1.0e-9
        anneal(
            *(ground.model, climb.state, peers, rules, climb.best),
            *(chance, paces, CHUNK, warmth, LARGEST),
        )
        done += CHUNK
        if tell:
            tell(Progress(done, float(climb.best.value[0]), partial(finished, ground, climb)))
    return Result(*finished(ground, climb), done)


@dataclass(frozen=True, slots=True)
class Climb:
    """Where a search stands; `first` is a sound plan, than which none worth less is given back."""

    state: State
    best: Best
    returns: Returns
    first: State
    is_loose: bool


def begin(ground: Ground, start: Plan | None) -> Climb:
    """Start with patterns of return put aside, where there are any and no plan is given.

    A plan given is to be mended: its patterns are completed now, and kept from then on.
    """
    state, returns = started(ground, start), returns_of(ground.problem)
    is_loose = len(returns.seen) > 0
    sound = state if start is None else begun(ground, start)
    first = completed(ground, sound.route, sound.size)
    return Climb(state, met(ground, state), none_of(returns), first, is_loose)


def tightened(ground: Ground, climb: Climb) -> Climb:
    """Complete the patterns of the best routes met, and keep them from now on."""
    state = completed(ground, climb.best.route, climb.best.size)
    first = max(climb.first, state, key=lambda one: refresh(ground.model, one))
    state = with_routes(ground, first.route, first.size)
    return Climb(state, met(ground, state), returns_of(ground.problem), first, is_loose=False)


def met(ground: Ground, state: State) -> Best:
    """Note routes as the best met."""
    value = refresh(ground.model, state)
    return Best(state.route.copy(), state.size.copy(), np.array([value, value]))


def finished(ground: Ground, climb: Climb) -> tuple[Plan, float]:
    """Make a plan of the best routes, patterns of return completed apart, with its value.

    Completing takes visits out: it may leave less than a plan known before, given back then.
    """
    final = completed(ground, climb.best.route, climb.best.size)
    best = max(climb.first, final, key=lambda one: float(refresh(ground.model, one)))
    return plan_of(ground, best), float(refresh(ground.model, best))


def completed(ground: Ground, route: I4, size: I4) -> State:
    """Build the state of these routes, less what breaks a pattern of return, and filled again."""
    state = with_routes(ground, route, size)
    ordinals = [day.toordinal() for day in ground.problem.days]
    complete(ground.model, state, ground.problem.halts, ordinals, paces_of(HURRIES)[-1])
    return state


def started(ground: Ground, start: Plan | None) -> State:
    """Fill a start greedily, by people a minute (Minoux's lazy greedy)."""
    state = begun(ground, start)
    everything = np.arange(len(state.size))
    taste = Taste(np.ones(len(state.visits)), paces_of((1.0,))[0])
    recreate(ground.model, state, everything, taste)
    return state


def bound(
    problem: Problem, stop: Stop, plan: Plan | None = None, tell: TellCeiling | None = None
) -> Certificate:
    """Prove a ceiling on the value of every plan; a plan to start from makes it faster.

    `stop` is called with the pricings done; there is always at least one. `tell` is called with
    the best certificate after each. Rules that the proof
    leaves out (exact spacing, patterns, budgets of a season, locks) only make plans worth less.
    """
    refuse(problem)
    ground = ground_of(problem)
    state = started(ground, plan)
    proof = Proof(ground.model, state.route, state.size, ground.locked)

    def told(done: int) -> float:
        if tell and done:
            tell(proof.best)
        return stop(done)

    return lowered(proof, told)
