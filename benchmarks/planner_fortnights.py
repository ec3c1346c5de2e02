"""The other solvers as the study ran them: a season of six fortnights, each one routing problem.

Every unit-day of a fortnight is a vehicle, every halt is optional and visited at most once in it
(`shared/reference/planning.md`, § 3.3); prizes are what the k-th visit alone would reach, or are
re-priced between fortnights with what the season has reached by then. The study relaxed spacing
to that one visit a fortnight. Here it is exact, as in every plan: a vehicle whose day comes too
soon after a halt's last visit may not stop there, and `check` accepts the whole.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.planner_rivals import SCALE, Season, fits
from planner.plan import Plan
from planner.problem import Problem, Unit

WORKING_DAYS = 10


@dataclass(frozen=True)
class Fortnight:
    """What a solver is given: its vehicles are `shifts`; halt `offered[k]` is worth `prizes[k]`."""

    problem: Problem
    shifts: tuple[tuple[Unit, int], ...]
    """Each unit on each of its days."""
    offered: tuple[int, ...]
    prizes: tuple[int, ...]
    is_free: NDArray[np.bool_]
    """[offered, days of the season]: whether a halt is open that day, and free again."""

    @property
    def depots(self) -> list[int]:
        """Return the places where vehicles start."""
        return sorted({unit.place for unit, _ in self.shifts})

    @property
    def minutes(self) -> NDArray[np.int64]:
        """Return the minutes between all places; units of a season drive alike here."""
        return self.problem.travel.minutes[self.shifts[0][0].profile]


Rounds = list[tuple[Unit, int, list[int]]]
"""Unit, day, halts in order."""
FortnightRouter = Callable[[Fortnight, float], Rounds]


def fortnightly(
    problem: Problem, route: FortnightRouter, seconds: float, *, is_fixed: bool = False
) -> Plan:
    """Plan fortnight after fortnight, each under its share of the CPU seconds."""
    season, days = Season(problem), range(len(problem.days))
    chunks = [days[first : first + WORKING_DAYS] for first in days[::WORKING_DAYS]]
    end = time.process_time() + seconds
    for k, chunk in enumerate(chunks):
        given = fortnight_of(season, chunk, is_fixed=is_fixed)
        found = route(given, max(0.05, (end - time.process_time()) / (len(chunks) - k)))
        for unit, day, order in sorted(found, key=lambda one: one[1]):
            season.visit(unit, day, order)
    return season.plan()


def fortnight_of(season: Season, days: range, *, is_fixed: bool) -> Fortnight:
    """Offer each halt on the days of a fortnight on which it is open, free again and in reach."""
    problem = season.problem
    shifts = tuple((unit, day) for day in days for unit in problem.units if day in unit.shifts)
    is_free = np.zeros((len(problem.halts), len(problem.days)), dtype=np.bool_)
    for day in days:
        is_free[season.offered(day), day] = True
    offered = tuple(
        h
        for h in map(int, np.flatnonzero(is_free.any(axis=1)))
        if any(is_free[h, d] and fits(problem, u, d, [], problem.halts[h]) for u, d in shifts)
    )
    prizes = tuple(round(SCALE * season.gain(h, is_fixed=is_fixed)) for h in offered)
    return Fortnight(problem, shifts, offered, prizes, is_free[list(offered)])
