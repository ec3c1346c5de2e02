"""Writes on mobile units."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.actions.saving import refused_by_constraint
from allervers.tours.actions.versions import require_seen
from allervers.tours.models import MobileUnit
from allervers.tours.queries.staff import unit_of
from allervers.ui.domain.refusal import Refusal

LINKS = ("shared_with", "funders")


def require_coordinator(viewer: Viewer) -> None:
    """Refuse anyone who does not coordinate tours in a carrier."""
    if not viewer.coordinates_tours:
        raise Refusal(
            code="not-coordinator",
            what="Vous ne pouvez pas modifier les tournées.",
            why="Seules les personnes chargées de la coordination, chez un porteur, le peuvent.",
            todo="Demandez à l'administration des comptes de votre organisation.",
            status=403,
        )


def free_slug(model: Any, words: str, length: int) -> str:
    """Return a readable slug that no row of this model holds yet."""
    base = slugify(words)[: length - 4].strip("-") or "sans-nom"
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(f"{base}-{n}" for n in range(2, 1000) if f"{base}-{n}" not in taken)


def _lock_own(viewer: Viewer, slug: str) -> MobileUnit:
    unit = unit_of(viewer, slug)
    if unit.carrier_id != viewer.organisation_id:
        raise Refusal(
            code="unit-of-another",
            what=f"« {unit.name} » est portée par {unit.carrier}.",
            why="Votre organisation la partage, mais seul son porteur modifie sa fiche.",
            todo=f"Contactez {unit.carrier}.",
            status=403,
        )
    return MobileUnit.objects.select_for_update().get(id=unit.id)


@transaction.atomic
def add_unit(*, viewer: Viewer, values: dict[str, Any]) -> MobileUnit:
    """Add a unit carried by the viewer's organisation."""
    require_coordinator(viewer)
    plain = {name: value for name, value in values.items() if name not in LINKS}
    unit = MobileUnit(carrier_id=viewer.organisation_id, **plain)
    unit.slug = free_slug(MobileUnit, unit.name, 80)
    with refused_by_constraint(MobileUnit):
        unit.save()
    for link in LINKS:
        getattr(unit, link).set(values.get(link, []))
    return unit


@transaction.atomic
def change_unit(*, viewer: Viewer, slug: str, values: dict[str, Any], seen: str = "") -> MobileUnit:
    """Change a unit's sheet. Its address on the site never changes: posters carry it."""
    require_coordinator(viewer)
    unit = _lock_own(viewer, slug)
    require_seen(unit.updated_at, seen)
    for name, value in values.items():
        if name in LINKS:
            getattr(unit, name).set(value)
        else:
            setattr(unit, name, value)
    with refused_by_constraint(MobileUnit):
        unit.save()
    return unit


@transaction.atomic
def set_unit_active(*, viewer: Viewer, slug: str, is_active: bool) -> MobileUnit:
    """Retire a unit or put it back on the road. Its past visits stay."""
    require_coordinator(viewer)
    unit = _lock_own(viewer, slug)
    unit.is_active = is_active
    unit.save(update_fields=["is_active", "updated_at"])
    return unit
