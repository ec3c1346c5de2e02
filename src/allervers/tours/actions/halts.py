"""Writes on halts."""

from typing import Any

from django.db import transaction

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.actions.saving import refused_by_constraint
from allervers.tours.actions.units import free_slug, require_coordinator
from allervers.tours.actions.versions import require_seen
from allervers.tours.models import Halt
from allervers.tours.queries.staff import halt_of
from allervers.ui.domain.refusal import Refusal


def _lock_own(viewer: Viewer, slug: str) -> Halt:
    halt = halt_of(viewer, slug)
    if halt.carrier_id != viewer.organisation_id:
        raise Refusal(
            code="halt-of-another",
            what=f"La halte « {halt.name} » est tenue par {halt.carrier}.",
            why="Votre organisation s'y arrête, mais seul son porteur modifie sa fiche.",
            todo=f"Contactez {halt.carrier}.",
            status=403,
        )
    return Halt.objects.select_for_update().get(id=halt.id)


@transaction.atomic
def add_halt(*, viewer: Viewer, values: dict[str, Any]) -> Halt:
    """Add a halt; `values` holds the commune and a point already checked against its outline."""
    require_coordinator(viewer)
    halt = Halt(carrier_id=viewer.organisation_id, **values)
    halt.slug = free_slug(Halt, f"{halt.commune.name} {halt.name}", 120)
    with refused_by_constraint(Halt):
        halt.save()
    return halt


@transaction.atomic
def change_halt(*, viewer: Viewer, slug: str, values: dict[str, Any], seen: str = "") -> Halt:
    """Change a halt's sheet. Its address on the site never changes: posters carry it."""
    require_coordinator(viewer)
    halt = _lock_own(viewer, slug)
    require_seen(halt.updated_at, seen)
    for name, value in values.items():
        setattr(halt, name, value)
    with refused_by_constraint(Halt):
        halt.save()
    return halt


@transaction.atomic
def set_halt_active(*, viewer: Viewer, slug: str, is_active: bool) -> Halt:
    """Retire a halt or take it up again. Its past visits stay."""
    require_coordinator(viewer)
    halt = _lock_own(viewer, slug)
    halt.is_active = is_active
    halt.save(update_fields=["is_active", "updated_at"])
    return halt
