"""What is known of small areas: where they are, and their newest figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from allervers.territory.domain.areas import AreaKind, Figure, Indicator
from allervers.territory.domain.geometry import KM_PER_DEGREE, box_around, distance_km
from allervers.territory.models import Commune, SmallArea
from allervers.ui.domain.refusal import Refusal

# An indicator of a newer release is not read.
KEPT: Final = {one.value: one for one in Indicator}
KINDS: Final = {one.value: one for one in AreaKind}
COLUMNS: Final = (
    "kind", "code", "name", "commune_id", "latitude", "longitude",
    "figures__indicator", "figures__low", "figures__high", "figures__year", "figures__source",
    "figures__mark",
)  # fmt: skip
MOST_FIGURES: Final = 400_000  # some seventy thousand squares with six figures each
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
    has_outline: bool


def communes_around(
    points: Iterable[tuple[float, float]], km: float, *, with_outlines: bool = True
) -> list[CommuneGround]:
    """Return communes of which some ground may lie within `km` of one of the points, by code.

    In two queries; in one without their outlines, which then are None.
    """
    places = list(points)
    if not places:
        return []
    boxes = [box_around(*place, km + WIDEST_KM) for place in places]
    found = Commune.objects.filter(
        latitude__gte=min(box[0] for box in boxes), latitude__lte=max(box[1] for box in boxes),
        longitude__gte=min(box[2] for box in boxes), longitude__lte=max(box[3] for box in boxes),
    ).order_by("code").annotate(has_outline=Q(outline__isnull=False))  # fmt: skip
    columns = ("code", "name", "latitude", "longitude", "reach_km", "has_outline")
    near = [
        (code, name, latitude, longitude, has_outline)
        for code, name, latitude, longitude, reach, has_outline in found.values_list(*columns)
        if latitude is not None
        and longitude is not None
        and _is_near((latitude, longitude), places, km + (reach or km))
    ]
    drawn = _outlines([code for code, *_ in near]) if with_outlines else {}
    return [
        CommuneGround(code, name, latitude, longitude, drawn.get(code), has_outline)
        for code, name, latitude, longitude, has_outline in near
    ]


def _outlines(codes: list[str]) -> dict[str, Mapping[str, object] | None]:
    rows = Commune.objects.filter(code__in=codes, outline__isnull=False).order_by("code")
    return dict(rows.values_list("code", "outline"))


def _is_near(here: tuple[float, float], places: list[tuple[float, float]], km: float) -> bool:
    """Whether one of the places is within reach; latitudes alone rule most of them out."""
    degrees = km / KM_PER_DEGREE
    return any(abs(here[0] - at[0]) <= degrees and distance_km(*here, *at) <= km for at in places)


def areas_of(communes: Iterable[str], most: int = MOST_FIGURES) -> list[KnownArea]:
    """Return every small area of these communes, by kind then code, with its newest figures.

    In one query, without a row object for each: a département has tens of thousands of squares.
    Refused (422) beyond `most` figures, all years counted, before more is read.
    """
    rows = SmallArea.objects.filter(commune__in=list(communes)).order_by("figures__year")
    told = rows.values_list(*COLUMNS)[: most + 1]
    if len(told) > most:
        raise _too_many(most)
    areas: dict[tuple[str, str], tuple[str, str | None, float | None, float | None]] = {}
    figures: dict[tuple[str, str], dict[Indicator, Figure]] = {}
    for kind, code, name, commune, latitude, longitude, *figure in told:
        key = (kind, code)
        if key not in areas:
            areas[key], figures[key] = (name, commune, latitude, longitude), {}
        indicator = KEPT.get(figure[0])
        if indicator is not None:  # sorted by year: the newest replaces the older
            figures[key][indicator] = Figure(indicator, *figure[1:])
    return [
        KnownArea(KINDS[key[0]], key[1], *areas[key], _sorted(figures[key]))
        for key in sorted(areas)
    ]


def _too_many(most: int) -> Refusal:
    return Refusal(
        code="too-many-areas",
        what="Trop de chiffres publiés autour de ces lieux pour être comptés d'un coup.",
        why=f"Il y en a plus de {most}, toutes années et tous carreaux compris.",
        todo="Prenez moins de lieux à la fois, par exemple une saison par département.",
        status=422,
    )


def _sorted(figures: dict[Indicator, Figure]) -> dict[Indicator, Figure]:
    """Give figures in the order of their indicators, whatever the database did."""
    return dict(sorted(figures.items()))
