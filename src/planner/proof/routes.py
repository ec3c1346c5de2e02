"""The routes that a proof knows, and the levels that their weights add up to."""

import numpy as np

from planner.compiled import compiled, lean
from planner.model import I4, F, Model
from planner.proof.master import Relaxed, Routes
from planner.proof.prices import Limits, kink, worth

ROOM = 2048


class Pool:
    """Routes by block, each once. Grows by doubling: compiled code sees plain arrays."""

    def __init__(self, stops: int) -> None:
        self.routes = with_room(ROOM, stops)
        self.place: dict[tuple[int, ...], int] = {}

    def add(self, block: int, kind: int, halts: I4, cost: float, weight: float) -> bool:
        """Make a route known, or add weight to it; say whether it was new.

        Two routes of a block with the same halts in the same order are one, at the lower cost.
        """
        key = (block, *(int(h) for h in halts))
        known = self.place.get(key)
        if known is not None:
            self.routes.weight[known] += weight
            return False
        c = len(self.place)
        if c == len(self.routes.block):
            self.routes = grown(self.routes)
        self.place[key] = c
        self.routes.block[c], self.routes.kind[c] = block, kind
        self.routes.halts[c, : len(halts)] = halts
        self.routes.cost[c], self.routes.weight[c] = cost, weight
        self.routes.known[0] = c + 1
        return True

    def best(self, block: int, value: F) -> float:
        """Return what the best route known for a block is worth, at these values of halts."""
        mine = self.routes.block[: self.routes.known[0]] == block
        halts = self.routes.halts[: self.routes.known[0]][mine]
        people = np.where(halts >= 0, value[halts], 0.0).sum(axis=1)
        cost = self.routes.cost[: self.routes.known[0]][mine]
        return float((people - cost).max(initial=0.0))


def with_room(room: int, stops: int) -> Routes:
    """Make room for routes of at most `stops` visits; the last column is always −1."""
    return Routes(
        np.zeros(1, np.int32),
        np.zeros(room, np.int32),
        np.zeros(room, np.int32),
        np.full((room, stops + 1), -1, np.int32),
        np.zeros(room),
        np.zeros(room),
    )


def grown(routes: Routes) -> Routes:
    """Double the room."""
    size = len(routes.block)
    larger = with_room(2 * size, routes.halts.shape[1] - 1)
    larger.known[0] = routes.known[0]
    larger.block[:size], larger.kind[:size] = routes.block, routes.kind
    larger.halts[:size] = routes.halts
    larger.cost[:size], larger.weight[:size] = routes.cost, routes.weight
    return larger


def nowhere(model: Model, limits: Limits) -> Relaxed:
    """Make room for levels and prices, and for the scratch of one step."""
    levels = len(model.reach.people) + len(limits.at)
    longest = int(np.diff(model.reach.starts).max(initial=0))
    longest += int(np.diff(model.caps.starts).max(initial=0)) + 1
    shape = (len(model.caps.counts), len(model.rules.at_most))
    touched = np.zeros(2 * longest * (model.stops + 1), np.int32)
    return Relaxed(np.zeros(levels), np.zeros(levels), np.zeros(shape), np.zeros(levels), touched)


@compiled
def settle(model: Model, limits: Limits, routes: Routes, relaxed: Relaxed) -> None:
    """Recompute levels, prices and worth from the weights: ends the drift of additions."""
    level, people = relaxed.level, model.reach.people
    columns = len(people)
    level[:] = 0.0
    for c in range(routes.known[0]):
        if routes.weight[c] > 0.0:
            weigh(model, routes, level, c)
    for k in range(columns):
        relaxed.price[k] = people[k] * np.exp(-level[k])
    for k in range(columns, len(level)):
        relaxed.price[k] = kink(limits, k - columns, level[k])
    relaxed.worth[:] = worth(model, relaxed.price)


@lean
def weigh(model: Model, routes: Routes, level: F, c: int) -> None:
    """Add what route c brings, times its weight, to the levels."""
    reach, caps, weight = model.reach, model.caps, routes.weight[c]
    columns, rewards = len(reach.people), len(caps.people)
    for h in routes.halts[c]:
        if h < 0:
            break
        for k in range(reach.starts[h], reach.starts[h + 1]):
            level[reach.columns[k]] += weight * reach.exposure[k]
        for k in range(caps.starts[h], caps.starts[h + 1]):
            if caps.counts[routes.kind[c], caps.rewards[k]]:
                level[columns + caps.rewards[k]] += weight
        level[columns + rewards + h] += weight


@compiled
def value_of_relaxed(model: Model, routes: Routes, relaxed: Relaxed) -> float:
    """Return the objective at the present weights; a halt's limit may be passed by a hair."""
    people, caps = model.reach.people, model.caps
    columns = len(people)
    total = 0.0
    for j in range(columns):
        total += people[j] * (1.0 - np.exp(-relaxed.level[j]))
    for m in range(len(caps.people)):
        total += caps.people[m] * min(1.0, relaxed.level[columns + m] / caps.enough[m])
    for c in range(routes.known[0]):
        total -= routes.weight[c] * routes.cost[c]
    return total
