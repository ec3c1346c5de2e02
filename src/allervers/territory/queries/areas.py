"""What is known of small areas: where they are, and their newest figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch

from allervers.territory.domain.areas import AreaKind, Figure, Indicator
from allervers.territory.domain.geometry import box_around, distance_km
from allervers.territory.models import AreaFigure, Commune, SmallArea

WIDEST_KM: Final = 30.0  # the reach of the widest communes: those searched around a point

KEPT: Final = frozenset(one.value for one in Indicator)


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
        and any(distance_km(latitude, longitude, *at) <= km + (reach or km) for at in places)
    ]  # fmt: skip
    columns = ("code", "name", "latitude", "longitude", "outline")
    return [
        CommuneGround(*row)
        for row in Commune.objects.filter(code__in=near).order_by("code").values_list(*columns)
    ]


def areas_of(communes: Iterable[str]) -> list[KnownArea]:
    """Return every small area of these communes, by kind then code, with its newest figures."""
    figures = AreaFigure.objects.order_by("year", "indicator")
    found = (
        SmallArea.objects.filter(commune__in=list(communes))
        .order_by("kind", "code")
        .prefetch_related(Prefetch("figures", queryset=figures))
    )
    return [_known(one) for one in found]


def _known(area: SmallArea) -> KnownArea:
    # Sorted by year: the newest replaces the older. An indicator of a newer release is not read.
    figures = {
        Indicator(one.indicator): Figure(
            Indicator(one.indicator), one.low, one.high, one.year, one.source, one.mark
        )
        for one in area.figures.all()
        if one.indicator in KEPT
    }
    return KnownArea(
        AreaKind(area.kind), area.code, area.name, area.commune_id, area.latitude, area.longitude,
        figures,
    )  # fmt: skip
