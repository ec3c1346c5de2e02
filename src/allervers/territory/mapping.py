"""Turns rows into places."""

from allervers.territory.domain.commune import Place, PlaceKind
from allervers.territory.domain.point import CommuneArea
from allervers.territory.models import Commune


def to_place(commune: Commune, *, matched_as: str = "", distance_km: float | None = None) -> Place:
    """Return the place of a commune whose département is already loaded."""
    return Place(
        kind=PlaceKind.COMMUNE,
        code=commune.code,
        name=commune.name,
        departement=commune.departement_id,
        departement_name=commune.departement.name,
        postal_codes=tuple(commune.postal_codes),
        population=commune.population,
        latitude=commune.latitude,
        longitude=commune.longitude,
        matched_as=matched_as,
        distance_km=distance_km,
    )


def to_area(commune: Commune) -> CommuneArea:
    """Return what is known of where a commune is."""
    return CommuneArea(
        commune.name, commune.latitude, commune.longitude, commune.reach_km, commune.outline
    )
