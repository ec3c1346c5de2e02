"""Choose rounds to take apart, and visits to take out of them."""

import numpy as np

from planner.compiled import inner, lean, wide
from planner.model import I8, F, Model
from planner.rng import State as Chance
from planner.rng import below, below_one
from planner.search.state import State, take

SAME_DAY, SAME_WINDOWS, NEIGHBOURS = 0, 1, 2


@inner
def choose(model: Model, state: State, chance: Chance, size: int) -> I8:
    """Draw `size` rounds that have something to exchange with each other."""
    rounds = model.rounds
    total = len(rounds.unit)
    way, seed = below(chance, wide(4)), below(chance, total)
    rank = np.empty(total)
    for r in range(total):
        rank[r] = below_one(chance)
        if way == SAME_DAY:
            rank[r] += abs(rounds.day[r] - rounds.day[seed])
        elif way == SAME_WINDOWS:
            rank[r] += 2.0 * abs(
                rounds.first[r + 1] - rounds.first[r] - rounds.first[seed + 1] + rounds.first[seed]
            )
            rank[r] += 1.0 * (rounds.place[r] != rounds.place[seed])
        elif way == NEIGHBOURS:
            rank[r] += apart(model, state, r, seed)
    return first(rank, size)


@inner
def first(rank: F, size: int) -> I8:
    """Return where the `size` smallest ranks are, in order; sorting them all would cost more."""
    found = np.empty(size, np.int64)
    for i in range(size):
        found[i] = np.argmin(rank)
        rank[found[i]] = np.inf
    return found


@lean
def apart(model: Model, state: State, r: int, seed: int) -> float:
    """Kilometres between the nearest visits of two rounds, in steps of 2."""
    nodes, km = model.nodes, model.roads.km
    nearest = 1.0e6
    for i in range(state.size[r]):
        for k in range(state.size[seed]):
            a, b = nodes.place[state.route[r, i]], nodes.place[state.route[seed, k]]
            nearest = min(nearest, km[a, b])
    return nearest / 2.0


@lean
def ruin(model: Model, state: State, chance: Chance, chosen: I8, share: float) -> float:
    """Take each visit of the chosen rounds out with a probability; return the change."""
    change = 0.0
    for r in chosen:
        for i in range(state.size[r] - 1, -1, -1):
            if not model.nodes.locked[state.route[r, i]] and below_one(chance) < share:
                change += take(model, state, r, i)
    return change
