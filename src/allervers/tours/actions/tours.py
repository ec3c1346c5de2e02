"""Writes on tours."""

from typing import Any
from uuid import UUID

from django.db import transaction

from allervers.accounts.domain.viewer import Viewer
from allervers.tours.actions.saving import refused_by_constraint
from allervers.tours.actions.units import require_coordinator
from allervers.tours.actions.versions import require_seen
from allervers.tours.models import MobileUnit, Tour, Visit
from allervers.tours.queries.staff import tour_of, units_of
from allervers.tours.queries.staff_calendar import visits_outside
from allervers.ui.domain.refusal import Refusal


def _require_unit(viewer: Viewer, unit: MobileUnit) -> None:
    if not units_of(viewer).filter(id=unit.id, is_active=True).exists():
        raise Refusal(
            code="unit-not-available",
            what=f"« {unit.name} » ne peut pas recevoir cette tournée.",
            why="Elle n'est pas à votre organisation, ou elle est retirée du service.",
            todo="Choisissez une autre unité.",
        )


@transaction.atomic
def add_tour(*, viewer: Viewer, values: dict[str, Any]) -> Tour:
    """Open a tour for a unit that the viewer's organisation carries or shares."""
    require_coordinator(viewer)
    _require_unit(viewer, values["unit"])
    with refused_by_constraint(Tour):
        return Tour.objects.create(**values)


@transaction.atomic
def change_tour(*, viewer: Viewer, tour_id: UUID, values: dict[str, Any], seen: str = "") -> Tour:
    """Change a tour's name, dates and words. Its unit stays: its visits were planned with it."""
    require_coordinator(viewer)
    tour_of(viewer, tour_id)
    tour = Tour.objects.select_for_update().get(id=tour_id)
    require_seen(tour.updated_at, seen)
    for name in ("name", "starts_on", "ends_on", "description"):
        setattr(tour, name, values.get(name, getattr(tour, name)))
    if visits_outside(tour, tour.starts_on, tour.ends_on):
        raise Refusal(
            code="visits-outside-tour",
            what="Des passages prévus seraient hors de la tournée.",
            why="Un passage a lieu entre le premier et le dernier jour de sa tournée.",
            todo="Gardez des dates plus larges, ou déplacez et annulez d'abord ces passages.",
            status=409,
        )
    with refused_by_constraint(Tour):
        tour.save()
    return tour


@transaction.atomic
def delete_tour(*, viewer: Viewer, tour_id: UUID) -> None:
    """Delete a tour that was never announced; one that the public has seen is kept."""
    require_coordinator(viewer)
    tour = tour_of(viewer, tour_id)
    refuse_if_announced(tour)
    tour.delete()


def refuse_if_announced(tour: Tour) -> None:
    """Refuse a tour that the public has seen, before or when it is deleted."""
    if Visit.objects.filter(tour=tour).exclude(status=Visit.Status.DRAFT).exists():
        raise Refusal(
            code="tour-announced",
            what=f"La tournée « {tour.name} » ne peut pas être supprimée.",
            why="Des passages ont été annoncés : des habitants les ont dans leur calendrier.",
            todo="Annulez les passages à venir : chacun en sera prévenu.",
        )
