"""How much a visit to a halt exposes the people of each point: less and less with the walk.

Exposure is `kerb` × exp(−metres / decay), none beyond the radius. After visits of total exposure
S, a share 1 − exp(−S) of a point's people has been reached (docs/reference/planner-format.md).
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from allervers.seasons.domain.need import NeedPoint
from allervers.ui.domain.refusal import Refusal

MOST: Final = 3_000_000
"""Pairs of a halt and a point: 400 halts over 20,000 points make 150,000 of them."""
EARTH_RADIUS_M: Final = 6_371_008.8  # mean radius, IUGG
Floats = NDArray[np.float64]


def exposures(
    halts: Sequence[tuple[str, float, float]],
    points: Sequence[NeedPoint],
    kerb: float,
    decay_m: float,
    radius_m: float,
    walking: Mapping[tuple[str, str], float] | None = None,
    most: int = MOST,
) -> list[tuple[str, str, float]]:
    """Return (halt, point, exposure) for each point within reach of a halt, halts in their order.

    `halts`: id, latitude, longitude. Great-circle metres, unless `walking` gives metres on foot by
    (halt, point): then a halt that it knows reaches only the points that it gives, and a halt that
    it does not know at all (off the network) keeps the great circle.

    Refused (422) beyond `most` of them: a radius of kilometres over squares of 200 m.
    """
    order = sorted(points, key=lambda one: one.latitude)
    latitudes = np.array([one.latitude for one in order], dtype=np.float64)
    longitudes = np.array([one.longitude for one in order], dtype=np.float64)
    on_foot = _by_halt(walking or {})
    rank = {one.id: place for place, one in enumerate(points)}
    found: list[tuple[str, str, float]] = []
    for halt, latitude, longitude in halts:
        if halt in on_foot:
            metres = {name: far for name, far in on_foot[halt].items() if name in rank}
        else:
            first, last = band(latitudes, latitude, radius_m)
            away = metres_to(latitude, longitude, latitudes[first:last], longitudes[first:last])
            close = np.flatnonzero(away <= radius_m).tolist()  # a band is mostly too far
            metres = {order[first + one].id: float(away[one]) for one in close}
        near = sorted((name for name in metres if metres[name] <= radius_m), key=rank.__getitem__)
        worth = kerb * np.exp(-np.array([metres[name] for name in near]) / decay_m)
        if len(found) + len(near) > most:
            raise too_many(len(points), most)
        found += [(halt, name, one) for name, one in zip(near, worth.tolist(), strict=True)]
    return found


def too_many(points: int, most: int) -> Refusal:
    """Say that the halts reach too many points to be planned at once."""
    return Refusal(
        code="too-many-exposures",
        what="Ces haltes touchent trop de lieux habités pour une seule saison.",
        why=f"{points} lieux habités sont connus autour d'elles, plus de {most} fois à portée.",
        todo="Réduisez le rayon dans les suppositions, ou séparez le territoire en deux saisons.",
        status=422,
    )


def metres_to(latitude: float, longitude: float, to_lat: Floats, to_lon: Floats) -> Floats:
    """Return great-circle metres from a point to each of others (haversine)."""
    north, other_north = np.radians(latitude), np.radians(to_lat)
    half = (
        np.sin((other_north - north) / 2) ** 2
        + np.cos(north) * np.cos(other_north) * np.sin(np.radians(to_lon - longitude) / 2) ** 2
    )
    metres: Floats = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return metres


def band(latitudes: Floats, latitude: float, radius_m: float) -> tuple[int, int]:
    """Return the slice of sorted latitudes within the radius: all others are farther."""
    degrees = np.degrees(radius_m / EARTH_RADIUS_M) * (1 + 1e-9)
    first = np.searchsorted(latitudes, latitude - degrees, side="left")
    return int(first), int(np.searchsorted(latitudes, latitude + degrees, side="right"))


def _by_halt(walking: Mapping[tuple[str, str], float]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for (halt, point), metres in walking.items():
        found.setdefault(halt, {})[point] = metres
    return found
