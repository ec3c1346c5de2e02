"""A plan under construction: routes, what they reach, and the gain of one more visit anywhere.

Gains do not depend on the day, only on how often each halt is visited: they are kept exact, at
the cost of the entries that overlap a visit (300 to 1,500 additions), so that reading one is free.
"""

from typing import NamedTuple

import numpy as np

from planner.compiled import compiled, lean, wide
from planner.model import I4, STRONGEST, Caps, F, Model, Reach


class State(NamedTuple):
    """Arrays changed in place. R rounds, S stops a round, H halts, J columns, M rewards."""

    route: I4
    """[R, S]: nodes in order of visit."""
    size: I4
    """[R]"""
    begin: I4
    """[R, S]: earliest start of each visit."""
    latest: I4
    """[R, S]: latest start that leaves the rest of the round feasible."""
    km: F
    """[R]"""
    minutes: I4
    """[R]: from leaving the depot, as late as the first visit allows, to being back."""
    near: I4
    """[H, days]: how many visits forbid another one on that day."""
    visits: I4
    """[H]"""
    exposure: F
    """[J]"""
    left: F
    """[J]: people not reached yet."""
    gain: F
    """[H]: people whom one more visit would newly reach."""
    counted: F
    """[M]: visits counted for each reward."""
    bonus: F
    """[kinds, H]: rewards that one more visit would bring."""
    unit_km: F
    unit_minutes: F
    lost: F
    """What the last visit booked took from each column of its halt. Scratch."""
    slot: I4
    """[5, S + 1]: see `insertion.slots`. Scratch."""


def empty(model: Model, days: int) -> State:
    """Start with no visit."""
    rounds, halts, kinds = len(model.rounds.unit), len(model.rules.at_most), len(model.caps.counts)
    shape = (rounds, model.stops)
    state = State(
        np.zeros(shape, np.int32),
        np.zeros(rounds, np.int32),
        np.zeros(shape, np.int32),
        np.zeros(shape, np.int32),
        np.zeros(rounds),
        np.zeros(rounds, np.int32),
        np.zeros((halts, days), np.int32),
        np.zeros(halts, np.int32),
        np.zeros(len(model.reach.people)),
        np.zeros(len(model.reach.people)),
        np.zeros(halts),
        np.zeros(len(model.caps.people)),
        np.zeros((kinds, halts)),
        np.zeros(len(model.rules.km)),
        np.zeros(len(model.rules.km)),
        np.zeros(int(np.diff(model.reach.starts).max(initial=0))),
        np.zeros((5, model.stops + 1), np.int32),
    )
    refresh(model, state)
    return state


@compiled
def refresh(model: Model, state: State) -> float:
    """Recompute gains from exposures, which ends the drift of additions; return the objective."""
    reach, caps = model.reach, model.caps
    state.left[:] = reach.people * np.exp(-state.exposure)
    for h in range(len(state.gain)):
        state.gain[h] = 0.0
        for k in range(reach.starts[h], reach.starts[h + 1]):
            state.gain[h] += state.left[reach.columns[k]] * reach.share[k]
        for kind in range(len(caps.counts)):
            state.bonus[kind, h] = 0.0
            for k in range(caps.starts[h], caps.starts[h + 1]):
                m = caps.rewards[k]
                if caps.counts[kind, m]:
                    state.bonus[kind, h] += step(caps, m, state.counted[m])
    total = np.sum(reach.people) - np.sum(state.left) - model.people_per_km * np.sum(state.km)
    for m in range(len(caps.people)):
        total += caps.people[m] * min(1.0, state.counted[m] / caps.enough[m])
    return float(total)


@lean
def step(caps: Caps, m: int, count: float) -> float:
    """What one more counted visit brings to reward m."""
    return float(caps.people[m] / caps.enough[m] * max(0.0, min(1.0, caps.enough[m] - count)))


@lean
def cover(reach: Reach, state: State, h: int, sign: float) -> float:
    """Add (+1) or remove (−1) one visit's exposure; return the change of people reached.

    Those left are multiplied by what the visit leaves, or divided by it: no exponential. The sum
    of exposures is kept too, from which `refresh` starts anew. `lost` tells each column's change.
    """
    # Arrays are taken out of their tuples once: each time costs compiled code two atomic steps.
    columns, more, mine, lift = reach.columns, reach.exposure, reach.share, reach.lift
    people, exposure, left, first = reach.people, state.exposure, state.left, reach.starts[h]
    lost = state.lost
    change = 0.0
    for k in range(first, reach.starts[h + 1]):
        j = columns[k]
        exposure[j] = max(0.0, exposure[j] + sign * more[k])
        if sign > 0.0:
            less = left[j] * mine[k]
        elif more[k] < STRONGEST:
            less = -left[j] * lift[k]
        else:
            less = left[j] - people[j] * np.exp(-exposure[j])
        left[j] -= less
        change += less
        lost[k - first] = less
    return change


@lean
def spread(reach: Reach, state: State, h: int) -> None:
    """Lower the gain of the halts that reach the same columns as a visit, by what it took."""
    other, common, entry, share = reach.other, reach.common, reach.common_entry, reach.common_share
    gain, lost = state.gain, state.lost
    for pair in range(reach.meets[h], reach.meets[h + 1]):
        less = 0.0
        for t in range(common[pair], common[pair + 1]):
            less += lost[entry[t]] * share[t]
        gain[other[pair]] -= less


@lean
def count(caps: Caps, state: State, h: int, kind: int, sign: float) -> float:
    """Count one visit more (+1) or less (−1); return the change of rewards."""
    change = 0.0
    for k in range(caps.starts[h], caps.starts[h + 1]):
        m = caps.rewards[k]
        if not caps.counts[kind, m]:
            continue
        before = step(caps, m, state.counted[m])
        change += sign * step(caps, m, state.counted[m] + min(0.0, sign))
        state.counted[m] += sign
        after = step(caps, m, state.counted[m])
        for t in range(caps.by_reward[m], caps.by_reward[m + 1]):
            for other in range(len(caps.counts)):
                if caps.counts[other, m]:
                    state.bonus[other, caps.halts[t]] += after - before
    return change


@lean
def book(model: Model, state: State, r: int, node: int, sign: float) -> float:
    """Book-keep a visit added to (+1) or removed from (−1) round r, but for gains.

    Returns the change of people and rewards; `lost` tells that of each column of the halt.
    """
    h, day = model.nodes.halt[node], model.rounds.day[r]
    near, one = state.near[h], int(sign)
    state.visits[h] += one
    for d in range(model.rules.since[h, day], model.rules.until[h, day]):
        near[d] += one
    change = cover(model.reach, state, h, sign)
    return change + count(model.caps, state, h, model.rounds.kind[r], sign)


@lean
def mark(model: Model, state: State, r: int, node: int, sign: float) -> float:
    """Book-keep a visit added to (+1) or removed from (−1) round r; return the change of people."""
    h = model.nodes.halt[node]
    change = book(model, state, r, node, sign)
    spread(model.reach, state, h)
    return change


@lean
def schedule(model: Model, state: State, r: int) -> None:
    """Recompute the hours and kilometres of round r after its route changed."""
    rounds, nodes, route, size = model.rounds, model.nodes, state.route[r], state.size[r]
    minutes, km = model.roads.minutes[rounds.profile[r]], model.roads.km
    places, stay = nodes.place, nodes.minutes
    home, v = rounds.place[r], rounds.unit[r]
    at, clock, length, left = home, rounds.start[r], 0.0, rounds.start[r]
    begin, latest = state.begin[r], state.latest[r]
    for i in range(size):
        place = places[route[i]]
        drive = minutes[at, place]
        clock = max(nodes.earliest[route[i]], clock + drive)
        left = clock - drive if i == 0 else left
        begin[i] = clock
        clock += stay[route[i]]
        length += km[at, place]
        at = place
    state.unit_km[v] += length + km[at, home] - state.km[r]
    state.unit_minutes[v] += clock + minutes[at, home] - left - state.minutes[r]
    state.km[r], state.minutes[r] = length + km[at, home], clock + minutes[at, home] - left
    after, at = rounds.end[r], home
    for i in range(size - 1, -1, -1):
        place = places[route[i]]
        after = min(nodes.latest[route[i]], after - minutes[place, at] - stay[route[i]])
        latest[i] = after
        at = place


@compiled
def insert(model: Model, state: State, r: int, at: int, node: int) -> float:
    """Open `put` to plain Python."""
    return put(model, state, r, at, node)


@lean
def put(model: Model, state: State, r: int, at: int, node: int) -> float:
    """Put a visit at a position of round r; return the change of the objective."""
    before = state.km[r]
    for i in range(state.size[r], at, -1):
        state.route[r, i] = state.route[r, i - 1]
    state.route[r, at] = node
    state.size[r] += 1
    schedule(model, state, r)
    people = mark(model, state, r, node, 1.0)
    return float(people - model.people_per_km * (state.km[r] - before))


@compiled
def remove(model: Model, state: State, r: int, at: int) -> float:
    """Open `take` to plain Python."""
    return take(model, state, r, at)


@lean
def take(model: Model, state: State, r: int, at: int) -> float:
    """Take a visit out of round r; return the change of the objective."""
    before, node = state.km[r], wide(state.route[r, at])
    for i in range(at, state.size[r] - 1):
        state.route[r, i] = state.route[r, i + 1]
    state.size[r] -= 1
    schedule(model, state, r)
    people = mark(model, state, r, node, -1.0)
    return float(people - model.people_per_km * (state.km[r] - before))
