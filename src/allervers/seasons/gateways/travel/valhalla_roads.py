"""Valhalla in this process, on tiles that `prepare_roads` built.

What `./dev bench travel` taught, and the settings here keep:
- timedistancematrix takes a third to a fifth of the time of costmatrix for 100 points;
- `max_matrix_distance` bounds its search: cells beyond it come back without a duration (and with
  a distance of zero, which is no answer). They are asked again of costmatrix, row by row, then of
  /route one by one;
- for walks the same bound keeps a search short.
"""

import hashlib
import json
import tempfile
import threading
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from allervers.seasons.domain.travel import Point, Profile, great_circle_km
from allervers.seasons.gateways.travel.network import Network
from allervers.seasons.gateways.travel.roads import NO_ROAD, Ints, RoadsError

Asked = dict[str, Any]

FOOT: Final = "pedestrian"
COSTINGS: Final[Mapping[str, tuple[str, Asked]]] = {
    # Metres and tonnes of a usual vehicle of each kind: ours, to be checked with the garage.
    Profile.CAR: ("auto", {}),
    Profile.VAN: ("auto", {"height": 3.1, "width": 2.2}),
    Profile.TRUCK: (
        "truck",
        {"height": 3.6, "width": 2.55, "length": 9.0, "weight": 12.0, "axle_load": 8.0},
    ),
    Profile.CARGO_BIKE: ("bicycle", {"bicycle_type": "City", "cycling_speed": 15}),
}
ROWS: Final = 200
"""Sources of one request: its answer stays under 10 MB for 2,000 targets."""
MOST_ROUTES: Final = 5_000
"""Trips asked one by one of /route at most; beyond, what has no answer has no road."""
NEAR_M: Final = 5_000
"""A point without a road so near is off the network."""
# Metres that bound a search (the engine turns them into a cost). Of vehicles: trips of some three
# hours; of walkers: twice the widest radius.
LIMITS: Final = {"vehicles": 1_200_000.0, "walks": 10_000.0}
REFILL: Final = "refill"


class ValhallaRoads:
    """A network's tiles, open. One request at a time: an Actor is not for several threads."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._actors: dict[str, Any] = {}
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Name the extract, its day and its licence."""
        return f"OpenStreetMap (ODbL), {self.network.extract}, {self.network.built_on:%d/%m/%Y}"

    def key(self, profile: str) -> str:
        """Name what trips depend on: the tiles and the costing."""
        costing = json.dumps([COSTINGS[profile], LIMITS], sort_keys=True)
        return f"{self.network.digest[:12]}-{hashlib.sha256(costing.encode()).hexdigest()[:8]}"

    def snaps(self, profile: str, points: Sequence[Point]) -> list[float | None]:
        """Tell metres from each point to the nearest road of the profile."""
        return self._snaps(*COSTINGS[profile], points)

    def foot_snaps(self, points: Sequence[Point]) -> list[float | None]:
        """Tell metres from each point to the nearest path of a walker."""
        return self._snaps(FOOT, {}, points)

    def matrix(
        self, profile: str, froms: Sequence[Point], tos: Sequence[Point]
    ) -> tuple[Ints, Ints]:
        """Tell metres and seconds, in blocks of rows; cells left empty are asked again."""
        costing, options = COSTINGS[profile]
        metres = np.full((len(froms), len(tos)), NO_ROAD, np.int32)
        seconds = metres.copy()
        for start in range(0, len(froms), ROWS):
            rows = slice(start, start + ROWS)
            found = self._table("vehicles", costing, options, froms[rows], tos)
            metres[rows], seconds[rows] = found
        self._refill(profile, froms, tos, metres, seconds)
        return metres, seconds

    def walks(self, one: Point, others: Sequence[Point]) -> list[int | None]:
        """Tell metres walked from a point to others."""
        metres, _seconds = self._table("walks", FOOT, {}, [one], others)
        return [None if far == NO_ROAD else int(far) for far in metres[0]]

    def route(self, profile: str, one: Point, other: Point) -> tuple[int, int] | None:
        """Tell metres and seconds of one trip; None when there is no road."""
        costing, options = COSTINGS[profile]
        request = {"locations": places([one, other]), "costing": costing, "directions_type": "none"}
        answer = self._ask(REFILL, "route", {**request, "costing_options": {costing: options}})
        if answer is None:
            return None
        summary = answer["trip"]["summary"]
        return round(1000 * summary["length"]), round(summary["time"])

    def _refill(
        self,
        profile: str,
        froms: Sequence[Point],
        tos: Sequence[Point],
        metres: Ints,
        seconds: Ints,
    ) -> None:
        """Ask again, in place, of costmatrix then of /route, for cells without an answer."""
        costing, options = COSTINGS[profile]
        lacks = seconds == NO_ROAD
        for one in islands(lacks):
            if all(self.route(profile, froms[row], tos[col]) is None for row, col in one.sample):
                lacks[one.at] = False
        for row in np.flatnonzero(lacks.any(axis=1)):
            columns = np.flatnonzero(lacks[row])
            some = [tos[one] for one in columns]
            found = self._table(REFILL, costing, options, [froms[row]], some)
            metres[row, columns], seconds[row, columns] = found[0][0], found[1][0]
        for row, column in np.argwhere(lacks & (seconds == NO_ROAD))[:MOST_ROUTES]:
            trip = self.route(profile, froms[row], tos[column])
            if trip is not None:
                metres[row, column], seconds[row, column] = trip

    def _table(
        self,
        actor: str,
        costing: str,
        options: Asked,
        froms: Sequence[Point],
        tos: Sequence[Point],
    ) -> tuple[Ints, Ints]:
        request = {
            "sources": places(froms),
            "targets": places(tos),
            "costing": costing,
            "costing_options": {costing: options},
            "verbose": False,
        }
        answer = self._ask(actor, "matrix", request)
        if answer is None:
            nothing = np.full((len(froms), len(tos)), NO_ROAD, np.int32)
            return nothing, nothing.copy()
        cells = answer["sources_to_targets"]
        seconds = np.array(cells["durations"], dtype=np.float64)
        metres = 1000 * np.array(cells["distances"], dtype=np.float64)
        # Without a duration, a distance is no answer.
        is_known = np.isfinite(seconds) & np.isfinite(metres)
        return whole(metres, is_known), whole(seconds, is_known)

    def _snaps(self, costing: str, options: Asked, points: Sequence[Point]) -> list[float | None]:
        request = {
            "locations": [{**one, "search_cutoff": NEAR_M} for one in places(points)],
            "costing": costing,
            "costing_options": {costing: options},
            "verbose": False,
        }
        answer = self._ask(REFILL, "locate", request) if points else []
        return [
            nearest(point, found["edges"] or ())
            for point, found in zip(points, answer or (), strict=True)
        ]

    def _ask(self, actor: str, action: str, request: Asked) -> Any:
        """Ask the engine; None when it says that there is no way."""
        with self._lock:
            try:
                if actor not in self._actors:
                    self._actors[actor] = opened(self.network.tiles, actor)
                return json.loads(getattr(self._actors[actor], action)(json.dumps(request)))
            except RuntimeError as error:
                # "No path could be found for input", "Location is unreachable"
                if "path" in str(error).lower() or "unreachable" in str(error).lower():
                    return None
                raise RoadsError(str(error)) from error


class Island(NamedTuple):
    """A row or a column of a table with more trips missing than found."""

    at: tuple[Any, ...]
    sample: list[tuple[int, int]]
    """Some of the cells it lacks: when none of them has a road, the others are not asked."""


def islands(lacks: np.ndarray[Any, np.dtype[np.bool_]]) -> list[Island]:
    """Return the rows and columns that lack more than half of their trips."""
    rows = [
        Island((row, slice(None)), [(int(row), int(one)) for one in spread(lacks[row])])
        for row in np.flatnonzero(lacks.mean(axis=1) > 1 / 2)
    ]
    return rows + [
        Island((slice(None), column), [(int(one), int(column)) for one in spread(lacks[:, column])])
        for column in np.flatnonzero(lacks.mean(axis=0) > 1 / 2)
    ]


def spread(lacks: np.ndarray[Any, np.dtype[np.bool_]]) -> list[int]:
    """Return the first, the middle and the last of the places that are true."""
    at = np.flatnonzero(lacks)
    return sorted({int(at[0]), int(at[len(at) // 2]), int(at[-1])})


def places(points: Sequence[Point]) -> list[Asked]:
    """Write points as the engine reads them."""
    return [{"lat": latitude, "lon": longitude} for latitude, longitude in points]


def whole(values: np.ndarray[Any, Any], is_known: np.ndarray[Any, Any]) -> Ints:
    """Round to integers, NO_ROAD where nothing is known."""
    return np.where(is_known, np.rint(np.nan_to_num(values)), NO_ROAD).astype(np.int32)


def nearest(point: Point, edges: Sequence[Asked]) -> float | None:
    """Return the metres from a point to the nearest of the edges found for it."""
    far = [
        1000 * great_circle_km(point, (edge["correlated_lat"], edge["correlated_lon"]))
        for edge in edges
    ]
    return min(far) if far else None


def configured(tiles: Path, actor: str) -> Asked:
    """Write the engine's configuration; `actor` chooses the algorithm and bounds its search."""
    from valhalla import get_config  # noqa: PLC0415 - 500 MB of libraries: only where trips are told

    config: Asked = deepcopy(get_config(tile_dir=tiles, tile_extract=""))
    config["mjolnir"] |= {"admin": "", "timezone": "", "max_cache_size": 256 << 20}
    for part in ("mjolnir", "loki", "thor"):
        config[part]["logging"]["type"] = ""
    is_refill = actor == REFILL
    algorithm = "costmatrix" if is_refill else "timedistancematrix"
    config["thor"]["source_to_target_algorithm"] = algorithm
    for costing in (FOOT, *(name for name, _options in COSTINGS.values())):
        config["service_limits"][costing] |= {
            "max_matrix_location_pairs": 100_000_000,
            "max_matrix_distance": 10_000_000.0 if is_refill else LIMITS[actor],
        }
    return config


def opened(tiles: Path, actor: str) -> Any:
    """Open the tiles. The engine wants a file: it is removed once read."""
    from valhalla import Actor  # noqa: PLC0415 - as above

    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(configured(tiles, actor), file)
        file.flush()
        return Actor(file.name)
