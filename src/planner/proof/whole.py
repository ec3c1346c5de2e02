"""The best whole numbers of visits to the halts of a cluster, each visit at a price.

Best first: a node is a box of numbers of visits. The value is concave, so its tangent anywhere is
a ceiling on it; climbing to the top of the box makes that ceiling close. A box whose top is not
whole is cut in two. Whenever it stops, the highest ceiling left bounds every choice.
"""

from typing import NamedTuple

import numpy as np

from planner.compiled import compiled, inner, lean
from planner.model import F
from planner.proof.clusters import Cluster

SWEEPS, LOOK, NEAR = 15, 4, 1.0e-3
"""Looks at where a climb stands, at most; moves of every halt between two looks; people between
value and tangent that are near enough."""
HAIR = 1.0e-7
WHOLE = 1.0e-4
"""A number closer than this to a whole one is one: the tangent there is as close as can be."""


class Boxes(NamedTuple):
    """Nodes of the tree: least and most visits, where the value is highest, its ceiling."""

    low: F
    high: F
    top: F
    ceiling: F


@lean
def settle(cluster: Cluster, price: F, counts: F, left: F) -> float:
    """Compute what is left after so many visits; return their value, less their price."""
    left[:] = 0.0
    value = 0.0
    for h in range(len(counts)):
        for k in range(cluster.starts[h], cluster.starts[h + 1]):
            left[cluster.columns[k]] += counts[h] * cluster.exposure[k]
        value -= price[h] * counts[h]
    for j in range(len(left)):
        left[j] = cluster.people[j] * np.exp(-left[j])
        value += cluster.people[j] - left[j]
    return value


@lean
def steps(cluster: Cluster, price: F, box: tuple[F, F], counts: F, left: F) -> None:
    """Move the count of each halt in turn towards the top of the box (Newton, one step)."""
    low, high = box
    for h in range(len(counts)):
        slope, bend = -price[h], 1.0e-12
        for k in range(cluster.starts[h], cluster.starts[h + 1]):
            more = left[cluster.columns[k]] * cluster.exposure[k]
            slope += more
            bend += more * cluster.exposure[k]
        far = max(low[h], min(high[h], counts[h] + slope / bend)) - counts[h]
        if far == 0.0:
            continue
        counts[h] += far
        for k in range(cluster.starts[h], cluster.starts[h + 1]):
            left[cluster.columns[k]] *= np.exp(-far * cluster.exposure[k])


@lean
def tangent(cluster: Cluster, price: F, box: tuple[F, F], counts: F, left: F) -> float:
    """Return how much higher than the value its tangent is at the best corner of the box."""
    low, high = box
    more = 0.0
    for h in range(len(counts)):
        slope = -price[h]
        for k in range(cluster.starts[h], cluster.starts[h + 1]):
            slope += left[cluster.columns[k]] * cluster.exposure[k]
        more += slope * ((high[h] if slope > 0.0 else low[h]) - counts[h])
    return more


@lean
def climb(cluster: Cluster, price: F, box: tuple[F, F], counts: F, left: F) -> float:
    """Climb to the top of a box, from `counts` and in place; return a ceiling on its values."""
    settle(cluster, price, counts, left)
    for _ in range(SWEEPS):
        for _ in range(LOOK):
            steps(cluster, price, box, counts, left)
        if tangent(cluster, price, box, counts, left) < NEAR:
            break
    value = settle(cluster, price, counts, left)
    return value + tangent(cluster, price, box, counts, left)


@lean
def polished(cluster: Cluster, price: F, counts: F, left: F) -> float:
    """Make counts whole, then add or drop a visit while it pays; return the value."""
    for h in range(len(counts)):
        counts[h] = np.floor(counts[h] + 0.5)
    value = settle(cluster, price, counts, left)
    for _ in range(10):
        before = value
        for h in range(len(counts)):
            for sign in (1.0, -1.0):
                is_allowed = 0.0 <= counts[h] + sign <= cluster.most[h]
                if is_allowed and change(cluster, price, h, sign, left) > HAIR:
                    counts[h] += sign
                    value = settle(cluster, price, counts, left)
        if value <= before:
            break
    return value


@lean
def change(cluster: Cluster, price: F, h: int, sign: float, left: F) -> float:
    """Return what one visit more (+1) or less (−1) to halt h changes to the value."""
    found = -sign * price[h]
    for k in range(cluster.starts[h], cluster.starts[h + 1]):
        found -= left[cluster.columns[k]] * np.expm1(-sign * cluster.exposure[k])
    return float(found)


@lean
def cut_at(top: F) -> int:
    """Return the halt whose count is furthest from whole; −1 when all are whole."""
    widest, found = WHOLE, -1
    for h in range(len(top)):
        away = abs(top[h] - np.floor(top[h] + 0.5))
        if away > widest:
            widest, found = away, h
    return found


@inner
def reasonable(cluster: Cluster, price: F) -> F:
    """Return the visits at most of each halt: none where the first one, alone, is not worth it."""
    found = cluster.most.copy()
    for h in range(len(found)):
        gain = 0.0
        for k in range(cluster.starts[h], cluster.starts[h + 1]):
            gain -= cluster.people[cluster.columns[k]] * np.expm1(-cluster.exposure[k])
        if gain <= price[h]:
            found[h] = 0.0
    return found


@compiled
def best_counts(cluster: Cluster, price: F, nodes: int) -> tuple[float, F]:
    """Return a ceiling on the value of any whole numbers of visits, and the best numbers met.

    The ceiling is exact, but for `HAIR`, unless more than `nodes` boxes had to be looked at.
    """
    size = len(price)
    shape = (nodes + 2, size)
    boxes = Boxes(np.zeros(shape), np.zeros(shape), np.zeros(shape), np.zeros(nodes + 2))
    left = np.zeros(len(cluster.people))
    boxes.high[0] = reasonable(cluster, price)
    boxes.top[0] = 0.5 * np.minimum(boxes.high[0], 2.0)
    box = (boxes.low[0], boxes.high[0])
    boxes.ceiling[0] = climb(cluster, price, box, boxes.top[0], left)
    best, kept, known, closed = 0.0, np.zeros(size), 1, 0.0
    while True:
        one = int(np.argmax(boxes.ceiling[:known]))
        if boxes.ceiling[one] <= best + HAIR:
            break
        counts = boxes.top[one].copy()
        value = polished(cluster, price, counts, left)
        if value > best:
            best, kept = value, counts
        h = cut_at(boxes.top[one])
        if known + 2 > nodes:
            closed = max(closed, boxes.ceiling[one])
            break
        if h < 0:
            closed = max(closed, boxes.ceiling[one])
            boxes.ceiling[one] = -1.0e300
            continue
        known = split(cluster, price, boxes, one, h, known, left)
    return max(best, closed) + HAIR, kept


@inner
def split(cluster: Cluster, price: F, boxes: Boxes, one: int, h: int, known: int, left: F) -> int:
    """Cut a box in two at halt h, in its own place and in a new one; return how many there are."""
    below = np.floor(boxes.top[one, h])
    boxes.low[known], boxes.high[known] = boxes.low[one], boxes.high[one]
    boxes.top[known] = boxes.top[one]
    boxes.high[one, h], boxes.low[known, h] = below, below + 1.0
    boxes.top[one, h], boxes.top[known, h] = below, below + 1.0
    most = boxes.ceiling[one]
    for at in (one, known):
        box = (boxes.low[at], boxes.high[at])
        boxes.ceiling[at] = min(most, climb(cluster, price, box, boxes.top[at], left))
    return known + 1
