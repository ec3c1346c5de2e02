"""Whether what a file says of a commune agrees with what is known of where it is."""

from dataclasses import replace
from typing import Final

from allervers.territory.domain.commune import CommuneFacts
from allervers.territory.domain.names import of_place
from allervers.territory.domain.point import (
    CommuneArea,
    PointStatus,
    check_point,
    outside_by_km,
)

# A town hall may stand in the neighbouring commune, rarely farther.
FAR_KM: Final = 10.0


def why_implausible(facts: CommuneFacts, area: CommuneArea) -> str:
    """Return why the point or the outline cannot be this commune's; nothing when it can."""
    if facts.outline is not None:
        return _why_not_outline(facts, area)
    if facts.latitude is None or facts.longitude is None:
        return ""
    check = check_point(area, facts.latitude, facts.longitude)
    near = check.distance_km is not None and check.distance_km <= FAR_KM
    return check.detail if check.status is PointStatus.OUTSIDE and not near else ""


def _why_not_outline(facts: CommuneFacts, area: CommuneArea) -> str:
    latitude = area.latitude if facts.latitude is None else facts.latitude
    longitude = area.longitude if facts.longitude is None else facts.longitude
    if latitude is None or longitude is None:
        return ""
    drawn = replace(area, outline=facts.outline)
    away = outside_by_km(drawn, latitude, longitude)
    if away is None or away <= FAR_KM:
        return ""
    if (outside_by_km(drawn, longitude, latitude) or 0) <= FAR_KM:
        return "Le contour a ses coordonnées inversées : en GeoJSON, la longitude vient d'abord."
    return f"Le contour est à {away:.0f}\u00a0km de la mairie {of_place(area.name)}."
