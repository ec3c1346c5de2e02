"""Writes on a season: its rules, what it supposes, who and what takes part."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.models import Computation, Season, SeasonHaltWindow
from allervers.seasons.queries.season_lists import is_published
from allervers.seasons.queries.seasons import LIVE_PLAN, season_of
from allervers.tours.actions.saving import refused_by_constraint
from allervers.tours.actions.units import require_coordinator
from allervers.tours.actions.versions import require_seen
from allervers.tours.queries.staff_aboard import edition_of
from allervers.ui.domain.refusal import Refusal

COPIED = ("units", "halts", "partners")


def lock_season(viewer: Viewer, season_id: UUID) -> Season:
    """Return a season of the viewer's carrier, locked; refuse who may not write."""
    require_coordinator(viewer)
    season_of(viewer, season_id)
    return Season.objects.select_for_update().get(id=season_id)


@transaction.atomic
def add_season(*, viewer: Viewer, values: dict[str, Any]) -> Season:
    """Add a season of the viewer's organisation."""
    require_coordinator(viewer)
    require_own_edition(viewer, values)
    season = Season(carrier_id=viewer.organisation_id, created_by_id=viewer.member_id, **values)
    with refused_by_constraint(Season):
        season.save()
    return season


@transaction.atomic
def change_season(
    *, viewer: Viewer, season_id: UUID, values: dict[str, Any], seen: str = ""
) -> Season:
    """Change a season. Plans already computed keep the problem they were counted on."""
    season = lock_season(viewer, season_id)
    require_seen(season.updated_at, seen)
    require_own_edition(viewer, values)
    for name, value in values.items():
        setattr(season, name, value)
    with refused_by_constraint(Season):
        season.save()
    return season


def require_own_edition(viewer: Viewer, values: dict[str, Any]) -> None:
    """Refuse (404) a themed edition of another organisation."""
    if values.get("edition") is not None:
        edition_of(viewer, values["edition"].id)


@transaction.atomic
def duplicate_season(*, viewer: Viewer, season_id: UUID, name: str, starts_on: date) -> Season:
    """Copy a season to another period of the same length; days off and plans are not copied."""
    found = lock_season(viewer, season_id)
    length = found.ends_on - found.starts_on
    copy = Season.objects.get(id=found.id)
    copy.id, copy.name = uuid4(), name
    copy.starts_on, copy.ends_on = starts_on, starts_on + length
    copy.created_by_id = viewer.member_id
    copy._state.adding = True  # noqa: SLF001 - documented by Django: copying an instance
    with refused_by_constraint(Season):
        copy.save(force_insert=True)
    for part in COPIED:
        rows = list(getattr(found, part).order_by("id"))
        for row in rows:
            row.pk, row.season_id = None, copy.id
            if part == "units":
                row.off_days = []
        getattr(found, part).model.objects.bulk_create(rows)
    copy_windows(found, copy)
    return copy


@transaction.atomic
def delete_season(*, viewer: Viewer, season_id: UUID) -> None:
    """Delete a season with its plans; refuse (409) one in the calendar or being computed."""
    season = lock_season(viewer, season_id)
    if is_published(season):
        raise Refusal(
            "season-published",
            _("Cette saison a un plan publié : elle ne peut pas être supprimée."),
            _("Des passages du calendrier en viennent."),
            _("Dupliquez-la pour en préparer une autre."),
            409,
        )
    if season.computations.filter(**LIVE_PLAN).exists():
        raise Refusal(
            "season-computing",
            _("Un calcul est en cours pour cette saison."),
            todo=_("Arrêtez-le d'abord."),
            status=409,
        )
    Computation.objects.filter(season=season).delete()
    season.plans.all().delete()
    season.delete()


def copy_windows(season: Season, copy: Season) -> None:
    """Copy the other hours of the halts of a season to those of its copy."""
    rows = {row.halt_id: row for row in copy.halts.all()}
    SeasonHaltWindow.objects.bulk_create(
        SeasonHaltWindow(
            halt=rows[one.halt.halt_id], weekdays=one.weekdays, opens=one.opens, closes=one.closes
        )
        for one in SeasonHaltWindow.objects.filter(halt__season=season)
        .select_related("halt")
        .order_by("id")
    )
