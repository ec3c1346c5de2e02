"""Distances and outlines on the Earth, in plain Python: degrees WGS 84 in, kilometres out.

Outlines are GeoJSON geometries (RFC 7946): Polygon or MultiPolygon, longitude first.
A commune's simplified outline has some thirty points, so nothing faster is needed.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, cast

EARTH_RADIUS_KM: Final = 6371.0088  # mean radius, IUGG
KM_PER_DEGREE: Final = math.pi * EARTH_RADIUS_KM / 180

Geometry = Mapping[str, object]
Position = Sequence[float]
Ring = Sequence[Position]


def distance_km(
    latitude: float, longitude: float, to_latitude: float, to_longitude: float
) -> float:
    """Return the great-circle distance between two points (haversine)."""
    north, other_north = math.radians(latitude), math.radians(to_latitude)
    across = math.radians(to_longitude - longitude)
    half = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin(across / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def box_around(latitude: float, longitude: float, km: float) -> tuple[float, float, float, float]:
    """Return (south, north, west, east) of a box that holds every point within `km`."""
    tall = km / KM_PER_DEGREE
    wide = km / (KM_PER_DEGREE * max(0.01, math.cos(math.radians(latitude))))
    return latitude - tall, latitude + tall, longitude - wide, longitude + wide


def contains(outline: Geometry, latitude: float, longitude: float) -> bool:
    """Whether the outline holds the point; holes do not count (even-odd rule)."""
    return any(
        sum(_crosses(ring, latitude, longitude) for ring in polygon) % 2 == 1
        for polygon in polygons(outline)
    )


def edge_distance_km(outline: Geometry, latitude: float, longitude: float) -> float:
    """Return the distance from the point to the nearest edge of the outline.

    Flat approximation around the point: exact to a few metres within a département.
    """
    squeeze = math.cos(math.radians(latitude))
    nearest = math.inf
    for polygon in polygons(outline):
        for ring in polygon:
            flat = [((x - longitude) * squeeze, y - latitude) for x, y, *_ in ring]
            for start, end in pairwise(flat):
                nearest = min(nearest, _to_segment(start, end))
    return nearest * KM_PER_DEGREE


def polygons(outline: Geometry) -> Iterator[Sequence[Ring]]:
    """Yield each polygon as its list of rings, the outer one first."""
    coordinates = outline["coordinates"]
    if outline["type"] == "Polygon":
        yield cast("Sequence[Ring]", coordinates)
    else:
        yield from cast("Sequence[Sequence[Ring]]", coordinates)


def _crosses(ring: Ring, latitude: float, longitude: float) -> int:
    """Count the edges that a ray going east from the point crosses."""
    count = 0
    for (x, y, *_), (next_x, next_y, *_) in pairwise(ring):
        if (y > latitude) != (next_y > latitude):
            count += longitude < x + (latitude - y) * (next_x - x) / (next_y - y)
    return count


def _to_segment(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return the distance from the origin to a segment, in the plane."""
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    length = along_x**2 + along_y**2
    share = 0.0 if length == 0 else -(start[0] * along_x + start[1] * along_y) / length
    share = min(1.0, max(0.0, share))
    return math.hypot(start[0] + share * along_x, start[1] + share * along_y)
