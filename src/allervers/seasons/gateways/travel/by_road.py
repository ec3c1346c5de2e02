"""Trips by the road network, kept, and supplemented by the estimate where it cannot tell."""

import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from allervers.seasons.domain.travel import (
    DETOUR,
    EARTH_KM,
    Doubt,
    Estimate,
    Place,
    Point,
    Table,
    Unready,
    Why,
    great_circle_km,
)
from allervers.seasons.gateways.travel.kept import Kept
from allervers.seasons.gateways.travel.roads import NO_ROAD, Ints, Roads, RoadsError

logger = logging.getLogger(__name__)

FAR_M: Final = 300.0
"""A unit does not stand farther than that from a road that it can take: the point is elsewhere
than thought, or out of the extract. Ours, to be checked with coordinators."""


@dataclass(frozen=True, slots=True)
class ByRoad:
    """Tells trips by `roads`, keeps them under `folder`; estimates the rest at `speed_kmh`."""

    roads: Roads
    folder: Path
    speed_kmh: float

    def table(self, points: Sequence[Point], profiles: Sequence[str]) -> Table:
        """Tell trips between all points, for each profile."""
        try:
            return self._table(points, profiles)
        except RoadsError:
            logger.exception("the road network failed: trips are estimated")
            return Estimate(self.speed_kmh, Unready.FAILED).table(points, profiles)

    def _table(self, points: Sequence[Point], profiles: Sequence[str]) -> Table:
        found = {profile: self._trips(profile, points) for profile in profiles}
        doubts = {
            one.point: one for *_trips, doubtful in reversed(found.values()) for one in doubtful
        }
        in_order = tuple(doubts[point] for point in sorted(doubts))
        km = np.zeros((len(points), len(points)))
        if not doubts:
            for metres, _seconds, _none in found.values():
                km = np.maximum(km, metres / 1000)
            minutes = {name: rounded_up(one[1]).tolist() for name, one in found.items()}
            return Table(km.tolist(), minutes, is_estimated=False, source=self.roads.name)
        supposed = Estimate(self.speed_kmh).table(points, profiles)
        minutes, told = {}, 0
        for profile, (metres, seconds, _doubtful) in found.items():
            is_road = seconds != NO_ROAD
            told += int(is_road.sum()) - len(points)  # but for the diagonal
            km = np.maximum(km, np.where(is_road, metres / 1000, supposed.km))
            filled = np.where(is_road, rounded_up(seconds), supposed.minutes[profile])
            minutes[profile] = filled.tolist()
        if not told and len(points) > 1:
            return replace(supposed, doubts=in_order)
        return Table(km.tolist(), minutes, False, self.roads.name, in_order)

    def walking(
        self, froms: Sequence[Place], tos: Sequence[Place], metres: float
    ) -> Mapping[tuple[str, str], float]:
        """Tell metres walked where at most `metres`, ways to the path included at both ends.

        Where no path is near one of the two, great circle × 1.3.
        """
        near = within(froms, tos, metres)
        used = sorted({column for columns in near for column in columns})
        to_path = dict(
            zip(used, self.roads.foot_snaps([tos[one][1:] for one in used]), strict=True)
        )
        from_path = self.roads.foot_snaps([one[1:] for one in froms])
        walked: dict[tuple[str, str], float] = {}
        for place, aside, columns in zip(froms, from_path, near, strict=True):
            on_path = [one for one in columns if aside is not None and to_path[one] is not None]
            ways = self.roads.walks(place[1:], [tos[one][1:] for one in on_path]) if on_path else []
            far = dict(zip(on_path, ways, strict=True))
            for one in columns:
                total = math.inf
                if one not in far:
                    total = 1000 * DETOUR * great_circle_km(place[1:], tos[one][1:])
                elif (way := far[one]) is not None:
                    total = way + (aside or 0.0) + (to_path[one] or 0.0)
                if total <= metres:
                    walked[place[0], tos[one][0]] = total
        return walked

    def _trips(self, profile: str, points: Sequence[Point]) -> tuple[Ints, Ints, list[Doubt]]:
        """Return metres and seconds, NO_ROAD where the network cannot tell, and why."""
        snaps = self.roads.snaps(profile, points)
        used = [row for row, far in enumerate(snaps) if far is not None and far <= FAR_M]
        metres = np.full((len(points), len(points)), NO_ROAD, np.int32)
        seconds = metres.copy()
        kept = Kept(self.folder / f"{self.roads.key(profile)}.npz")
        found = kept.trips(
            [points[row] for row in used],
            lambda froms, tos: self.roads.matrix(profile, froms, tos),
        )
        metres[np.ix_(used, used)], seconds[np.ix_(used, used)] = found
        np.fill_diagonal(metres, 0)
        np.fill_diagonal(seconds, 0)
        return metres, seconds, doubts_of(snaps, seconds, used)


def doubts_of(snaps: Sequence[float | None], seconds: Ints, used: Sequence[int]) -> list[Doubt]:
    """Say which points have no road near, and which explain the trips that have none."""
    doubts = []
    for row, far in enumerate(snaps):
        if far is None:
            doubts.append(Doubt(row, Why.OFF_NETWORK))
        elif far > FAR_M:
            doubts.append(Doubt(row, Why.FAR_FROM_ROAD, metres=round(far)))
    # The fewest points that explain every missing trip, near enough: the worst one, then again.
    lacks = np.zeros(seconds.shape, dtype=np.bool_)
    lacks[np.ix_(used, used)] = seconds[np.ix_(used, used)] == NO_ROAD
    while lacks.any():
        trips = lacks.sum(axis=0) + lacks.sum(axis=1)
        worst = int(trips.argmax())
        doubts.append(Doubt(worst, Why.CUT_OFF, trips=int(trips[worst])))
        lacks[worst, :] = lacks[:, worst] = False
    return doubts


def rounded_up(seconds: Ints) -> Ints:
    """Return whole minutes."""
    return np.ceil(seconds / 60).astype(np.int32)


def within(froms: Sequence[Place], tos: Sequence[Place], metres: float) -> list[list[int]]:
    """Return, for each of `froms`, the rows of `tos` within a distance as the crow flies."""
    if not tos:
        return [[] for _one in froms]
    lat, lon = np.radians(np.array([one[1:] for one in tos], dtype=np.float64)).T
    near = []
    for _id, latitude, longitude in froms:
        north, east = math.radians(latitude), math.radians(longitude)
        half = np.sin((lat - north) / 2) ** 2
        half += math.cos(north) * np.cos(lat) * np.sin((lon - east) / 2) ** 2
        km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
        near.append(np.flatnonzero(1000 * km <= metres).tolist())
    return near
