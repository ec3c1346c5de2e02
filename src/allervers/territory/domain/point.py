"""Whether a point may lie in the commune it is said to be in, and what went wrong if not."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from allervers.territory.domain.geometry import (
    Geometry,
    contains,
    distance_km,
    edge_distance_km,
)
from allervers.territory.domain.names import of_place

TOLERANCE_KM: Final = 0.5  # simplified outlines, halts on a boundary street
UNKNOWN_REACH_KM: Final = 15.0  # no outline known: only the big mistakes can be seen
# Lambert-93 (EPSG:2154) over metropolitan France, in metres.
LAMBERT_EAST: Final = (0, 1_300_000)
LAMBERT_NORTH: Final = (6_000_000, 7_200_000)


class PointStatus(StrEnum):
    """The answer of a check."""

    CHECKED = "checked"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CommuneArea:
    """What is known of where a commune is; degrees WGS 84, `reach_km` from the point."""

    name: str
    latitude: float | None
    longitude: float | None
    reach_km: float | None
    outline: Geometry | None


@dataclass(frozen=True, slots=True)
class PointCheck:
    """`distance_km` is how far outside (0 inside); None when it makes no sense."""

    status: PointStatus
    distance_km: float | None
    detail: str


def check_point(area: CommuneArea, latitude: float, longitude: float) -> PointCheck:
    """Say whether the point lies in the commune, within 500 m; else the likely mistake."""
    if impossible := _why_impossible(latitude, longitude):
        return PointCheck(PointStatus.OUTSIDE, None, impossible)
    away = outside_by_km(area, latitude, longitude)
    if away is None:
        detail = f"On ne sait pas où se trouve {area.name} : le point n'a pas été vérifié."
        return PointCheck(PointStatus.UNKNOWN, None, detail)
    if away <= TOLERANCE_KM:
        return PointCheck(PointStatus.CHECKED, away, "")
    detail = _likely_mistake(area, latitude, longitude) or (
        f"Le point est à {_km(away)} {of_place(area.name)}."
    )
    return PointCheck(PointStatus.OUTSIDE, away, detail)


def outside_by_km(area: CommuneArea, latitude: float, longitude: float) -> float | None:
    """Return how far outside the commune the point lies, 0 inside, None when unknown."""
    if area.outline is not None:
        if contains(area.outline, latitude, longitude):
            return 0.0
        return edge_distance_km(area.outline, latitude, longitude)
    if area.latitude is None or area.longitude is None:
        return None
    away = distance_km(area.latitude, area.longitude, latitude, longitude)
    return max(0.0, away - (area.reach_km or UNKNOWN_REACH_KM))


def is_on_earth(latitude: float, longitude: float) -> bool:
    """Whether both are numbers within the degrees of the Earth."""
    return abs(latitude) <= 90 and abs(longitude) <= 180  # noqa: PLR2004 - false for NaN too


def is_lambert_93(one: float, other: float) -> bool:
    """Whether two numbers look like metres of Lambert-93, in either order."""
    return any(
        LAMBERT_EAST[0] <= east <= LAMBERT_EAST[1] and LAMBERT_NORTH[0] <= north <= LAMBERT_NORTH[1]
        for east, north in ((one, other), (other, one))
    )


def _why_impossible(latitude: float, longitude: float) -> str:
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return "La latitude ou la longitude n'est pas un nombre."
    if is_lambert_93(latitude, longitude):
        return (
            "Ces coordonnées sont en mètres (Lambert-93) :"
            " il faut des degrés, comme 48,8247 et 2,2750."
        )
    if not is_on_earth(latitude, longitude):
        return "La latitude doit être entre -90 et 90 degrés, la longitude entre -180 et 180."
    if latitude == 0 and longitude == 0:
        return "Le point 0, 0 est au large de l'Afrique : les coordonnées manquent sans doute."
    return ""


def _likely_mistake(area: CommuneArea, latitude: float, longitude: float) -> str:
    """Try what people get wrong; say it when it puts the point back in its commune."""
    if is_on_earth(longitude, latitude) and _holds(area, longitude, latitude):
        return "La latitude et la longitude semblent inversées."
    if _holds(area, latitude, -longitude):
        return "Le signe de la longitude semble faux (négatif à l'ouest de Greenwich)."
    if _holds(area, -latitude, longitude):
        return "Le signe de la latitude semble faux (négatif au sud de l'équateur)."
    return ""


def _holds(area: CommuneArea, latitude: float, longitude: float) -> bool:
    away = outside_by_km(area, latitude, longitude)
    return away is not None and away <= TOLERANCE_KM


def _km(distance: float) -> str:
    """Write a distance as the French do: 850 m, 1,2 km, 586 km."""
    if distance < 1:
        return f"{round(distance * 1000, -1):.0f}\u00a0m"
    if distance < 10:  # noqa: PLR2004 - below ten kilometres, one decimal says something
        return f"{distance:.1f}\u00a0km".replace(".", ",")
    return f"{distance:.0f}\u00a0km"
