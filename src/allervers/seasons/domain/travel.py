"""Trips between halts and walks to them: by the road network, or estimated and said so.

Points are (latitude, longitude) in degrees, WGS 84. Tables are square, row = from.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

Point = tuple[float, float]
Place = tuple[str, float, float]
"""Id, latitude, longitude."""

EARTH_KM: Final = 6371.0088
"""Mean radius of the Earth (IUGG)."""
DETOUR: Final = 1.3
"""Roads over great circle: a convention; docs/adr/0014 says what one network measures."""
CARGO_BIKE_KMH: Final = 15.0
"""No faster on average, whatever the season supposes (assistance stops at 25 km/h: Code de la
route, R311-1, 6.11). The average itself is ours, to be checked with a crew."""


class Profile(StrEnum):
    """How a unit moves: which roads it may take, and how fast."""

    CAR = "car"
    VAN = "van"
    TRUCK = "truck"
    CARGO_BIKE = "cargo_bike"


PROFILES: Final[Mapping[str, Profile]] = {
    "car": Profile.CAR,
    "camper_van": Profile.VAN,
    "truck": Profile.TRUCK,
    "bus": Profile.TRUCK,  # rolls empty between halts: no bus lane is open to it
    "trike": Profile.CARGO_BIKE,
}
"""Kind of a mobile unit (`tours.MobileUnit.Kind`) → profile; a test knows every kind."""


class Why(StrEnum):
    """Why the network could not tell the trips of a point, which are then estimated."""

    OFF_NETWORK = "off_network"  # no road near it: another region, or a wrong position
    FAR_FROM_ROAD = "far_from_road"  # the nearest road is too far to be its own
    CUT_OFF = "cut_off"  # some trip to or from it has no road


class Unready(StrEnum):
    """Why the network that the host asked for tells nothing at all."""

    NO_ENGINE = "no_engine"  # its package is not installed
    NOT_PREPARED = "not_prepared"  # prepare_roads was never run, or for another engine
    FAILED = "failed"  # it stopped in the middle


@dataclass(frozen=True, slots=True)
class Doubt:
    """A point whose trips are estimated, in whole or in part."""

    point: int
    """Its row."""
    why: Why
    metres: int = 0
    """To the nearest road, when it is too far."""
    trips: int = 0
    """Trips that have no road, when it is cut off."""


@dataclass(frozen=True, slots=True)
class Table:
    """Kilometres and minutes between points.

    `minutes` by profile, rounded up. `km` are the longest of the profiles asked: a budget of
    kilometres is never passed by taking the shorter way of another vehicle.
    """

    km: list[list[float]]
    minutes: dict[str, list[list[int]]]
    is_estimated: bool
    """All of it: great circle × 1.3 at a stated speed."""
    source: str
    """What told it: the name of the network and its date, or the estimate and its speed."""
    doubts: tuple[Doubt, ...] = ()
    """Points for which a network had to be supplemented by the estimate."""
    unready: Unready | None = None
    """Set when a network was asked for and could not serve."""


class TravelTimes(Protocol):
    """What tells trips. Slow: never asked in a transaction, nor by a page."""

    def table(self, points: Sequence[Point], profiles: Sequence[str]) -> Table:
        """Tell trips between all points, for each profile."""
        ...

    def walking(
        self, froms: Sequence[Place], tos: Sequence[Place], metres: float
    ) -> Mapping[tuple[str, str], float] | None:
        """Tell metres walked (from id, to id) where at most `metres`; None without a network."""
        ...


@dataclass(frozen=True, slots=True)
class Estimate:
    """Great circle × 1.3 at a stated speed: for want of a network, and flagged."""

    speed_kmh: float
    unready: Unready | None = None

    def table(self, points: Sequence[Point], profiles: Sequence[str]) -> Table:
        """Estimate trips between all points, for each profile."""
        km = [[DETOUR * great_circle_km(one, other) for other in points] for one in points]
        minutes = {
            name: [[minutes_at(far, speed_of(name, self.speed_kmh)) for far in row] for row in km]
            for name in profiles
        }
        said = f"{self.speed_kmh:g} km/h"
        return Table(km, minutes, is_estimated=True, source=said, unready=self.unready)

    def walking(self, froms: Sequence[Place], tos: Sequence[Place], metres: float) -> None:
        """Tell nothing: without a network, the exposure estimates its own walks."""


def speed_of(profile: str, speed_kmh: float) -> float:
    """Return the speed of a profile in km/h when motor vehicles go at `speed_kmh`."""
    return min(speed_kmh, CARGO_BIKE_KMH) if profile == Profile.CARGO_BIKE else speed_kmh


def minutes_at(km: float, speed_kmh: float) -> int:
    """Return whole minutes, rounded up."""
    return math.ceil(60.0 * km / speed_kmh)


def great_circle_km(one: Point, other: Point) -> float:
    """Return the great-circle distance between two points (haversine)."""
    north, other_north = math.radians(one[0]), math.radians(other[0])
    across = math.radians(other[1] - one[1])
    half = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin(across / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
