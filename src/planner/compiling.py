"""Turn a problem into arrays: windows become nodes, unit-days become rounds."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from planner.model import I4, STRONGEST, Caps, Model, Nodes, Reach, Roads, Rounds, Rules
from planner.problem import Demand, Floats, Halt, Problem, Unit

UNBOUNDED = 2**30


def model_of(problem: Problem) -> Model:
    """Compile a problem; a problem with faults (`faults.py`) must not come here."""
    profiles = sorted({unit.profile for unit in problem.units})
    stack = [np.asarray(problem.travel.minutes[name], dtype=np.int32) for name in profiles]
    places = problem.travel.km.shape[0]
    roads = Roads(
        np.stack(stack) if stack else np.zeros((1, places, places), dtype=np.int32),
        np.ascontiguousarray(problem.travel.km, dtype=np.float64),
    )
    rounds = [(v, day) for day in range(len(problem.days)) for v in on_duty(problem, day)]
    kinds, counts = kinds_of(problem, rounds)
    nodes, open_on = nodes_of(problem)
    places_of = rounds_of(problem, rounds, profiles, kinds)
    first, candidates = reachable(problem, roads, nodes, open_on, places_of)
    rules = rules_of(problem)
    whole = places_of._replace(first=first, nodes=candidates)
    return Model(
        reach_of(problem),
        caps_of(problem, counts),
        roads,
        nodes,
        whole,
        rules,
        float(problem.people_per_km),
        most_stops(nodes, whole),
    )


def on_duty(problem: Problem, day: int) -> list[int]:
    """List the units that work on a day."""
    return [v for v, unit in enumerate(problem.units) if day in unit.shifts]


def kinds_of(
    problem: Problem, rounds: list[tuple[int, int]]
) -> tuple[list[int], NDArray[np.bool_]]:
    """Number the sets of rewards that rounds count for: round → kind, and [kinds, rewards]."""
    seen: dict[tuple[bool, ...], int] = {}
    kinds = []
    for v, day in rounds:
        has = problem.units[v].has_on(day)
        counts = tuple(reward.aboard <= has for reward in problem.rewards)
        kinds.append(seen.setdefault(counts, len(seen)))
    if not seen:
        seen[tuple(False for _ in problem.rewards)] = 0
    return kinds, np.array(list(seen), dtype=np.bool_).reshape(len(seen), len(problem.rewards))


def nodes_of(problem: Problem) -> tuple[Nodes, NDArray[np.bool_]]:
    """List halts by window, then locked visits; with [nodes, days]: whether open."""
    rows: list[tuple[int, int, int, int, int, bool]] = []
    days: list[frozenset[int]] = []
    for h, halt in enumerate(problem.halts):
        for (opens, closes), when in windows(halt).items():
            if closes - halt.minutes >= opens:
                latest = closes - halt.minutes
                rows.append((h, halt.place, opens, latest, halt.minutes, False))
                days.append(frozenset(when))
    index = {halt.id: h for h, halt in enumerate(problem.halts)}
    for visit in problem.locked:
        h = index[visit.halt]
        place = problem.halts[h].place
        rows.append((h, place, visit.start, visit.start, visit.minutes, True))
        days.append(frozenset())
    table = np.array(rows, dtype=np.int32).reshape(len(rows), 6)
    open_on = np.zeros((len(rows), len(problem.days)), dtype=np.bool_)
    for row, listed in zip(open_on, days, strict=True):
        row[list(listed)] = True
    of, at, earliest, last, stay = (np.ascontiguousarray(table[:, k]) for k in range(5))
    locked = table[:, 5].astype(np.bool_)
    return Nodes(of, at, earliest, last, stay, locked), open_on


def windows(halt: Halt) -> dict[tuple[int, int], set[int]]:
    """Merge a halt's openings that have the same hours."""
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for opening in halt.openings:
        found[opening.opens, opening.closes] |= opening.days
    return dict(found)


def rounds_of(
    problem: Problem, rounds: list[tuple[int, int]], profiles: list[str], kinds: list[int]
) -> Rounds:
    """Fill all of `Rounds` but its nodes."""

    def row(v: int, day: int) -> tuple[int, int, int, int, int, int]:
        unit: Unit = problem.units[v]
        start, end = unit.shifts[day]
        return v, day, unit.place, start, end, profiles.index(unit.profile)

    table = np.array([row(v, day) for v, day in rounds], dtype=np.int32).reshape(len(rounds), 6)
    unit, day, place, start, end, profile = (np.ascontiguousarray(table[:, k]) for k in range(6))
    km = np.array([problem.units[v].km_a_day for v, _ in rounds], dtype=np.float64)
    none = np.zeros(0, dtype=np.int32)
    kind = np.array(kinds, dtype=np.int32)
    return Rounds(unit, day, place, start, end, km, profile, kind, none, none)


def reachable(
    problem: Problem, roads: Roads, nodes: Nodes, open_on: NDArray[np.bool_], rounds: Rounds
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """List, for each round, the nodes that it could visit if it did nothing else."""
    suits: dict[frozenset[str], NDArray[np.bool_]] = {}
    lists = []
    for r in range(len(rounds.unit)):
        unit, day, home = problem.units[rounds.unit[r]], int(rounds.day[r]), rounds.place[r]
        has = unit.has_on(day)
        if has not in suits:
            fit = np.array([halt.needs <= has for halt in problem.halts], dtype=np.bool_)
            suits[has] = fit[nodes.halt]
        minutes = roads.minutes[rounds.profile[r]]
        begin = np.maximum(nodes.earliest, rounds.start[r] + minutes[home, nodes.place])
        back = begin + nodes.minutes + minutes[nodes.place, home]
        km = roads.km[home, nodes.place] + roads.km[nodes.place, home]
        fits = (begin <= nodes.latest) & (back <= rounds.end[r]) & (km <= rounds.km[r])
        mask = suits[has] & open_on[:, day] & fits
        lists.append(np.flatnonzero(mask).astype(np.int32))
    first = np.cumsum([0, *(len(one) for one in lists)]).astype(np.int32)
    return first, np.concatenate(lists) if lists else np.zeros(0, dtype=np.int32)


def rules_of(problem: Problem) -> Rules:
    """Turn calendar-day spacing into ranges of day indices, and gather limits."""
    ordinals = np.array([day.toordinal() for day in problem.days], dtype=np.int64)
    every = np.array([halt.every for halt in problem.halts], dtype=np.int64).reshape(-1, 1)
    since = np.searchsorted(ordinals, ordinals - every + 1, side="left")
    until = np.searchsorted(ordinals, ordinals + every - 1, side="right")
    most = [UNBOUNDED if halt.at_most is None else halt.at_most for halt in problem.halts]
    return Rules(
        since.astype(np.int32),
        until.astype(np.int32),
        np.array(most, dtype=np.int32),
        np.array([halt.at_least for halt in problem.halts], dtype=np.int32),
        np.array([unit.km_in_all for unit in problem.units], dtype=np.float64),
        np.array([unit.minutes_in_all for unit in problem.units], dtype=np.float64),
    )


def reach_of(problem: Problem) -> Reach:
    """Sort exposures by halt and by column."""
    demand = problem.demand
    halts = np.repeat(np.arange(len(problem.halts)), np.diff(demand.starts))
    order = np.argsort(demand.columns, kind="stable")
    share = -np.expm1(-demand.values)
    size = np.bincount(demand.columns, minlength=len(demand.people))
    by_column = np.concatenate([[0], np.cumsum(size)])
    pairs = pairs_of(demand, halts, by_column, halts[order], share[order])
    return Reach(
        np.asarray(demand.people, dtype=np.float64),
        demand.starts.astype(np.int32),
        demand.columns.astype(np.int32),
        np.asarray(demand.values, dtype=np.float64),
        share,
        np.expm1(np.minimum(demand.values, STRONGEST)),
        by_column.astype(np.int32),
        halts[order].astype(np.int32),
        share[order],
        np.asarray(demand.values, dtype=np.float64)[order],
        *pairs,
    )


def pairs_of(
    demand: Demand,
    halts: NDArray[np.int64],
    by_column: NDArray[np.int64],
    reached_by: NDArray[np.int64],
    share: NDArray[np.float64],
) -> tuple[I4, I4, I4, I4, Floats]:
    """List, for each pair of halts that reach some of the same columns, what they have in common.

    Sorted by pair, a visit's effect on another halt's gain is one sum over what follows in memory.
    """
    often = (by_column[1:] - by_column[:-1])[demand.columns]
    entry = np.repeat(np.arange(len(halts)), often)
    first = np.cumsum(often) - often
    there = np.arange(len(entry)) - np.repeat(first - by_column[demand.columns], often)
    a, b = halts[entry], reached_by[there]
    order = np.lexsort((entry, b, a))
    a, b, entry, there = a[order], b[order], entry[order], there[order]
    cuts = np.flatnonzero((np.diff(a, prepend=-1) != 0) | (np.diff(b, prepend=-1) != 0))
    count = len(demand.starts) - 1
    meets = np.searchsorted(a[cuts], np.arange(count + 1))
    return (
        meets.astype(np.int32),
        b[cuts].astype(np.int32),
        np.append(cuts, len(a)).astype(np.int32),
        (entry - demand.starts[a]).astype(np.int32),
        share[there],
    )


def caps_of(problem: Problem, counts: NDArray[np.bool_]) -> Caps:
    """Sort rewards by halt and by reward."""
    pairs = [
        (h, m)
        for h, halt in enumerate(problem.halts)
        for m, reward in enumerate(problem.rewards)
        if halt.id in reward.halts
    ]
    table = np.array(pairs, dtype=np.int32).reshape(len(pairs), 2)
    by_halt = np.bincount(table[:, 0], minlength=len(problem.halts))
    by_reward = np.bincount(table[:, 1], minlength=len(problem.rewards))
    order = np.argsort(table[:, 1], kind="stable")
    return Caps(
        np.array([reward.people for reward in problem.rewards], dtype=np.float64),
        np.array([reward.enough for reward in problem.rewards], dtype=np.float64),
        counts,
        np.concatenate([[0], np.cumsum(by_halt)]).astype(np.int32),
        np.ascontiguousarray(table[:, 1]),
        np.concatenate([[0], np.cumsum(by_reward)]).astype(np.int32),
        np.ascontiguousarray(table[order, 0]),
    )


def most_stops(nodes: Nodes, rounds: Rounds) -> int:
    """Bound the visits of a round: the longest shift full of the shortest visits."""
    if len(rounds.start) == 0 or len(nodes.minutes) == 0:
        return 1
    longest = int((rounds.end - rounds.start).max())
    return max(1, longest // max(1, int(nodes.minutes.min()))) + 1
