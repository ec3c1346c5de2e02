"""Where the need is: points with people between two bounds, and what is left to reach there.

What statistics hide widens an interval, never makes it zero. Audiences overlap (a young parent is
in two of them): `all` is the whole, the others are never added to it nor to each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

ALL: Final = "all"
AUDIENCES: Final = (ALL, "youth", "families", "seniors")


@dataclass(frozen=True, slots=True)
class NeedPoint:
    """People in need at a point: `people` gives low and high by audience, in persons.

    `covered`: the share that fixed offices already reach, 0 to 1. `met`: people already met,
    spread here, in persons of the whole.
    """

    id: str
    name: str
    latitude: float
    longitude: float
    people: Mapping[str, tuple[float, float]]
    covered: float
    met: float
    sources: tuple[str, ...]


def left_at(point: NeedPoint, audience: str = ALL) -> tuple[float, float]:
    """Return the least and the most people still to reach: less those met, before `covered`.

    Those met are taken off another audience in its proportion of the whole.
    """
    low, high = point.people.get(audience, (0.0, 0.0))
    most = point.people.get(ALL, (low, high))
    return (_left(low, most[0], point.met), _left(high, most[1], point.met))


def supposed_at(point: NeedPoint, audience: str = ALL) -> float:
    """Return the people that the planner is given: the middle of what is left, before `covered`."""
    low, high = left_at(point, audience)
    return (low + high) / 2


def _left(people: float, whole: float, met: float) -> float:
    share = max(0.0, 1 - met / whole) if whole > 0 else 0.0
    return people * share
