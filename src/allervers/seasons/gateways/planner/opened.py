"""Problems as they are kept, opened for the planner; a few stay open in each process.

Light: loads neither numba nor any compiled code, so that pages may use it.
"""

import gzip
import json
from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache
from typing import Final
from uuid import UUID

from allervers.seasons.domain.planned import Planned, StoredProblem
from planner.plan import Plan, Visit
from planner.problem import Problem
from planner.reading import problem_from

KEPT: Final = 4
HOUR: Final = 60


@lru_cache(maxsize=KEPT)
def opened(stored: StoredProblem) -> Problem:
    """Read a stored problem."""
    return problem_from(json_of(stored))


def json_of(stored: StoredProblem) -> object:
    """Decode a stored problem."""
    return json.loads(gzip.decompress(stored.body))


def minutes_of(hour: time) -> int:
    """Return minutes after midnight."""
    return hour.hour * HOUR + hour.minute


def time_of(minutes: int) -> time:
    """Return the hour of these minutes after midnight; the last of the day beyond it."""
    return time(minutes // HOUR, minutes % HOUR) if minutes < 24 * HOUR else time(23, 59)


def plan_of(problem: Problem, visits: Iterable[Planned]) -> Plan:
    """Tell visits as the planner does; a day that the season does not hold gets an index below 0.

    `planner.check` then says that nobody works on that day.
    """
    index = {day: d for d, day in enumerate(problem.days)}
    return Plan(tuple(sorted(visit_of(index, one) for one in visits)))


def visit_of(index: dict[date, int], one: Planned) -> Visit:
    """Tell one visit as the planner does."""
    day = index.get(one.day, -one.day.toordinal())
    starts = minutes_of(one.starts)
    return Visit(day, str(one.unit), starts, str(one.halt), minutes_of(one.ends) - starts)


def planned_of(problem: Problem, visit: Visit, *, is_locked: bool = False) -> Planned:
    """Tell a visit of the planner as the product does."""
    return Planned(
        problem.days[visit.day],
        time_of(visit.start),
        time_of(visit.start + visit.minutes),
        UUID(visit.unit),
        UUID(visit.halt),
        is_locked,
    )
