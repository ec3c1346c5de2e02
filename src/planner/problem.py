"""What has to be planned: units, halts, people, rules. Frozen data, told in `planner-format.md`.

Units of measure, everywhere: minutes after midnight for an hour, minutes for a duration,
kilometres, people. A day is an index into `Problem.days`; a place is a row of `Travel`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from planner.plan import Visit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Travel:
    """Kilometres between places, and minutes for each speed profile; both square, row = from."""

    km: Floats
    minutes: Mapping[str, Ints]
    is_estimated: bool = False
    """Great-circle × 1.3 at a stated speed, for want of a street network: shown with the plan."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A vehicle and its crew."""

    id: str
    place: int
    profile: str
    shifts: Mapping[int, tuple[int, int]]
    """Day → hour at which the unit may leave its depot, hour at which it must be back."""
    offers: frozenset[str] = frozenset()
    """Equipment, skills and languages that it has every day."""
    aboard: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """Day → partners and skills aboard on that day only."""
    seats: int | None = None
    crew: int = 1
    km_a_day: float = math.inf
    km_in_all: float = math.inf
    minutes_in_all: float = math.inf

    def has_on(self, day: int) -> frozenset[str]:
        """Tell what the unit offers on a day: its own, and who is aboard."""
        return self.offers | self.aboard.get(day, frozenset())


@dataclass(frozen=True, slots=True)
class Opening:
    """Hours in which a visit must hold, from its start to its end, on some days."""

    days: frozenset[int]
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Halt:
    """A pitch where a unit may stand."""

    id: str
    place: int
    commune: str
    openings: tuple[Opening, ...]
    minutes: int
    longest: int
    """A visit lasts from `minutes` to `longest`; the search counts `minutes`."""
    needs: frozenset[str] = frozenset()
    """Everything here must be offered by the unit on that day: size, power, skill, partner."""
    every: int = 1
    """At least so many calendar days between two visits."""
    within: int | None = None
    """At most so many calendar days between one visit and the next."""
    at_least: int = 0
    """Visited so many times, or not at all."""
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """People, one column for each point and audience, and how much a visit exposes them.

    `exposure` of halt h on column j is `values[k]` for k in `starts[h]:starts[h + 1]` where
    `columns[k] == j` (a sparse matrix by rows). After visits of total exposure S, a share
    1 − exp(−S) of `people[j]` has been reached (saturation: planning.md §3.3).
    """

    people: Floats
    starts: Ints
    columns: Ints
    values: Floats
    audiences: tuple[str, ...] = ("all",)
    audience_of: Ints | None = None


@dataclass(frozen=True, slots=True)
class Reward:
    """One more concave column: `people` once `enough` visits are made, in proportion before.

    A fairness floor is a reward over the halts of a commune, with `enough` = 2; a partner seen
    in a commune is a reward with `aboard`. Any concave function of a count is a sum of these.
    """

    id: str
    people: float
    enough: int
    halts: frozenset[str]
    aboard: frozenset[str] = frozenset()
    """Only visits by a unit that offers all of these on that day count."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A season to plan."""

    days: tuple[date, ...]
    travel: Travel
    units: tuple[Unit, ...]
    halts: tuple[Halt, ...]
    demand: Demand
    rewards: tuple[Reward, ...] = ()
    people_per_km: float = 0.0
    """How many people a kilometre must be worth."""
    locked: tuple[Visit, ...] = ()
    """Visits past or announced: every plan holds them, at their hour."""
