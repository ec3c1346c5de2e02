"""Where the need of a season is, from what the territory publishes around its halts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db.models import OuterRef, Subquery, Sum

from allervers.directory.queries.offices import offices_within
from allervers.seasons.domain.need import NeedPoint
from allervers.seasons.domain.precarity import Priors
from allervers.seasons.domain.ranges import Range
from allervers.seasons.domain.spreading import Place, Reach, near, with_met, with_offices
from allervers.seasons.models import MetAtHalt, Season
from allervers.seasons.queries.ground import Ground, ground_of
from allervers.territory.domain.geometry import box_around
from allervers.territory.queries.areas import ground_around

# Points farther than this many radii from every halt are nobody's: half as large again is tried.
BEYOND: Final = 1.5
# Who was met longer ago may need to be met again.
REMEMBERED: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A halt that takes part: where it is, whom it is only for, how many were met there lately."""

    id: str
    latitude: float
    longitude: float
    audiences: Sequence[str]
    met: float

    @property
    def place(self) -> tuple[str, float, float]:
        """Its id and its position."""
        return self.id, self.latitude, self.longitude


@dataclass(frozen=True, slots=True)
class SeasonNeed:
    """The need around a season, and the points it is spread on.

    `bare`: the points before past visits correct them or take people off. `reserved`: whom halts
    are only for, by id; the others are for everybody.
    """

    known: Ground
    points: tuple[NeedPoint, ...]
    bare: tuple[NeedPoint, ...]
    offices: int
    halts: tuple[tuple[str, float, float], ...]
    reserved: Mapping[str, Sequence[str]]


def need_points(
    season: Season, *, tells_apart: bool = True, keeps: bool = False
) -> list[NeedPoint]:
    """Return the points of need around a season's halts; none where nothing was imported."""
    return list(season_need(season, tells_apart=tells_apart, keeps=keeps).points)


def season_areas(season: Season) -> Ground:
    """Return the need of each area around the halts of a season, in three queries."""
    places = [(one.latitude, one.longitude) for one in wanted_in(season)]
    return _found(season, places, with_outlines=False)


def season_need(
    season: Season, *, takes_off_met: bool = True, tells_apart: bool = True, keeps: bool = True
) -> SeasonNeed:
    """Return the need of each area around the halts of a season, and the points it is spread on.

    `takes_off_met`: not wanted where those met are what the need is compared with. `tells_apart`:
    whether audiences are wanted; who `keeps` what was counted (a page) always counts them.
    """
    halts = wanted_in(season)
    places = [(one.latitude, one.longitude) for one in halts]
    found = _found(season, places, tells_apart=tells_apart or keeps, keeps=keeps)
    reach = reach_of(season)
    points = near(found.points, places, BEYOND * reach.radius_m)
    offices = _offices(places, (season.radius_m + 3 * season.office_decay_m) / 1000)
    bare = with_offices(points, offices, season.office_share, season.office_decay_m)
    points = scaled(bare, season.people_scale)
    told = tuple(one.place for one in halts)
    if takes_off_met:
        points = with_met(points, told, {one.id: one.met for one in halts}, reach)
    reserved = {one.id: one.audiences for one in halts if one.audiences}
    return SeasonNeed(found, tuple(points), tuple(bare), len(offices), told, reserved)


def _found(
    season: Season,
    places: Sequence[Place],
    *,
    with_outlines: bool = True,
    tells_apart: bool = True,
    keeps: bool = True,
) -> Ground:
    around = ground_around(places, season.radius_m / 1000, with_outlines=with_outlines)
    takeup = Range(season.non_takeup_low, season.non_takeup_high)
    return ground_of(around, Priors(takeup, tells_apart=tells_apart), keeps=keeps)


def wanted_in(season: Season) -> list[Wanted]:
    """Return the halts that take part, with a position; of a season read whole, not asked again."""
    if "halts" in getattr(season, "_prefetched_objects_cache", {}):
        read: Any = season.halts.all()  # with `met`, when a season is read whole
        rows: Any = sorted(
            (row.id, row.halt_id, row.halt.latitude, row.halt.longitude, row.audiences, row.met)
            for row in read
            if row.is_wanted
        )
    else:
        asked = season.halts.filter(is_wanted=True).annotate(met=met_before(season)).order_by("id")
        columns = ("id", "halt_id", "halt__latitude", "halt__longitude", "audiences", "met")
        rows = asked.values_list(*columns)
    return [
        Wanted(str(halt), latitude, longitude, audiences, float(met or 0))
        for _id, halt, latitude, longitude, audiences, met in rows
        if latitude is not None and longitude is not None
    ]


def reach_of(season: Season) -> Reach:
    """Return how far a halt of the season reaches."""
    return Reach(season.kerb_exposure, float(season.decay_m), float(season.radius_m))


def met_before(season: Season) -> Subquery:
    """Count the people met at a halt of a season in the year before it: a number, nobody."""
    rows = MetAtHalt.objects.filter(
        halt=OuterRef("halt"),
        day__gte=season.starts_on - REMEMBERED,
        day__lt=season.starts_on,
    )
    return Subquery(rows.order_by().values("halt").annotate(people=Sum("people")).values("people"))


def scaled(points: Sequence[NeedPoint], factor: float) -> list[NeedPoint]:
    """Return points whose people are multiplied by what past visits taught."""
    return list(points) if factor == 1 else [_scaled(one, factor) for one in points]


def _scaled(point: NeedPoint, factor: float) -> NeedPoint:
    people = {name: (low * factor, high * factor) for name, (low, high) in point.people.items()}
    return NeedPoint(
        point.id, point.name, point.latitude, point.longitude, people, point.covered, point.met,
        point.sources,
    )  # fmt: skip


def _offices(places: Sequence[Place], km: float) -> list[Place]:
    if not places:
        return []
    boxes = [box_around(*place, km) for place in places]
    return offices_within(
        min(box[0] for box in boxes), max(box[1] for box in boxes),
        min(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
