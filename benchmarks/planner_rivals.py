"""What the planner is compared with: two manual ways, PyVRP, OR-Tools. One round day at a time.

PyVRP and OR-Tools are given each day's rounds with prizes, and their share of the same CPU
budget. Prizes are fixed (what the k-th visit alone would reach) or re-priced with what the days
before already reached. Spacing is exact: a halt visited too recently is not offered.
"""

import time
from collections import defaultdict
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from planner.plan import Plan, Visit
from planner.problem import Halt, Problem, Unit

SCALE = 1000
"""Solvers count in whole numbers: thousandths of a person."""


class Season:
    """A plan being built day by day: what is left of each point, when each halt is free."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.left = problem.demand.people.copy()
        self.times: dict[int, int] = defaultdict(int)
        self.last: dict[int, int] = {}
        self.visits: list[Visit] = []
        self.commune_last: dict[str, int] = {}

    def exposed(self, h: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the columns of a halt and their exposures."""
        a, b = self.problem.demand.starts[h : h + 2]
        return self.problem.demand.columns[a:b], self.problem.demand.values[a:b]

    def gain(self, h: int, *, is_fixed: bool) -> float:
        """Return the prize of a visit: re-priced, or of the k-th visit of this halt alone."""
        columns, values = self.exposed(h)
        if not is_fixed:
            return float(self.left[columns] @ -np.expm1(-values))
        seen = np.exp(-self.times[h] * values)
        return float((self.problem.demand.people[columns] * seen) @ -np.expm1(-values))

    def offered(self, day: int) -> list[int]:
        """List the halts that are open on a day and free again."""
        days = self.problem.days
        return [
            h
            for h, halt in enumerate(self.problem.halts)
            if any(day in one.days for one in halt.openings)
            and (h not in self.last or (days[day] - days[self.last[h]]).days >= halt.every)
        ]

    def visit(self, unit: Unit, day: int, order: list[int]) -> None:
        """Record a round."""
        drive, at, ready = (
            self.problem.travel.minutes[unit.profile],
            unit.place,
            unit.shifts[day][0],
        )
        for h in order:
            halt = self.problem.halts[h]
            start = max(halt.openings[0].opens, ready + int(drive[at, halt.place]))
            self.visits.append(Visit(day, unit.id, start, halt.id, halt.minutes))
            at, ready = halt.place, start + halt.minutes
            columns, values = self.exposed(h)
            self.left[columns] *= np.exp(-values)
            self.times[h] += 1
            self.last[h] = day
            self.commune_last[halt.commune] = day

    def plan(self) -> Plan:
        """Return the plan."""
        return Plan(tuple(sorted(self.visits)))


def fits(problem: Problem, unit: Unit, day: int, order: list[int], halt: Halt) -> bool:
    """Whether a halt can be added at the end of a round."""
    drive, at, ready = problem.travel.minutes[unit.profile], unit.place, unit.shifts[day][0]
    for one in (*(problem.halts[h] for h in order), halt):
        ready = max(one.openings[0].opens, ready + int(drive[at, one.place]))
        if ready + one.minutes > one.openings[0].closes:
            return False
        ready, at = ready + one.minutes, one.place
    return ready + int(drive[at, unit.place]) <= unit.shifts[day][1]


def manual(problem: Problem, rank: Callable[[Season, int], tuple[float, ...]]) -> Plan:
    """Plan as by hand: the first halt by rank, then the nearest open one while it fits."""
    season = Season(problem)
    for day in range(len(problem.days)):
        for unit in (unit for unit in problem.units if day in unit.shifts):
            offered, at = season.offered(day), unit.place
            order: list[int] = []
            while True:
                fit = [
                    h
                    for h in offered
                    if h not in order and fits(problem, unit, day, order, problem.halts[h])
                ]
                if not fit:
                    break
                key = by_distance(problem, at) if order else lambda h: rank(season, h)
                order.append(min(fit, key=key))
                at = problem.halts[order[-1]].place
            season.visit(unit, day, order)
    return season.plan()


def by_distance(problem: Problem, at: int) -> Callable[[int], tuple[float, ...]]:
    """Rank halts by distance."""
    return lambda h: (float(problem.travel.km[at, problem.halts[h].place]),)


def largest_first(season: Season, h: int) -> tuple[float, ...]:
    """Rank by what a first visit reaches, most first."""
    columns, values = season.exposed(h)
    return (-float(season.problem.demand.people[columns] @ -np.expm1(-values)),)


def commune_due(season: Season, h: int) -> tuple[float, ...]:
    """Rank by how long ago the commune was visited, then by size."""
    commune = season.problem.halts[h].commune
    return (season.commune_last.get(commune, -1), *largest_first(season, h))


def daily(problem: Problem, route: "Router", seconds: float, *, is_fixed: bool) -> Plan:
    """Plan each day with a routing solver, under its share of the CPU seconds left."""
    season, days = Season(problem), len(problem.days)
    end = time.process_time() + seconds
    for day in range(days):
        units = [unit for unit in problem.units if day in unit.shifts]
        offered = [
            h
            for h in season.offered(day)
            if any(fits(problem, u, day, [], problem.halts[h]) for u in units)
        ]
        prizes = [round(SCALE * season.gain(h, is_fixed=is_fixed)) for h in offered]
        share = max(0.02, (end - time.process_time()) / (days - day))
        for unit, order in route(problem, day, units, offered, prizes, share):
            season.visit(unit, day, order)
    return season.plan()


Router = Callable[
    [Problem, int, list[Unit], list[int], list[int], float], list[tuple[Unit, list[int]]]
]


def costs(problem: Problem, places: list[int]) -> NDArray[np.int64]:
    """Return what kilometres cost between places, in thousandths of a person."""
    km = problem.travel.km[np.ix_(places, places)]
    return np.rint(SCALE * problem.people_per_km * km).astype(np.int64)
