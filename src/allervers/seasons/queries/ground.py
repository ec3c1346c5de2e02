"""What is published around places, read as need: areas, and the points their people are spread on.

Counting tens of thousands of squares takes seconds, and depends on nobody: a page keeps what it
counted for as long as the figures bear the same mark (`territory.GroundMark`). The worker keeps
nothing.
"""

import math
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

from allervers.seasons.domain.need import ALL, NeedPoint
from allervers.seasons.domain.precarity import (
    Area,
    AreaNeed,
    Priors,
    Published,
    doubted,
    need_of,
)
from allervers.seasons.domain.ranges import Range
from allervers.seasons.domain.spreading import Box, Place, inside, lattice, spread
from allervers.territory.domain.areas import AreaKind
from allervers.territory.domain.geometry import polygons
from allervers.territory.queries.areas import CommuneGround, GroundAround, KnownArea, areas_of

MANY: Final = 400  # Iris of a commune; squares need none of the others
MOST_KEPT: Final = 40_000  # areas that a process keeps: 20,000 squares take 45 MB


@dataclass(frozen=True, slots=True)
class Ground:
    """The need of areas around places. `unknown`: communes of which nothing published tells it.

    `unplaced`: their need is known, not where they are. `pooled`: counted whole, although figures
    by Iris exist, for want of the place of each Iris. `even`: how many are spread evenly on their
    ground.
    """

    areas: tuple[AreaNeed, ...]
    points: tuple[NeedPoint, ...]
    unknown: tuple[str, ...]
    unplaced: tuple[str, ...]
    pooled: tuple[str, ...]
    even: int

    def ranked(self) -> list[AreaNeed]:
        """Return the areas, those of the most people in need (middle) first; unknown ones last."""
        return sorted(self.areas, key=_rank)


def ground_of(around: GroundAround, priors: Priors, *, keeps: bool) -> Ground:
    """Return what is published of communes, read anew unless it was counted under the same mark.

    `keeps`: pages do; what they share is never changed.
    """
    key = (around.mark, around.known(), priors.everyone, priors.tells_apart)
    if not keeps or around.mark is None:
        return _counted(around, priors)
    found = KEPT.get(key)
    return found if found is not None else KEPT.keep(key, _counted(around, priors))


def _counted(around: GroundAround, priors: Priors) -> Ground:
    by_commune: dict[str, list[KnownArea]] = {}
    for one in areas_of(one.code for one in around.communes):
        by_commune.setdefault(one.commune or "", []).append(one)
    found = _Found(priors)
    for ground in around.communes:
        found.add(ground, by_commune.get(ground.code, []))
    return found.ground()


class _Kept:
    """The grounds counted last; threads share them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[Hashable, Ground] = OrderedDict()

    def get(self, key: Hashable) -> Ground | None:
        """Return a ground counted before, or None."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def keep(self, key: Hashable, ground: Ground) -> Ground:
        """Keep a ground, and forget the one asked for the longest ago."""
        with self._lock:
            self._found[key] = ground
            while sum(len(one.areas) for one in self._found.values()) > MOST_KEPT:
                self._found.popitem(last=False)
        return ground


KEPT: Final = _Kept()


def _rank(one: AreaNeed) -> tuple[float, str]:
    everyone = one.people.get(ALL)
    return (math.inf if everyone is None else -everyone.middle, one.area.code)


class _Found:
    """What is found, commune by commune."""

    def __init__(self, priors: Priors) -> None:
        self.priors = priors
        self.areas: list[AreaNeed] = []
        self.points: list[NeedPoint] = []
        self.unknown: list[str] = []
        self.unplaced: list[str] = []
        self.pooled: list[str] = []
        self.even = 0

    def ground(self) -> Ground:
        """Return all that was found."""
        return Ground(
            tuple(self.areas), tuple(self.points), tuple(self.unknown), tuple(self.unplaced),
            tuple(self.pooled), self.even,
        )  # fmt: skip

    def add(self, ground: CommuneGround, known: Sequence[KnownArea]) -> None:
        """Count the need of a commune by its squares, else its Iris, else whole."""
        kinds = {kind: [one for one in known if one.kind is kind] for kind in AreaKind}
        whole = next(map(_area, kinds[AreaKind.COMMUNE]), None)
        iris = [one for one in kinds[AreaKind.IRIS] if one.figures]
        for small in (kinds[AreaKind.GRID], iris):
            if small and all(one.latitude is not None for one in small):
                self._by_parts(small, whole)
                return
        if iris:
            self.pooled.append(ground.name)
            whole = whole or Area("commune", ground.code, ground.name, ground.code, {})
        need = need_of(whole, None, map(_area, iris), self.priors) if whole else None
        if need is None or not need.people:
            self.unknown.append(ground.name)
        else:
            self._whole(ground, need)

    def _by_parts(self, small: Sequence[KnownArea], whole: Area | None) -> None:
        areas = [_area(one) for one in small]
        is_shared_out = small[0].kind is AreaKind.IRIS and len(areas) < MANY
        for known, area in zip(small, areas, strict=True):
            rest = [one for one in areas if one is not area] if is_shared_out else []
            need = need_of(area, whole, rest, self.priors)
            self.areas.append(need)
            if need.people and known.latitude is not None and known.longitude is not None:
                self.points.append(_point(need, known.latitude, known.longitude))

    def _whole(self, ground: CommuneGround, need: AreaNeed) -> None:
        self.areas.append(need)
        if ground.latitude is None or ground.longitude is None:
            self.unplaced.append(ground.name)
            return
        self.even += ground.has_outline
        places = _ground_places(ground.outline)
        self.points += spread(_point(need, ground.latitude, ground.longitude), places)


def _area(known: KnownArea) -> Area:
    figures = {
        indicator.value: Published(
            Range(one.low, math.inf if one.high is None else one.high),
            one.year, one.source, one.mark,
        )
        for indicator, one in known.figures.items()
    }  # fmt: skip
    return Area(known.kind.value, known.code, known.name, known.commune or "", doubted(figures))


def _point(need: AreaNeed, latitude: float, longitude: float) -> NeedPoint:
    area = need.area
    people = {name: (one.low, one.high) for name, one in need.people.items()}
    name = area.name or area.code
    return NeedPoint(
        f"{area.kind}:{area.code}", name, latitude, longitude, people, 0.0, 0.0, need.sources
    )


def _ground_places(outline: Mapping[str, object] | None) -> list[Place]:
    if outline is None:
        return []
    ring = [place for polygon in polygons(outline) for place in polygon[0]]
    box = Box(
        min(y for _, y, *_ in ring), max(y for _, y, *_ in ring),
        min(x for x, *_ in ring), max(x for x, *_ in ring),
    )  # fmt: skip
    drawn = list(polygons(outline))
    return lattice(box, lambda latitudes, longitudes: inside(drawn, latitudes, longitudes))
