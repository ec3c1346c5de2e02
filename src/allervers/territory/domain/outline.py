"""Whether a GeoJSON geometry can be the outline of a commune, before any library sees it."""

import math
from typing import Final, TypeGuard

from allervers.territory.domain.geometry import Geometry
from allervers.territory.domain.point import is_lambert_93, is_on_earth

SMALLEST_RING: Final = 4  # positions, the last one being the first (RFC 7946 §3.1.6)
DEPTHS: Final = {"Polygon": 1, "MultiPolygon": 2}


def why_not_outline(geometry: object) -> str:
    """Return what is wrong with the geometry, in French; nothing when it can be an outline."""
    if not is_geometry(geometry):
        return "La géométrie doit être un objet GeoJSON avec « type » et « coordinates »."
    depth = DEPTHS.get(str(geometry["type"]))
    if depth is None:
        return f"Un contour est un Polygon ou un MultiPolygon, pas « {geometry['type']} »."
    rings = geometry["coordinates"]
    for _ in range(depth - 1):
        if not isinstance(rings, list) or not all(isinstance(each, list) for each in rings):
            return "Les coordonnées du MultiPolygon ne sont pas des listes de polygones."
        rings = [ring for polygon in rings for ring in polygon]
    if not isinstance(rings, list) or not rings:
        return "Le contour n'a aucun point."
    return next(filter(None, map(_why_not_ring, rings)), "")


def is_geometry(value: object) -> TypeGuard[Geometry]:
    """Whether the value has the two keys of a GeoJSON geometry."""
    return isinstance(value, dict) and {"type", "coordinates"} <= value.keys()


def _why_not_ring(ring: object) -> str:
    if not isinstance(ring, list) or len(ring) < SMALLEST_RING:
        return "Un anneau du contour a moins de quatre points."
    if reason := next(filter(None, map(_why_not_position, ring)), ""):
        return reason
    if ring[0][:2] != ring[-1][:2]:
        return "Un anneau du contour n'est pas fermé : son dernier point doit être le premier."
    return ""


def _why_not_position(position: object) -> str:
    if not isinstance(position, list) or len(position) < 2:  # noqa: PLR2004 - a pair
        return "Un point du contour n'est pas une paire [longitude, latitude]."
    longitude, latitude = position[:2]
    if not (_is_number(longitude) and _is_number(latitude)):
        return "Un point du contour n'est pas fait de deux nombres."
    if is_lambert_93(longitude, latitude):
        return "Le contour est en mètres (Lambert-93) : il faut des degrés WGS 84."
    if not is_on_earth(latitude, longitude):
        return (
            "Un point du contour n'est pas sur la Terre : attendu [longitude, latitude] en degrés."
        )
    return ""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
