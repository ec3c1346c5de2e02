"""The relaxed season: weights on routes, made better two routes at a time (pairwise steps).

Each block of rounds shares out as many routes as it has rounds. A step moves weight from the
worst route in use to the best one known, as far as the objective grows (safeguarded Newton).
"""

from typing import NamedTuple

import numpy as np

from planner.compiled import compiled, inner, lean, wide
from planner.model import I4, F, Model
from planner.proof.prices import Limits, kink

HAIR = 1.0e-6


class Routes(NamedTuple):
    """Columns of the master, `known[0]` of them: block, halts (−1 after the last), cost, weight."""

    known: I4
    block: I4
    kind: I4
    halts: I4
    cost: F
    weight: F


class Relaxed(NamedTuple):
    """Where the relaxed season stands: linear forms, their prices, worth of a visit by kind."""

    level: F
    price: F
    worth: F
    change: F
    """Scratch: change of each level along a step."""
    touched: I4


@lean
def value_of(routes: Routes, worth: F, c: int) -> float:
    """What route c is worth at present prices, less its kilometres."""
    people = -routes.cost[c]
    for h in routes.halts[c]:
        if h < 0:
            break
        people += worth[routes.kind[c], h]
    return float(people)


@lean
def direct(model: Model, routes: Routes, relaxed: Relaxed, c: int, sign: float, size: int) -> int:
    """Add route c to the direction of the step; return how many levels it touches in all."""
    reach, caps, kind = model.reach, model.caps, routes.kind[c]
    columns, rewards = len(reach.people), len(caps.people)
    change, touched = relaxed.change, relaxed.touched
    exposure, column = reach.exposure, reach.columns
    for h in routes.halts[c]:
        if h < 0:
            break
        for k in range(reach.starts[h], reach.starts[h + 1]):
            touched[size] = column[k]
            change[column[k]] += sign * exposure[k]
            size += 1
        for k in range(caps.starts[h], caps.starts[h + 1]):
            if caps.counts[kind, caps.rewards[k]]:
                touched[size] = columns + caps.rewards[k]
                change[touched[size]] += sign
                size += 1
        touched[size] = columns + rewards + h
        change[touched[size]] += sign
        size += 1
    return size


@inner
def distinct(relaxed: Relaxed, size: int) -> int:
    """Drop levels listed twice or unchanged."""
    touched, change = relaxed.touched, relaxed.change
    kept = 0
    order = np.sort(touched[:size])
    for i in range(size):
        if (i == 0 or order[i] != order[i - 1]) and change[order[i]] != 0.0:
            touched[kept] = order[i]
            kept += 1
    return kept


@lean
def rise(model: Model, limits: Limits, relaxed: Relaxed, size: int, at: float) -> float:
    """Return the slope of the objective along the step, at a distance; kilometres apart."""
    people, columns = model.reach.people, len(model.reach.people)
    level, change, touched = relaxed.level, relaxed.change, relaxed.touched
    total = 0.0
    for i in range(size):
        k = touched[i]
        if k < columns:
            total += change[k] * people[k] * np.exp(-level[k] - at * change[k])
        else:
            total += change[k] * kink(limits, k - columns, level[k] + at * change[k])
    return total


@lean
def stride(
    model: Model, limits: Limits, relaxed: Relaxed, size: int, km: float, most: float
) -> float:
    """Return how far to go along the step: where the objective stops rising, or `most`."""
    end = rise(model, limits, relaxed, size, most) - km
    if end >= 0.0:
        return most
    low, high, begin = 0.0, most, rise(model, limits, relaxed, size, 0.0) - km
    if begin <= 0.0:
        return 0.0
    first = begin
    for _ in range(5):
        at = low + (high - low) * begin / (begin - end)
        now = rise(model, limits, relaxed, size, at) - km
        if abs(now) < 0.02 * first:
            return at
        if now > 0.0:
            low, begin, end = at, now, 0.5 * end
        else:
            high, end, begin = at, now, 0.5 * begin
    return low


@lean
def shift(model: Model, worth: F, m: int, less: float) -> None:
    """Lower the worth of the visits that count for reward m."""
    caps = model.caps
    for t in range(caps.by_reward[m], caps.by_reward[m + 1]):
        for kind in range(worth.shape[0]):
            if caps.counts[kind, m]:
                worth[kind, caps.halts[t]] -= less


@lean
def move(model: Model, limits: Limits, relaxed: Relaxed, size: int, far: float) -> None:
    """Go along the step: change levels, prices, and the worth of visits."""
    reach, caps = model.reach, model.caps
    columns, rewards = len(reach.people), len(caps.people)
    worth = relaxed.worth
    by_column, halts, exposure = reach.by_column, reach.halts, reach.exposure_by_column
    for i in range(size):
        k = relaxed.touched[i]
        relaxed.level[k] += far * relaxed.change[k]
        relaxed.change[k] = 0.0
        if k < columns:
            after = reach.people[k] * np.exp(-relaxed.level[k])
        else:
            after = kink(limits, k - columns, relaxed.level[k])
        less = relaxed.price[k] - after
        relaxed.price[k] = after
        if k < columns:
            for t in range(by_column[k], by_column[k + 1]):
                for kind in range(len(worth)):
                    worth[kind, halts[t]] -= less * exposure[t]
        elif k < columns + rewards:
            shift(model, worth, k - columns, less)
        else:
            for kind in range(len(worth)):
                worth[kind, k - columns - rewards] -= less


@compiled
def sweep(model: Model, limits: Limits, routes: Routes, relaxed: Relaxed, blocks: int) -> float:
    """Make one step in each block; return the largest difference of value that was found."""
    widest, none = 0.0, wide(0)
    for block in range(blocks):
        best, worst, high, low = none - 1, none - 1, -1.0e300, 1.0e300
        for c in range(routes.known[0]):
            if routes.block[c] != block:
                continue
            value = value_of(routes, relaxed.worth, c)
            if value > high:
                best, high = c, value
            if routes.weight[c] > 0.0 and value < low:
                worst, low = c, value
        if best == worst or high - low < HAIR:
            continue
        widest = max(widest, high - low)
        size = direct(model, routes, relaxed, best, 1.0, none)
        size = distinct(relaxed, direct(model, routes, relaxed, worst, -1.0, size))
        km = routes.cost[best] - routes.cost[worst]
        far = stride(model, limits, relaxed, size, km, routes.weight[worst])
        move(model, limits, relaxed, size, far)
        routes.weight[best] += far
        routes.weight[worst] = 0.0 if far == routes.weight[worst] else routes.weight[worst] - far
    return widest
