"""Ruin and recreate under annealing: the loop of the search."""

from typing import NamedTuple

import numpy as np

from planner.compiled import compiled, inner, lean, wide
from planner.model import I4, I8, F, Model
from planner.rng import State as Chance
from planner.rng import below, below_one
from planner.search.insertion import Taste
from planner.search.recreate import recreate
from planner.search.returns import Returns, broken, spoilt
from planner.search.ruin import choose, ruin
from planner.search.shuffle import Peers, shuffle
from planner.search.state import State, book, refresh, schedule

EXCHANGES = 32
"""Exchanges of whole rounds tried before each ruin."""


class Best(NamedTuple):
    """The best routes met, and their objective in `value[0]`; the current one in `value[1]`."""

    route: I4
    size: I4
    value: F


@compiled
def anneal(
    model: Model,
    state: State,
    peers: Peers,
    returns: Returns,
    best: Best,
    chance: Chance,
    paces: F,
    rounds: int,
    heat: float,
    largest: int,
) -> None:
    """Try `rounds` ruins and recreations at one temperature (people); keep the best plan.

    No try may break more patterns of return than were broken; one that breaks fewer is the best.
    """
    value, worst = refresh(model, state), broken(model, state, returns)
    saved, size = np.empty_like(state.route), np.empty_like(state.size)
    gain, bonus = np.empty_like(state.gain), np.empty_like(state.bonus)
    for _ in range(rounds):
        for _ in range(EXCHANGES):
            shuffle(model, state, peers, returns, chance)
        chosen = choose(model, state, chance, 1 + below(chance, min(largest, len(state.size))))
        for r in chosen:
            saved[r], size[r] = state.route[r], state.size[r]
        gain[:], bonus[:] = state.gain, state.bonus
        change = ruin(model, state, chance, chosen, 0.4 + 0.6 * below_one(chance))
        taste = taste_of(model, chance, paces)
        change += recreate(model, state, chosen, taste)
        more, now = mended(model, state, returns, chosen, taste, worst)
        change += more
        if now > worst or change < heat * np.log(max(1.0e-300, below_one(chance))):
            for r in chosen:
                put_back(model, state, r, saved[r], size[r])
            # Bringing gains back is far cheaper than following each visit to them again.
            state.gain[:], state.bonus[:] = gain, bonus
            continue
        value += change
        if now < worst or value > best.value[0] + 1.0e-9:
            best.route[:], best.size[:] = state.route, state.size
            best.value[0] = value
        worst = now
    best.value[1] = value


@inner
def mended(
    model: Model, state: State, returns: Returns, chosen: I8, taste: Taste, worst: int
) -> tuple[float, int]:
    """Take out what breaks a pattern in the rounds just filled, and fill them otherwise.

    Return the change, and how many patterns are broken now.
    """
    now = broken(model, state, returns)
    if now <= worst:
        return 0.0, now
    for h in range(len(returns.bad)):
        if returns.bad[h]:
            taste.noise[h] = 0.0
    change = spoilt(model, state, returns, chosen)
    change += recreate(model, state, chosen, taste)
    return change, broken(model, state, returns)


def paces_of(hurries: tuple[float, ...]) -> F:
    """Tabulate m^−hurry, [hurries, minutes of a day]; m = 0 counts as 1."""
    minutes = np.maximum(1.0, np.arange(1441.0))
    return np.array([minutes**-hurry for hurry in hurries])


@inner
def taste_of(model: Model, chance: Chance, paces: F) -> Taste:
    """Draw how to judge insertions: mostly by people, with a little or much noise."""
    noise = np.empty(len(model.rules.at_most))
    wide = 0.3 * below_one(chance) ** 2
    for h in range(len(noise)):
        noise[h] = 1.0 + wide * (2.0 * below_one(chance) - 1.0)
    return Taste(noise, paces[below(chance, len(paces))])


@lean
def put_back(model: Model, state: State, r: int, route: I4, size: int) -> None:
    """Give round r its former route again; gains are left to the caller, `lost` is scratch."""
    for i in range(state.size[r]):
        if not holds(route, size, state.route[r, i]):
            book(model, state, r, wide(state.route[r, i]), -1.0)
    for i in range(size):
        if not holds(state.route[r], state.size[r], route[i]):
            book(model, state, r, wide(route[i]), 1.0)
    for i in range(size):
        state.route[r, i] = route[i]
    state.size[r] = size
    schedule(model, state, r)


@lean
def holds(route: I4, size: int, node: int) -> bool:
    """Whether a route visits a node."""
    for i in range(size):  # noqa: SIM110 - compiled code has no generators
        if route[i] == node:
            return True
    return False
