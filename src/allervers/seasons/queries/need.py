"""Where the need of a season is, from what the territory publishes around its halts."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Sum

from allervers.directory.queries.offices import offices_within
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
from allervers.seasons.domain.spreading import (
    Box,
    Place,
    Reach,
    inside,
    lattice,
    near,
    spread,
    with_met,
    with_offices,
)
from allervers.seasons.models import MetAtHalt, Season
from allervers.territory.domain.areas import AreaKind
from allervers.territory.domain.geometry import box_around, polygons
from allervers.territory.queries.areas import CommuneGround, KnownArea, areas_of, communes_around

# Points farther than this many radii from every halt are nobody's: half as large again is tried.
BEYOND: Final = 1.5
# Who was met longer ago may need to be met again.
REMEMBERED: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SeasonAreas:
    """The areas around a season. `unknown`: communes of which nothing published tells the need.

    `unplaced`: their need is known, not where they are. `pooled`: counted whole, although figures
    by Iris exist, for want of the place of each Iris. `even`: how many are spread evenly on their
    ground.
    """

    areas: tuple[AreaNeed, ...]
    unknown: tuple[str, ...]
    unplaced: tuple[str, ...]
    pooled: tuple[str, ...]
    even: int

    def ranked(self) -> list[AreaNeed]:
        """Return the areas, those of the most people in need (middle) first; unknown ones last."""
        return sorted(self.areas, key=_rank)


@dataclass(frozen=True, slots=True)
class SeasonNeed:
    """The need around a season, and the points it is spread on.

    `bare`: the points before past visits correct them or take people off. `reserved`: whom halts
    are only for, by id; the others are for everybody.
    """

    known: SeasonAreas
    points: tuple[NeedPoint, ...]
    bare: tuple[NeedPoint, ...]
    offices: int
    halts: tuple[tuple[str, float, float], ...]
    reserved: Mapping[str, Sequence[str]]


def _rank(one: AreaNeed) -> tuple[float, str]:
    everyone = one.people.get(ALL)
    return (math.inf if everyone is None else -everyone.middle, one.area.code)


def need_points(season: Season, *, tells_apart: bool = True) -> list[NeedPoint]:
    """Return the points of need around a season's halts; none where nothing was imported."""
    return list(season_need(season, tells_apart=tells_apart).points)


def season_areas(season: Season) -> SeasonAreas:
    """Return the need of each area around the halts of a season, in three queries."""
    places = [(latitude, longitude) for _, latitude, longitude in halts_of(season)]
    return _found(season, places, with_outlines=False).known()


def season_need(
    season: Season, *, takes_off_met: bool = True, tells_apart: bool = True
) -> SeasonNeed:
    """Return the need of each area around the halts of a season, and the points it is spread on.

    `takes_off_met`: not wanted where those met are what the need is compared with. `tells_apart`:
    whether audiences are wanted.
    """
    told = _halts(season)
    halts = [(halt, latitude, longitude) for halt, latitude, longitude, _some in told]
    places = [(latitude, longitude) for _, latitude, longitude in halts]
    found = _found(season, places, with_outlines=True, tells_apart=tells_apart)
    reach = reach_of(season)
    points = near(found.points, places, BEYOND * reach.radius_m)
    offices = _offices(places, (season.radius_m + 3 * season.office_decay_m) / 1000)
    bare = with_offices(points, offices, season.office_share, season.office_decay_m)
    points = [scaled(one, season.people_scale) for one in bare]
    if takes_off_met:
        points = with_met(points, halts, met_before(season, [name for name, *_ in halts]), reach)
    reserved = {halt: some for halt, _latitude, _longitude, some in told if some}
    return SeasonNeed(
        found.known(), tuple(points), tuple(bare), len(offices), tuple(halts), reserved
    )


def _found(
    season: Season, places: Sequence[Place], *, with_outlines: bool, tells_apart: bool = True
) -> "_Found":
    grounds = communes_around(places, season.radius_m / 1000, with_outlines=with_outlines)
    by_commune = _by_commune(areas_of(one.code for one in grounds))
    takeup = Range(season.non_takeup_low, season.non_takeup_high)
    found = _Found(Priors(takeup, tells_apart=tells_apart))
    for ground in grounds:
        found.add(ground, by_commune.get(ground.code, []))
    return found


def halts_of(season: Season) -> list[tuple[str, float, float]]:
    """Return the halts that take part, with a position: id, latitude, longitude."""
    return [(halt, latitude, longitude) for halt, latitude, longitude, _some in _halts(season)]


def _halts(season: Season) -> list[tuple[str, float, float, list[str]]]:
    """Return the same with whom each is only for; of a season read whole, without asking again."""
    if "halts" in getattr(season, "_prefetched_objects_cache", {}):
        rows = sorted(
            (row.id, row.halt_id, row.halt.latitude, row.halt.longitude, row.audiences)
            for row in season.halts.all()
            if row.is_wanted
        )
    else:
        asked = season.halts.filter(is_wanted=True).order_by("id")
        rows = list(
            asked.values_list("id", "halt_id", "halt__latitude", "halt__longitude", "audiences")
        )
    return [
        (str(halt), lat, lon, some)
        for _id, halt, lat, lon, some in rows
        if lat is not None and lon is not None
    ]


def reach_of(season: Season) -> Reach:
    """Return how far a halt of the season reaches."""
    return Reach(season.kerb_exposure, float(season.decay_m), float(season.radius_m))


def met_before(season: Season, halts: Sequence[str]) -> Mapping[str, float]:
    """Return the people met at each halt in the year before the season: counts, nobody."""
    rows = MetAtHalt.objects.filter(
        halt__in=[UUID(one) for one in halts],
        day__gte=season.starts_on - REMEMBERED,
        day__lt=season.starts_on,
    )
    counted = rows.order_by("halt").values_list("halt").annotate(people=Sum("people"))
    return {str(halt): float(people) for halt, people in counted}


def scaled(point: NeedPoint, factor: float) -> NeedPoint:
    """Return a point whose people are multiplied by what past visits taught."""
    people = {name: (low * factor, high * factor) for name, (low, high) in point.people.items()}
    return NeedPoint(
        point.id, point.name, point.latitude, point.longitude, people, point.covered, point.met,
        point.sources,
    )  # fmt: skip


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

    def known(self) -> SeasonAreas:
        """Return what is known of the areas."""
        return SeasonAreas(
            tuple(self.areas), tuple(self.unknown), tuple(self.unplaced), tuple(self.pooled),
            self.even,
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


MANY: Final = 400  # Iris of a commune; squares need none of the others


def _by_commune(areas: Iterable[KnownArea]) -> dict[str, list[KnownArea]]:
    found: dict[str, list[KnownArea]] = {}
    for one in areas:
        found.setdefault(one.commune or "", []).append(one)
    return found


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


def _offices(places: Sequence[Place], km: float) -> list[Place]:
    if not places:
        return []
    boxes = [box_around(*place, km) for place in places]
    return offices_within(
        min(box[0] for box in boxes), max(box[1] for box in boxes),
        min(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
