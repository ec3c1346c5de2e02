"""The best route of a round at given prices, exactly: depth-first, bounded by a relaxation.

The relaxation may visit a halt twice (but not twice in a row) and rounds hours down to
buckets, both of which can only make it better: its value bounds what a route can still bring.
"""

from typing import NamedTuple

import numpy as np

from planner.compiled import compiled, inner, lean, wide
from planner.model import I4, Bools, F

BUCKET = 10
"""Minutes a bucket, at most; less where visits are shorter."""
DEPTH = 64
HAIR = 1.0e-7
"""A route better by less than this is not looked for; the ceiling counts it all the same."""


class Shop(NamedTuple):
    """One block of rounds alike: node i of `nodes`, home last in `place`.

    Tables are by place and shared by all blocks: each with its own would weigh gigabytes.
    """

    nodes: I4
    halt: I4
    place: I4
    """[nodes + 1]"""
    earliest: I4
    latest: I4
    stay: I4
    minutes: I4
    """[places, places]"""
    km: F
    """[places, places]"""
    people_per_km: float
    start: int
    end: int
    range: float
    kind: int
    rounds: int
    home: int


@inner
def completions(shop: Shop, value: F, width: int) -> F:
    """Return [nodes, buckets]: the most that can follow a visit which ends in a bucket."""
    size, buckets = len(value), (shop.end - shop.start) // width + 1
    place, earliest, latest, stay = shop.place, shop.earliest, shop.latest, shop.stay
    home, price = place[size], shop.people_per_km
    best = np.full((size, buckets), -1.0e300)
    for bucket in range(buckets - 1, -1, -1):
        clock = shop.start + bucket * width
        for i in range(size):
            minutes, km = shop.minutes[place[i]], shop.km[place[i]]
            if clock + minutes[home] > shop.end:
                continue
            most = -price * km[home]
            for k in range(size):
                begin = max(earliest[k], clock + minutes[place[k]])
                done = begin + stay[k]
                if k == i or value[k] <= 0.0 or begin > latest[k] or done > shop.end:
                    continue
                cost = price * km[place[k]]
                most = max(most, value[k] - cost + best[k, (done - shop.start) // width])
            best[i, bucket] = most
    return best


class Walk(NamedTuple):
    """Where the depth-first search stands: at each depth, what has been done so far."""

    path: I4
    pointer: I4
    """Next node to try at each depth."""
    clock: I4
    people: F
    km: F
    used: Bools


@lean
def tried(
    shop: Shop, value: F, after: F, width: int, walk: Walk, depth: int
) -> tuple[float, int, float, float]:
    """Try the next node: return what may be hoped for, then hour, people and km on leaving it."""
    k, home = walk.pointer[depth], shop.place[len(value)]
    at, to = shop.place[walk.path[depth - 1] if depth else len(value)], shop.place[k]
    begin = max(shop.earliest[k], walk.clock[depth] + shop.minutes[at, to])
    done = begin + shop.stay[k]
    people = walk.people[depth] + value[k] - shop.people_per_km * shop.km[at, to]
    km = walk.km[depth] + shop.km[at, to]
    is_late = begin > shop.latest[k] or done + shop.minutes[to, home] > shop.end
    is_far = km + shop.km[to, home] > shop.range
    if walk.used[k] or value[k] <= 0.0 or is_late or is_far:
        return -1.0, 0, 0.0, 0.0
    return people + after[k, (done - shop.start) // width], done, people, km


@inner
def keep(found: I4, kept: int, path: I4, depth: int) -> int:
    """Note a route, forgetting the oldest when there is no room; return how many are noted."""
    if kept == len(found):
        found[:-1] = found[1:].copy()
        kept -= 1
    found[kept, :depth], found[kept, depth:] = path[:depth], -1
    return kept + 1


@inner
def begin_at(shop: Shop, size: int) -> Walk:
    """Start at the depot, at the beginning of the shift."""
    clock = np.full(DEPTH + 1, shop.start, np.int32)
    path, pointer = np.full(DEPTH, -1, np.int32), np.zeros(DEPTH + 1, np.int32)
    people, km = np.zeros(DEPTH + 1), np.zeros(DEPTH + 1)
    return Walk(path, pointer, clock, people, km, np.zeros(size, np.bool_))


@compiled
def best_route(shop: Shop, value: F, known: float, tries: int) -> tuple[float, int, I4]:
    """Return a ceiling on the value of a route, and the best routes met, better than `known`.

    Routes come as [n, DEPTH] with −1 after the last node, best last. The ceiling is exact unless
    more than `tries` partial routes had to be looked at; it is then the relaxation's.
    """
    size, width = len(value), bucket_of(shop)
    after, walk = completions(shop, value, width), begin_at(shop, size)
    found, kept = np.full((16, DEPTH), -1, np.int32), wide(0)
    best, ceiling, depth, looked = max(known, 0.0), 0.0, wide(0), 0
    while depth >= 0:
        if depth == DEPTH or walk.pointer[depth] >= size:
            # Too deep: give up being exact rather than overlook a route.
            looked += (tries + 1) * (depth == DEPTH)
            depth -= 1
            if depth >= 0:
                walk.used[walk.path[depth]] = False
            continue
        hope, done, people, km = tried(shop, value, after, width, walk, depth)
        k = walk.pointer[depth]
        walk.pointer[depth] += 1
        if depth == 0:
            ceiling = max(ceiling, hope)
        if hope <= best + HAIR or looked > tries:
            continue
        looked += 1
        walk.path[depth], walk.used[k] = k, True
        depth += 1
        walk.clock[depth], walk.people[depth], walk.km[depth] = done, people, km
        walk.pointer[depth] = 0
        back = shop.people_per_km * shop.km[shop.place[k], shop.place[size]]
        if people - back > best:
            best = people - back
            kept = keep(found, kept, walk.path, depth)
    if looked > tries:
        best = max(best, ceiling)
    return best + HAIR, kept, found


@lean
def bucket_of(shop: Shop) -> int:
    """Return the width of a bucket, minutes: no wider than the shortest visit."""
    width = BUCKET
    for stay in shop.stay:
        width = min(width, stay)
    return max(1, width)
