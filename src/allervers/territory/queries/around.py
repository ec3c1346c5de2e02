"""Finds communes by position, and checks a point against its commune."""

from typing import Final

from allervers.territory.domain.commune import Place
from allervers.territory.domain.geometry import box_around, contains, distance_km
from allervers.territory.domain.place_query import CITIES_WITH_DISTRICTS
from allervers.territory.domain.point import (
    TOLERANCE_KM,
    PointCheck,
    PointStatus,
    check_point,
    is_on_earth,
)
from allervers.territory.mapping import to_area, to_place
from allervers.territory.models import Commune

NEAREST_KM: Final = 15.0  # beyond, a point belongs to no commune that we can name
FARTHEST_KM: Final = 100.0


def communes_near(
    latitude: float, longitude: float, km: float = 10, limit: int = 50
) -> list[Place]:
    """Return the communes whose town hall lies within `km` (100 at most), nearest first."""
    rows = _around(latitude, longitude, min(km, FARTHEST_KM))[:limit]
    codes = [code for _, code, _ in rows]
    communes = Commune.objects.select_related("departement").defer("outline").in_bulk(codes)
    return [to_place(communes[code], distance_km=away) for away, code, _ in rows]


def commune_at(latitude: float, longitude: float) -> Place | None:
    """Return the commune of a point: by its outline, else the nearest town hall in reach.

    None outside France, and where no town hall is within 15 km.
    """
    reachable = {
        code: away
        for away, code, reach in _around(latitude, longitude, NEAREST_KM)
        if reach is None or away <= reach + TOLERANCE_KM
    }
    rows = Commune.objects.select_related("departement").in_bulk(list(reachable))
    nearest = [(rows[code], away) for code, away in reachable.items()]
    for commune, away in nearest:
        if commune.outline and contains(commune.outline, latitude, longitude):
            return to_place(commune, distance_km=away)
    for commune, away in nearest:
        if not commune.outline and commune.code not in CITIES_WITH_DISTRICTS:
            return to_place(commune, distance_km=away)
    return None


def outline_of(code: str) -> tuple[Place, dict[str, object] | None] | None:
    """Return a commune with its GeoJSON outline (None when unknown), or None."""
    if "\0" in code:
        return None
    row = Commune.objects.select_related("departement").filter(code=code).first()
    return (to_place(row), row.outline) if row else None


def outlines_near(
    latitude: float, longitude: float, km: float = 15, limit: int = 80
) -> list[tuple[Place, dict[str, object]]]:
    """Return the communes around a point whose GeoJSON outline is known, nearest first."""
    codes = [code for _, code, _ in _around(latitude, longitude, min(km, FARTHEST_KM))[:limit]]
    known = Commune.objects.select_related("departement").exclude(outline=None).in_bulk(codes)
    rows = [known[code] for code in codes if code in known]
    return [(to_place(row), row.outline) for row in rows if row.outline is not None]


def point_check(commune_code: str, latitude: float, longitude: float) -> PointCheck:
    """Say whether a point lies in its commune, and the likely mistake when it does not.

    Swapped or projected coordinates, 0/0, lost signs and NaN are told apart.
    """
    row = Commune.objects.filter(code=commune_code).first()
    if row is None:
        detail = f"La commune {commune_code} est inconnue : le point n'a pas été vérifié."
        return PointCheck(PointStatus.UNKNOWN, None, detail)
    return check_point(to_area(row), latitude, longitude)


def _around(latitude: float, longitude: float, km: float) -> list[tuple[float, str, float | None]]:
    """Return (distance, code, reach) of the communes within `km`, nearest first."""
    if not is_on_earth(latitude, longitude):
        return []
    south, north, west, east = box_around(latitude, longitude, km)
    rows = Commune.objects.filter(
        latitude__range=(south, north), longitude__range=(west, east)
    ).values_list("code", "latitude", "longitude", "reach_km")
    measured = (
        (distance_km(latitude, longitude, y or 0.0, x or 0.0), code, reach)
        for code, y, x, reach in rows
    )
    return sorted(each for each in measured if each[0] <= km)
