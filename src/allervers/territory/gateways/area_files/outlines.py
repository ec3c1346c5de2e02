"""Reads where areas are from GeoJSON: outlines of Iris, points of priority neighbourhoods (QPV)."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from allervers.territory.domain.areas import (
    COMMUNE_LENGTH,
    LONGEST_NAME,
    AreaFacts,
    AreaKind,
    area_code,
)
from allervers.territory.domain.codes import insee_code
from allervers.territory.domain.point import is_lambert_93, is_on_earth
from allervers.territory.domain.published import FigureError
from allervers.territory.gateways.area_files.layouts import INSEE_CODES, IRIS_CODES, NAMES
from allervers.territory.gateways.area_files.reading import AreaFile, Aside
from allervers.territory.gateways.area_files.tables import refusal
from allervers.territory.gateways.files import read_json

QPV_CODES: Final = ("code_qp", "code_qpv", "codeqp", "code")
KINDS: Final = ((AreaKind.QPV, QPV_CODES), (AreaKind.IRIS, (*IRIS_CODES, "id", "code")))
GEOMETRIES: Final = ("Point", "MultiPoint", "Polygon", "MultiPolygon")


def read_outlines(path: Path, *, year: int | None = None, source: str = "") -> AreaFile:
    """Open a GeoJSON of areas, in degrees WGS 84; raises Refusal for a file of another kind."""
    content = read_json(path)
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise refusal(path, "On y attendait une collection GeoJSON (« features »).")
    file = AreaFile(path, "Contours GeoJSON", iter(()))
    file.areas = _areas(features, file.aside, year, source or path.stem)
    return file


def _areas(
    features: list[object], aside: list[Aside], year: int | None, source: str
) -> Iterator[AreaFacts]:
    seen: set[str] = set()
    for number, feature in enumerate(features, 1):
        try:
            facts = _facts(feature, year, source)
        except FigureError as error:
            aside.append(Aside(number, str(_properties(feature))[:500], str(error)))
            continue
        if facts.code in seen:
            reason = f"{facts.code} est déjà plus haut"
            aside.append(Aside(number, str(_properties(feature))[:500], reason))
            continue
        seen.add(facts.code)
        yield facts


def _facts(feature: object, year: int | None, source: str) -> AreaFacts:
    """Return where an area is; raises FigureError."""
    properties = _properties(feature)
    kind, code = _code(properties)
    latitude, longitude = _middle(feature)
    name = next((str(properties[one]) for one in NAMES if properties.get(one)), "")
    commune = code[:COMMUNE_LENGTH] if kind is AreaKind.IRIS else _commune(properties)
    return AreaFacts(
        kind, code, name.replace("\0", "").strip()[:LONGEST_NAME] or None, commune or None,
        latitude, longitude, year, source,
    )  # fmt: skip


def _properties(feature: object) -> Mapping[str, object]:
    found = feature.get("properties") if isinstance(feature, dict) else None
    return {str(key).lower(): found[key] for key in found} if isinstance(found, dict) else {}


def _code(properties: Mapping[str, object]) -> tuple[AreaKind, str]:
    for kind, names in KINDS:
        for name in names:
            if code := area_code(kind, _text(properties.get(name))):
                return kind, code
    # Some producers cut the code in two: commune, then the number of the Iris in it.
    commune, number = _commune(properties), _text(properties.get("iris"))
    if commune and number.isdecimal() and len(number) <= len("0000"):
        return AreaKind.IRIS, commune + number.zfill(4)
    if any("," in _text(properties.get(name)) for name in QPV_CODES):
        raise FigureError("Plusieurs quartiers pour un seul point : il n'est celui d'aucun")
    raise FigureError("Aucun code d'Iris (neuf chiffres) ni de quartier prioritaire")


def _commune(properties: Mapping[str, object]) -> str:
    found = (insee_code(_text(properties.get(name))) for name in INSEE_CODES)
    return next(filter(None, found), "")


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _middle(feature: object) -> tuple[float, float]:
    """Return the centroid, or a point inside when the centroid is out; raises FigureError."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") not in GEOMETRIES:
        raise FigureError("Ni un contour ni un point")
    try:
        drawn = shape(geometry)
        middle = drawn.centroid
        if drawn.area and shapely.is_valid(drawn) and not drawn.contains(middle):
            middle = drawn.representative_point()
        latitude, longitude = middle.y, middle.x
    except (ShapelyError, ValueError, TypeError, AttributeError, IndexError, KeyError) as error:
        raise FigureError("Le contour ne se lit pas") from error
    if is_lambert_93(latitude, longitude):
        raise FigureError("Ces coordonnées sont en mètres (Lambert-93) : il faut des degrés WGS 84")
    if not is_on_earth(latitude, longitude):
        raise FigureError("Ce n'est pas sur la Terre")
    return latitude, longitude
