"""Before a season: which halts are worth an agreement, and how many units a reach needs.

Maximal covering (MCLP, Church and ReVelle 1974): people are within reach when one chosen halt, at
least, exposes them. Points with the same halts in reach are one column (isomorphic aggregation,
arXiv 2409.09834). HiGHS proves what it answers, or says by how much it may be off.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from planner.faults import refuse
from planner.linear import Program, Rows, Solved, solved
from planner.problem import Problem, Unit

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Halts chosen, people within reach of one of them, and what no choice can pass."""

    halts: tuple[str, ...]
    reach: float
    ceiling: float


@dataclass(frozen=True, slots=True)
class Fleet:
    """How many units, for which halts; `least` is proved: fewer can never do."""

    units: int
    least: int
    halts: tuple[str, ...]
    reach: float


@dataclass(frozen=True, slots=True)
class Cover:
    """Groups of people alike: how many, and the halts in reach of each group."""

    people: Floats
    starts: Ints
    halts: Ints


def shortlist(
    problem: Problem,
    count: int,
    least: float = 0.0,
    kept: frozenset[str] = frozenset(),
    seconds: float = 60.0,
) -> Shortlist:
    """Choose `count` halts with most people in reach (exposure above `least`), `kept` among them.

    Raises `LinearFailed` when more halts are to be kept than chosen.
    """
    refuse(problem)
    cover = cover_of(problem, least)
    halts, groups = len(problem.halts), len(cover.people)
    cost = np.concatenate([np.zeros(halts), -cover.people])
    low = np.array([float(one.id in kept) for one in problem.halts] + [0.0] * groups)
    number = row(np.arange(halts), np.ones(halts), -np.inf, float(count))
    program = Program(cost, low, np.ones(halts + groups), wholes(halts, groups, 0),
                      stacked(covering(cover, halts), number))  # fmt: skip
    found = solved(program, seconds)
    chosen = names(problem, found)
    return Shortlist(chosen, reach_of(problem, chosen, least), -found.bound)


def fleet(
    problem: Problem, wanted: float, times: int = 1, least: float = 0.0, seconds: float = 60.0
) -> Fleet:
    """Count the units, like the first one, that bring `wanted` people within reach.

    Each halt chosen is visited `times` times in the season. A visit takes its minutes and the
    shortest drive that leads to it; a unit has the minutes of its shifts. Both favour few units,
    so `least` is what any season needs; a season must then be planned to see whether it is enough.
    Raises `LinearFailed` when even every halt does not reach so many.
    """
    refuse(problem)
    cover, unit = cover_of(problem, least), problem.units[0]
    halts, groups = len(problem.halts), len(cover.people)
    each = times * visit_minutes(problem, unit)
    has = float(sum(end - start for start, end in unit.shifts.values()))
    cost = np.concatenate([np.zeros(halts + groups), [1.0]])
    last = halts + groups
    time = row(np.arange(halts), each, -np.inf, 0.0, (last, -has))
    people = row(np.arange(halts, last), cover.people, wanted, np.inf)
    most = np.concatenate([np.ones(last), [np.ceil(each.sum() / has) + 1.0]])
    rows = stacked(stacked(covering(cover, halts), time), people)
    found = solved(Program(cost, np.zeros(last + 1), most, wholes(halts, groups, 1), rows), seconds)
    chosen = names(problem, found)
    bound = int(np.ceil(found.bound - 1.0e-6))
    return Fleet(round(found.cost), bound, chosen, reach_of(problem, chosen, least))


def visit_minutes(problem: Problem, unit: Unit) -> Floats:
    """Return, for each halt, its minutes and the shortest drive to it from anywhere else."""
    drive = problem.travel.minutes[unit.profile]
    places = np.array([unit.place, *(halt.place for halt in problem.halts)])
    found = np.array([float(halt.minutes) for halt in problem.halts])
    for h, halt in enumerate(problem.halts):
        others = np.delete(places, h + 1)
        found[h] += float(drive[others, halt.place].min())
    return found


def cover_of(problem: Problem, least: float) -> Cover:
    """Group the columns that the same halts expose; those that no halt does are left out."""
    demand = problem.demand
    halts = np.repeat(np.arange(len(problem.halts)), np.diff(demand.starts))
    strong = demand.values > least
    order = np.lexsort((halts[strong], demand.columns[strong]))
    columns, within = demand.columns[strong][order], halts[strong][order].astype(np.int32)
    groups: dict[bytes, float] = {}
    cuts = [0, *(np.flatnonzero(np.diff(columns)) + 1).tolist(), len(columns)]
    for begin, end in pairwise(cuts if len(columns) else ()):
        key = np.unique(within[begin:end]).tobytes()
        groups[key] = groups.get(key, 0.0) + float(demand.people[columns[begin]])
    lists = [np.frombuffer(key, dtype=np.int32) for key in groups]
    starts = np.cumsum([0, *(len(one) for one in lists)]).astype(np.int32)
    found = np.concatenate(lists) if lists else np.zeros(0, dtype=np.int32)
    return Cover(np.array(list(groups.values())), starts, found)


def covering(cover: Cover, halts: int) -> Rows:
    """Write that a group is reached only if one of its halts is chosen."""
    groups, sizes = len(cover.people), np.diff(cover.starts)
    starts = np.cumsum([0, *(sizes + 1)]).astype(np.int32)
    columns = np.zeros(int(starts[-1]), dtype=np.int32)
    values = np.ones(int(starts[-1]))
    for g in range(groups):
        a, b = cover.starts[g : g + 2]
        columns[starts[g] : starts[g] + b - a] = cover.halts[a:b]
        columns[starts[g + 1] - 1], values[starts[g + 1] - 1] = halts + g, -1.0
    return Rows(starts, columns, values, np.zeros(groups), np.full(groups, np.inf))


def row(
    columns: NDArray[np.int64], values: Floats, low: float, high: float, *more: tuple[int, float]
) -> Rows:
    """Write one row."""
    where = np.array([*columns, *(one for one, _ in more)], dtype=np.int32)
    what = np.array([*values, *(one for _, one in more)], dtype=np.float64)
    starts = np.array([0, len(where)], dtype=np.int32)
    return Rows(starts, where, what, np.array([low]), np.array([high]))


def stacked(above: Rows, below: Rows) -> Rows:
    """Put rows under others."""
    return Rows(
        np.concatenate([above.starts, above.starts[-1] + below.starts[1:]]).astype(np.int32),
        np.concatenate([above.columns, below.columns]),
        np.concatenate([above.values, below.values]),
        np.concatenate([above.low, below.low]),
        np.concatenate([above.high, below.high]),
    )


def wholes(halts: int, groups: int, more: int) -> NDArray[np.bool_]:
    """Say which variables are whole: halts chosen, and what comes last; groups then follow."""
    return np.array([True] * halts + [False] * groups + [True] * more, dtype=np.bool_)


def names(problem: Problem, found: Solved) -> tuple[str, ...]:
    """Name the halts that are chosen."""
    return tuple(one.id for one, x in zip(problem.halts, found.x, strict=False) if x > 0.5)  # noqa: PLR2004


def reach_of(problem: Problem, chosen: tuple[str, ...], least: float) -> float:
    """Count again the people that a choice has in reach, from the words of the problem."""
    seen: set[int] = set()
    for h, halt in enumerate(problem.halts):
        if halt.id in chosen:
            a, b = problem.demand.starts[h : h + 2]
            strong = problem.demand.values[a:b] > least
            seen.update(int(one) for one in problem.demand.columns[a:b][strong])
    return float(sum(float(problem.demand.people[one]) for one in seen))
