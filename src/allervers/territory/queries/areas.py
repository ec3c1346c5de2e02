"""What is known of small areas: where they are, and their newest figures."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from allervers.territory.domain.areas import AreaKind, Figure, Indicator
from allervers.territory.domain.geometry import KM_PER_DEGREE, distance_km
from allervers.territory.models import AreaFigure, Commune, GroundMark, SmallArea
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
    has_outline: bool
    outline: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class GroundAround:
    """Communes by code, and the mark under which all that is known of them was read.

    None: nothing says whether it changes; what is counted from it cannot be kept.
    """

    communes: tuple[CommuneGround, ...]
    mark: UUID | None

    def known(self) -> tuple[object, ...]:
        """Return what it can be found again by: all but outlines, which the mark answers for."""
        return tuple(
            (one.code, one.name, one.latitude, one.longitude, one.outline is not None)
            for one in self.communes
        )


def ground_around(
    points: Iterable[tuple[float, float]], km: float, *, with_outlines: bool = True
) -> GroundAround:
    """Return communes of which some ground may lie within `km` of one of the points.

    In one query. Outlines are read where people are not placed more finely (`_is_cut`), and where
    wanted; elsewhere they are None.
    """
    places = list(points)
    if not places:
        return GroundAround((), None)
    drawn: Any = Cast("outline", TextField()) if with_outlines else Value(None, TextField())
    found = (
        _in_box(places, km)
        .order_by("code")
        .annotate(
            has_outline=Q(outline__isnull=False),
            drawn=Case(When(_is_cut(), then=Value(None, TextField())), default=drawn),
            mark=Subquery(GroundMark.objects.order_by("id").values("mark")[:1]),
        )
    )
    columns = ("code", "name", "latitude", "longitude", "has_outline", "reach_km", "drawn", "mark")
    near = [
        (CommuneGround(code, name, latitude, longitude, is_drawn, outline_read(drawn)), mark)
        for code, name, latitude, longitude, is_drawn, reach, drawn, mark in found.values_list(
            *columns
        )
        if latitude is not None
        and longitude is not None
        and _is_near((latitude, longitude), places, km + (reach or km))
    ]
    return GroundAround(tuple(one for one, _mark in near), near[0][1] if near else None)


def outline_read(text: str | None) -> Mapping[str, object] | None:
    """Read an outline told as text: only those that are near are worth it."""
    if text is None:
        return None
    found: Mapping[str, object] = json.loads(text)
    return found


def _in_box(places: list[tuple[float, float]], km: float) -> QuerySet[Commune]:
    """Return the communes whose reach may touch a box around all places."""
    tall = (Coalesce(F("reach_km"), Value(km)) + Value(km)) / Value(KM_PER_DEGREE)
    north = max(abs(latitude) for latitude, _longitude in places)
    wide = tall / Value(max(0.01, math.cos(math.radians(min(north + 1, 89)))))
    return Commune.objects.annotate(tall=tall, wide=wide).filter(
        latitude__gte=Value(min(one[0] for one in places)) - F("tall"),
        latitude__lte=Value(max(one[0] for one in places)) + F("tall"),
        longitude__gte=Value(min(one[1] for one in places)) - F("wide"),
        longitude__lte=Value(max(one[1] for one in places)) + F("wide"),
    )


def _is_cut() -> Q:
    """Whether a commune is cut in squares, or in Iris with figures, all of them placed."""
    squares = SmallArea.objects.filter(commune=OuterRef("code"), kind=AreaKind.GRID.value)
    figures = AreaFigure.objects.filter(
        area__commune=OuterRef("code"),
        area__kind=AreaKind.IRIS.value,
        indicator__in=list(KEPT),
    )
    by_squares = Q(Exists(squares)) & ~Q(Exists(squares.filter(latitude__isnull=True)))
    by_iris = Q(Exists(figures)) & ~Q(Exists(figures.filter(area__latitude__isnull=True)))
    return by_squares | by_iris


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
    sources: dict[str, str] = {}  # one text for all the figures of a source: hashed once
    figures: dict[tuple[str, str], dict[Indicator, Figure]] = {}
    for kind, code, name, commune, latitude, longitude, *figure in told:
        key = (kind, code)
        if key not in areas:
            areas[key], figures[key] = (name, commune, latitude, longitude), {}
        indicator = KEPT.get(figure[0])
        if indicator is not None:  # sorted by year: the newest replaces the older
            low, high, year, source, mark = figure[1:]
            source = sources.setdefault(source, source)
            figures[key][indicator] = Figure(indicator, low, high, year, source, mark)
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
