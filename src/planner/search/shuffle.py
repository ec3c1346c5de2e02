"""Exchange whole rounds between days that are alike: worth nothing, but days fall elsewhere.

What a plan reaches does not depend on which Tuesday holds which round; spacing does. Walking at
random among the plans that differ by that alone lets visits in that the days taken kept out.
"""

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from planner.compiled import compiled, lean, wide
from planner.model import I4, Model
from planner.rng import State as Chance
from planner.rng import below
from planner.search.insertion import UNLIMITED
from planner.search.returns import Returns, spaced
from planner.search.state import State, schedule


class Peers(NamedTuple):
    """Rounds that may hold each other's visits, spacing apart: each round's group."""

    order: I4
    """[rounds]: by group."""
    first: I4
    """[rounds]: where the group of a round begins in `order`."""
    many: I4
    """[rounds]: how many it holds, the round among them."""


def peers_of(model: Model) -> Peers:
    """Group rounds with the same place, hours, range, profile, rewards and nodes."""
    groups: dict[tuple[float | bytes, ...], list[int]] = defaultdict(list)
    rounds, rules = model.rounds, model.rules
    for r, (v, a, b) in enumerate(zip(rounds.unit, rounds.first, rounds.first[1:], strict=False)):
        is_free = min(rules.km[v], rules.minutes[v]) > UNLIMITED
        same = (rounds.place, rounds.start, rounds.end, rounds.km, rounds.profile, rounds.kind)
        own = -1 if is_free else int(v)
        groups[(*(float(of[r]) for of in same), own, rounds.nodes[a:b].tobytes())].append(r)
    first, many = (np.zeros(len(rounds.unit), dtype=np.int32) for _ in range(2))
    order: list[int] = []
    for group in groups.values():
        first[group], many[group] = len(order), len(group)
        order += group
    return Peers(np.array(order, dtype=np.int32), first, many)


@compiled
def exchange(model: Model, state: State, peers: Peers, returns: Returns, chance: Chance) -> None:
    """Open `shuffle` to plain Python."""
    shuffle(model, state, peers, returns, chance)


@lean
def shuffle(model: Model, state: State, peers: Peers, returns: Returns, chance: Chance) -> None:
    """Exchange the visits of two rounds drawn in one group, if spacing and returns allow it."""
    a = below(chance, len(peers.order))
    b = peers.order[peers.first[a] + below(chance, peers.many[a])]
    if model.rounds.day[a] == model.rounds.day[b]:
        return
    occupy(model, state, a, -1)
    occupy(model, state, b, -1)
    if may_go(model, state, a, b) and may_go(model, state, b, a):
        trade(state, a, b)
        if spaced(model, state, returns, wide(a)) and spaced(model, state, returns, wide(b)):
            schedule(model, state, a)
            schedule(model, state, b)
        else:
            trade(state, a, b)
    occupy(model, state, a, 1)
    occupy(model, state, b, 1)


@lean
def trade(state: State, a: int, b: int) -> None:
    """Give each of two rounds the visits of the other."""
    for i in range(max(state.size[a], state.size[b])):
        state.route[a, i], state.route[b, i] = state.route[b, i], state.route[a, i]
    state.size[a], state.size[b] = state.size[b], state.size[a]


@lean
def occupy(model: Model, state: State, r: int, one: int) -> None:
    """Forbid (+1) the days near a round's visits to their halts, or allow them again (−1)."""
    day, rules = model.rounds.day[r], model.rules
    for i in range(state.size[r]):
        h = model.nodes.halt[state.route[r, i]]
        for d in range(rules.since[h, day], rules.until[h, day]):
            state.near[h, d] += one


@lean
def may_go(model: Model, state: State, r: int, to: int) -> bool:
    """Whether no visit of a round is locked, and none too near another on the day of `to`."""
    nodes, day = model.nodes, model.rounds.day[to]
    for i in range(state.size[r]):
        node = state.route[r, i]
        if nodes.locked[node] or state.near[nodes.halt[node], day] > 0:
            return False
    return True
