"""A road network, as this folder sees it: what a routing engine must be able to tell."""

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from allervers.seasons.domain.travel import Point

Ints = NDArray[np.int32]

NO_ROAD: Final = -1
"""In a table of metres or seconds: the engine looked, there is no way."""
UNKNOWN: Final = -2
"""In a table kept from other days: never asked."""


class RoadsError(Exception):
    """The engine failed in a way that no other request would mend; the words are its own."""


class Roads(Protocol):
    """What tells trips on a road network. Not for a transaction, nor for a page."""

    @property
    def name(self) -> str:
        """Name the network, for who reads a plan."""
        ...

    def key(self, profile: str) -> str:
        """Name what the trips of a profile depend on: network, engine, vehicle."""
        ...

    def snaps(self, profile: str, points: Sequence[Point]) -> list[float | None]:
        """Tell metres from each point to the nearest road of the profile; None: none near."""
        ...

    def matrix(
        self, profile: str, froms: Sequence[Point], tos: Sequence[Point]
    ) -> tuple[Ints, Ints]:
        """Tell metres and seconds [froms, tos], NO_ROAD where there is none."""
        ...

    def foot_snaps(self, points: Sequence[Point]) -> list[float | None]:
        """Tell metres from each point to the nearest path of a walker; None: none near."""
        ...

    def walks(self, one: Point, others: Sequence[Point]) -> list[int | None]:
        """Tell metres walked from a point to others, path to path; None: out of reach."""
        ...
