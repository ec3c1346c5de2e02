"""What is known of a season when it is planned: told to `problem.problem_json`, then to people.

Points are (latitude, longitude), WGS 84. Days are dates; hours are those of clocks in the season's
place. A list of spans is sorted and without overlap.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from allervers.seasons.domain.audiences import EVERYBODY, Group, groups_of
from allervers.seasons.domain.need import NeedPoint
from allervers.seasons.domain.travel import Point, Table
from allervers.seasons.domain.windows import Window


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Aboard:
    """A partner aboard on some weekdays (0 is Monday), but for the days when it is away."""

    who: str
    weekdays: tuple[int, ...]
    away: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit that takes part, with a depot whose position is known."""

    id: str
    name: str
    point: Point
    profile: str
    weekdays: tuple[int, ...]
    leaves: time
    back: time
    off_days: tuple[date, ...] = ()
    offers: tuple[str, ...] = ()
    aboard: tuple[Aboard, ...] = ()
    seats: int | None = None
    crew: int | None = None
    km_a_day: float | None = None
    km_in_all: float | None = None
    hours_in_all: float | None = None
    length_m: float | None = None
    width_m: float | None = None
    needs_power: bool = False


@dataclass(frozen=True, slots=True)
class HaltFacts:
    """A halt that may be visited, at a checked position. `commune` is its Insee code.

    `agreed`: the days on which the town agrees, or on which it is supposed to; empty when the
    halt only holds visits already announced.
    """

    id: str
    name: str
    commune: str
    departement: str
    point: Point
    weekdays: tuple[int, ...]
    opens: time
    closes: time
    agreed: tuple[Span, ...]
    minutes: int
    longest: int
    needs: tuple[str, ...] = ()
    at_most: int | None = None
    is_only_given: bool = False
    length_m: float | None = None
    width_m: float | None = None
    has_power: bool | None = None
    audiences: tuple[str, ...] = ()
    """Whom it is only for; empty: everybody."""
    more: tuple[Window, ...] = ()
    """Its other windows."""

    def windows(self) -> tuple[Window, ...]:
        """Return all its windows."""
        return (Window(self.weekdays, self.opens, self.closes), *self.more)


@dataclass(frozen=True, slots=True)
class Given:
    """A visit past or announced, that every plan keeps; `start` in minutes of the day."""

    unit: str
    halt: str
    day: date
    start: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Supposed:
    """The rules of a season and what it supposes; defaults are argued in docs/why/planner.md."""

    every: int = 14
    within: int | None = 35
    at_least: int = 2
    at_most: int | None = None
    people_per_km: float = 0.15
    floor_people: float = 15.0
    floor_visits: int = 2
    kerb: float = 0.35
    decay_m: float = 600.0
    radius_m: float = 1500.0
    speed_kmh: float = 25.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What it is worth to show a partner once in each commune, in people."""

    who: str
    people: float


@dataclass(frozen=True, slots=True)
class SeasonFacts:
    """A season, whole. `days` are those on which at least one halt may be open.

    `closed`: by département, the days among them on which its halts are closed (its own public
    holidays, its zone's school calendar). Nothing new is planned before `today`.
    """

    days: tuple[date, ...]
    closed: Mapping[str, tuple[date, ...]]
    today: date
    units: tuple[UnitFacts, ...]
    halts: tuple[HaltFacts, ...]
    supposed: Supposed = Supposed()
    given: tuple[Given, ...] = ()
    seen: tuple[Seen, ...] = ()
    points: tuple[NeedPoint, ...] = ()
    exposures: tuple[tuple[str, str, float], ...] = ()
    weights: Mapping[str, float] = field(default_factory=lambda: EVERYBODY)
    """What somebody of each audience counts for."""
    table: Table | None = None
    """Trips between `places`; None: estimated by the planner."""

    def places(self) -> list[Point]:
        """Return the depots, then the halts."""
        return [*(one.point for one in self.units), *(one.point for one in self.halts)]

    def groups(self) -> list[Group]:
        """Return the groups of people that are counted."""
        return groups_of(self.weights, self.reserved())

    def reserved(self) -> set[str]:
        """Return the audiences that some halt is only for."""
        return {one for halt in self.halts for one in halt.audiences}


def same_words(text: str) -> str:
    """Return a need or an offer as it is compared: without case, without double spaces."""
    return " ".join(text.split()).casefold()
