"""A day of many short stops: teams, stops with a prize, travel; and the calls that make a plan.

Hours are minutes after midnight, whole; distances kilometres; prizes people (or any measure of
what a call is worth). A place is a row of `Day.minutes` and `Day.km`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Stop:
    """Somebody to call on: it begins between `opens` and `closes`, and lasts `minutes`."""

    id: str
    place: int
    minutes: int
    opens: int
    closes: int
    prize: float
    needs: frozenset[str] = frozenset()
    """What the team must offer: a language, a skill."""
    is_promised: bool = False
    """Must be called on, whatever it is worth."""


@dataclass(frozen=True, slots=True)
class Team:
    """Who calls, from where, between which hours, and how far at most."""

    id: str
    place: int
    leaves: int
    back_by: int
    offers: frozenset[str] = frozenset()
    most_km: float = float("inf")


@dataclass(frozen=True, slots=True)
class Day:
    """One day to order. Travel is square, row = from."""

    minutes: NDArray[np.int64]
    km: NDArray[np.float64]
    stops: tuple[Stop, ...]
    teams: tuple[Team, ...]
    people_per_km: float = 0.0
    """What a kilometre must be worth; 0: as many people as possible, then as few kilometres."""


@dataclass(frozen=True, slots=True, order=True)
class Call:
    """A team begins at a stop at an hour."""

    team: str
    start: int
    stop: str


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Calls in order of team and hour."""

    calls: tuple[Call, ...] = ()
