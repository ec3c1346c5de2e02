"""Patterns of return during the search: how many are broken, and by which halts. Compiled.

Two rules need it: a halt is visited `at_least` so many times or not at all, and never later than
`within` so many days after the visit before. One pass over the plan costs a few microseconds.
"""

from typing import NamedTuple

import numpy as np

from planner.compiled import lean, wide
from planner.model import I4, I8, Bools, Model
from planner.problem import Problem
from planner.search.state import State, take

NEVER = 2**30


class Returns(NamedTuple):
    """The two rules by halt, days of the calendar, and scratch. No halts: nothing to look at."""

    at_least: I4
    within: I4
    ordinals: I8
    last: I4
    """[halts]: day of the last visit seen; and whether it was locked, and how many there were."""
    is_locked: Bools
    seen: I4
    bad: Bools
    """[halts]: whether it breaks its pattern, as last seen."""


def returns_of(problem: Problem) -> Returns:
    """Gather the patterns of a problem; those of no halt when none has any."""
    rows = [(one.at_least, NEVER if one.within is None else one.within) for one in problem.halts]
    if not any(least > 1 or within < NEVER for least, within in rows):
        rows = []
    table = np.array(rows, dtype=np.int32).reshape(len(rows), 2)
    ordinals = np.array([day.toordinal() for day in problem.days], dtype=np.int64)
    least, within = (np.ascontiguousarray(table[:, k]) for k in range(2))
    last, count = np.zeros(len(rows), dtype=np.int32), np.zeros(len(rows), dtype=np.int32)
    flags = np.zeros((2, len(rows)), dtype=np.bool_)
    return Returns(least, within, ordinals, last, flags[0], count, flags[1])


def none_of(returns: Returns) -> Returns:
    """Return the patterns of no halt: nothing is kept."""
    least, within, ordinals, last, is_locked, seen, bad = returns
    return Returns(least[:0], within[:0], ordinals, last[:0], is_locked[:0], seen[:0], bad[:0])


@lean
def broken(model: Model, state: State, returns: Returns) -> int:
    """Count broken patterns and note whose; rounds are in order of day, two locked visits apart."""
    found, count, bad = 0, returns.seen, returns.bad
    for h in range(len(count)):
        count[h], bad[h] = 0, False
    for r in range(len(state.size) if len(count) else 0):
        day = model.rounds.day[r]
        for i in range(state.size[r]):
            node = state.route[r, i]
            h, is_locked = model.nodes.halt[node], model.nodes.locked[node]
            if count[h] > 0 and not (is_locked and returns.is_locked[h]):
                apart = returns.ordinals[day] - returns.ordinals[returns.last[h]]
                if apart > returns.within[h]:
                    bad[h], found = True, found + 1
            count[h] += 1
            returns.last[h], returns.is_locked[h] = day, is_locked
    for h in range(len(count)):
        if 0 < count[h] < returns.at_least[h]:
            bad[h], found = True, found + returns.at_least[h] - count[h]
    return int(found)


@lean
def spaced(model: Model, state: State, returns: Returns, r: int) -> bool:
    """Whether the halts of a round are all visited again in time."""
    for i in range(state.size[r] if len(returns.seen) else 0):
        h = wide(model.nodes.halt[state.route[r, i]])
        if returns.within[h] < NEVER and not in_time(model, state, returns, h):
            return False
    return True


@lean
def in_time(model: Model, state: State, returns: Returns, h: int) -> bool:
    """Whether no two visits to a halt are too far apart."""
    last = -1
    for r in range(len(state.size)):
        for i in range(state.size[r]):
            if model.nodes.halt[state.route[r, i]] == h:
                day = model.rounds.day[r]
                if last >= 0 and returns.ordinals[day] - returns.ordinals[last] > returns.within[h]:
                    return False
                last = day
    return True


@lean
def spoilt(model: Model, state: State, returns: Returns, chosen: I8) -> float:
    """Take the visits of halts that break their pattern out of some rounds; return the change."""
    change = 0.0
    for r in chosen:
        for i in range(state.size[r] - 1, -1, -1):
            node = state.route[r, i]
            if returns.bad[model.nodes.halt[node]] and not model.nodes.locked[node]:
                change += take(model, state, r, i)
    return change
