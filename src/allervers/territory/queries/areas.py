"""What is known of small areas: where they are, and their newest figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from allervers.territory.domain.areas import AreaKind, Figure, Indicator
from allervers.territory.domain.geometry import KM_PER_DEGREE, box_around, distance_km
from allervers.territory.models import AreaFigure, Commune, SmallArea

WIDEST_KM: Final = 30.0  # the reach of the widest communes: those searched around a point


@dataclass(frozen=True, slots=True)
class KnownArea:
    """An area and the newest figure of each indicator; degrees are None when nobody gave them."""

    kind: AreaKind
    code: str
    name: str
    commune: str | None
    latitude: float | None
    longitude: float | None
    figures: Mapping[Indicator, Figure]


@dataclass(frozen=True, slots=True)
class CommuneGround:
    """The ground of a commune: its point, and its outline when it is known (GeoJSON)."""

    code: str
    name: str
    latitude: float | None
    longitude: float | None
    outline: Mapping[str, object] | None


def communes_around(points: Iterable[tuple[float, float]], km: float) -> list[CommuneGround]:
    """Return communes of which some ground may lie within `km` of one of the points, by code."""
    places = list(points)
    if not places:
        return []
    boxes = [box_around(*place, km + WIDEST_KM) for place in places]
    found = Commune.objects.filter(
        latitude__gte=min(box[0] for box in boxes), latitude__lte=max(box[1] for box in boxes),
        longitude__gte=min(box[2] for box in boxes), longitude__lte=max(box[3] for box in boxes),
    ).order_by("code").values_list("code", "latitude", "longitude", "reach_km")  # fmt: skip
    near = [
        code
        for code, latitude, longitude, reach in found
        if latitude is not None and longitude is not None
        and _is_near((latitude, longitude), places, km + (reach or km))
    ]  # fmt: skip
    columns = ("code", "name", "latitude", "longitude", "outline")
    return [
        CommuneGround(*row)
        for row in Commune.objects.filter(code__in=near).order_by("code").values_list(*columns)
    ]


def _is_near(here: tuple[float, float], places: list[tuple[float, float]], km: float) -> bool:
    """Whether one of the places is within reach; latitudes alone rule most of them out."""
    degrees = km / KM_PER_DEGREE
    return any(abs(here[0] - at[0]) <= degrees and distance_km(*here, *at) <= km for at in places)


def areas_of(communes: Iterable[str]) -> list[KnownArea]:
    """Return every small area of these communes, by kind then code, with its newest figures.

    In two queries, without a row object for each: a département has tens of thousands of squares.
    """
    codes = list(communes)
    figures = _figures_in(codes)
    found = SmallArea.objects.filter(commune__in=codes).order_by("kind", "code")
    columns = ("id", "kind", "code", "name", "commune_id", "latitude", "longitude")
    kinds = {one.value: one for one in AreaKind}
    return [
        KnownArea(kinds[kind], code, name, commune, latitude, longitude, figures.get(key, {}))
        for key, kind, code, name, commune, latitude, longitude in found.values_list(*columns)
    ]


def _figures_in(codes: list[str]) -> dict[int, dict[Indicator, Figure]]:
    """Return the newest figures by area; an indicator of a newer release is not read."""
    kept = {one.value: one for one in Indicator}
    rows = AreaFigure.objects.filter(area__commune__in=codes).order_by("year", "indicator", "id")
    columns = ("area_id", "indicator", "low", "high", "year", "source", "mark")
    found: dict[int, dict[Indicator, Figure]] = {}
    for area, name, low, high, year, source, mark in rows.values_list(*columns):
        indicator = kept.get(name)
        if indicator is not None:  # sorted by year: the newest replaces the older
            found.setdefault(area, {})[indicator] = Figure(indicator, low, high, year, source, mark)
    return found
