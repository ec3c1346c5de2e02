"""Coordinates in metres that a map left instead of degrees (EPSG:3857, "Web Mercator")."""

import math
from typing import Final

RADIUS: Final = 6_378_137.0  # metres: the sphere of EPSG:3857
EDGE: Final = 20_037_508.342789244  # half of the way around it


def mercator_degrees(east: float, north: float) -> tuple[float, float] | None:
    """Return (latitude, longitude) of metres of Web Mercator; None when they cannot be."""
    if not (abs(east) <= EDGE and abs(north) <= EDGE):
        return None
    latitude = math.degrees(2 * math.atan(math.exp(north / RADIUS)) - math.pi / 2)
    return latitude, math.degrees(east / RADIUS)
