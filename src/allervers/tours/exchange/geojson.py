"""GeoJSON (RFC 7946): halts and visits as points, longitude first, WGS 84.

A place that nobody checked has a null geometry: it is listed, never drawn in the wrong town.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Final, TypedDict

from allervers.tours.queries.public_cards import HaltCard

CONTENT_TYPE: Final = "application/geo+json"
LICENCE: Final = "Licence Ouverte / Open Licence version 2.0"


class PointGeometry(TypedDict):
    """A GeoJSON Point."""

    type: str
    coordinates: list[float]


class Feature(TypedDict):
    """One place with its properties."""

    type: str
    id: str
    geometry: PointGeometry | None
    properties: Mapping[str, object]


def point(halt: HaltCard) -> PointGeometry | None:
    """The halt's checked position, at a metre's precision; None when it was never checked."""
    if halt.latitude is None or halt.longitude is None:
        return None
    return {"type": "Point", "coordinates": [round(halt.longitude, 5), round(halt.latitude, 5)]}


def feature(identity: str, halt: HaltCard, properties: Mapping[str, object]) -> Feature:
    """Put something that happens at a halt on the map."""
    return {"type": "Feature", "id": identity, "geometry": point(halt), "properties": properties}


def area(
    identity: str, outline: Mapping[str, object], properties: Mapping[str, object]
) -> Mapping[str, object]:
    """Put a commune on the map, by its outline (Polygon or MultiPolygon)."""
    return {"type": "Feature", "id": identity, "geometry": outline, "properties": properties}


def collection(features: Iterable[Feature | Mapping[str, object]], **more: object) -> bytes:
    """Write a FeatureCollection; `more` are foreign members such as the licence (§6.1)."""
    written = {"type": "FeatureCollection", "licence": LICENCE, **more, "features": list(features)}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()
