"""Where the people of an area are supposed to be: evenly on its ground, or at its middle.

Then what is taken off each point: those already met near it, and the reach of fixed offices.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from allervers.seasons.domain.exposure import band, exposures, metres_to
from allervers.seasons.domain.need import NeedPoint, supposed_at

STEP_M: Final = 400.0  # between two points of a commune: a third of the walk considered
MOST_POINTS: Final = 300  # of one commune: wide ones are drawn more coarsely
METRES_PER_DEGREE: Final = math.pi * 6_371_008.8 / 180
Place = tuple[float, float]
Ring = Sequence[Sequence[float]]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Box:
    """The bounds of an outline, in degrees."""

    south: float
    north: float
    west: float
    east: float


def lattice(box: Box, is_inside: Callable[[Floats, Floats], Bools]) -> list[Place]:
    """Return points every 400 m inside an outline, south to north; more apart in a wide one.

    Empty when the outline is thinner than the step: the caller then takes its middle.
    """
    step = STEP_M
    squeeze = math.cos(math.radians((box.south + box.north) / 2))
    tall = (box.north - box.south) * METRES_PER_DEGREE
    wide = (box.east - box.west) * METRES_PER_DEGREE * squeeze
    # An outline fills at most its box: the step is widened beforehand, never the points dropped.
    step = max(step, math.sqrt(tall * wide / MOST_POINTS))
    rows, columns = max(1, round(tall / step)), max(1, round(wide / step))
    south = box.south + (box.north - box.south) * (np.arange(rows) + 0.5) / rows
    west = box.west + (box.east - box.west) * (np.arange(columns) + 0.5) / columns
    latitudes, longitudes = np.repeat(south, columns), np.tile(west, rows)
    kept = is_inside(latitudes, longitudes)
    return list(zip(latitudes[kept].tolist(), longitudes[kept].tolist(), strict=True))


def inside(polygons: Iterable[Sequence[Ring]], latitudes: Floats, longitudes: Floats) -> Bools:
    """Say which points polygons hold (GeoJSON rings, longitude first); holes do not count.

    The even-odd rule, for all points at once: one by one they were most of a page's time.
    """
    found = np.zeros(len(latitudes), dtype=bool)
    here, there = latitudes[:, None], longitudes[:, None]
    for polygon in polygons:
        crossed = np.zeros(len(latitudes), dtype=np.int64)
        for ring in polygon:
            x, y = (np.array([at[axis] for at in ring], dtype=np.float64) for axis in (0, 1))
            rises = np.where(y[1:] == y[:-1], 1.0, y[1:] - y[:-1])  # level edges cross no ray
            with np.errstate(over="ignore"):  # edges almost level: far away, as they are
                meets = x[:-1] + (here - y[:-1]) * (x[1:] - x[:-1]) / rises
            straddles = (y[:-1] > here) != (y[1:] > here)
            crossed += (straddles & (there < meets)).sum(axis=1)
        found |= crossed % 2 == 1
    return found


def spread(point: NeedPoint, places: Sequence[Place]) -> list[NeedPoint]:
    """Return the people of a point shared out evenly between places; itself when there is none."""
    if not places:
        return [point]
    share = 1 / len(places)
    people = {one: (low * share, high * share) for one, (low, high) in point.people.items()}
    return [
        replace(
            point, id=f"{point.id}#{rank}", latitude=latitude, longitude=longitude, people=people
        )
        for rank, (latitude, longitude) in enumerate(places, 1)
    ]


def with_offices(
    points: Sequence[NeedPoint], offices: Sequence[Place], share: float, decay_m: float
) -> list[NeedPoint]:
    """Return points with the share that the nearest office reaches: `share` × exp(−m / decay)."""
    if not offices or share <= 0 or not points:
        return list(points)
    latitudes = np.array([one.latitude for one in points])
    longitudes = np.array([one.longitude for one in points])
    nearest = np.full(len(points), np.inf)
    for latitude, longitude in offices:
        nearest = np.minimum(nearest, metres_to(latitude, longitude, latitudes, longitudes))
    covered = (share * np.exp(-nearest / decay_m)).tolist()
    return [replace(one, covered=part) for one, part in zip(points, covered, strict=True)]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a halt reaches: see `exposure`."""

    kerb: float
    decay_m: float
    radius_m: float


def with_met(
    points: Sequence[NeedPoint],
    halts: Sequence[tuple[str, float, float]],
    met: Mapping[str, float],
    reach: Reach,
) -> list[NeedPoint]:
    """Return points with those met at halts spread over the points each halt reaches.

    In proportion of people × exposure: those met were there in the proportion that the model says.
    Who was met at a halt that reaches no point is taken off nowhere.
    """
    where = [halt for halt in halts if met.get(halt[0], 0) > 0]
    if not where:
        return list(points)
    people = {one.id: supposed_at(one) for one in points}
    found = exposures(where, points, reach.kerb, reach.decay_m, reach.radius_m)
    weights: dict[str, float] = {}
    for halt, point, exposure in found:
        weights[halt] = weights.get(halt, 0.0) + people[point] * exposure
    taken: dict[str, float] = {}
    for halt, point, exposure in found:
        if weights[halt] > 0:
            part = met[halt] * people[point] * exposure / weights[halt]
            taken[point] = taken.get(point, 0.0) + part
    return [replace(one, met=taken.get(one.id, 0.0)) for one in points]


def near(points: Sequence[NeedPoint], places: Sequence[Place], metres: float) -> list[NeedPoint]:
    """Return the points within so many metres of a place: no halt could reach the others."""
    if not points or not places:
        return []
    latitudes = np.array([one.latitude for one in points])
    longitudes = np.array([one.longitude for one in points])
    order = np.argsort(latitudes, kind="stable")
    sorted_north, sorted_east = latitudes[order], longitudes[order]
    is_near = np.zeros(len(points), dtype=bool)
    for latitude, longitude in places:
        first, last = band(sorted_north, latitude, metres)
        away = metres_to(latitude, longitude, sorted_north[first:last], sorted_east[first:last])
        is_near[order[first:last]] |= away <= metres
    return [one for one, is_kept in zip(points, is_near.tolist(), strict=True) if is_kept]
