"""A computation as it goes and as it ends, and how near the best plan it comes."""

import math
from dataclasses import dataclass
from typing import Final

from allervers.seasons.domain.planned import Planned, Weighed

MOST_LIVES: Final = 5
"""Times that a computation is taken again after its worker was killed."""


@dataclass(frozen=True, slots=True)
class News:
    """Where a search stands: seconds of this life, iterations, value and ceiling when known."""

    seconds: float
    iterations: int
    value: float | None
    ceiling: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """The best plan found, counted again; `ceiling` when something was proved.

    `is_cut`: the search died before its time; this is what it had told by then.
    """

    visits: tuple[Planned, ...]
    weighed: Weighed
    ceiling: float | None
    iterations: int
    seconds: float
    is_cut: bool = False


def at_least_percent(value: float | None, ceiling: float | None) -> float | None:
    """Return how much of the best possible plan this one is worth, rounded down to 0.1 %.

    None when nothing is proved yet, or where nobody can be reached.
    """
    if value is None or ceiling is None or ceiling <= 0 or value < 0:
        return None
    return min(100.0, math.floor(1000.0 * value / ceiling) / 10)
