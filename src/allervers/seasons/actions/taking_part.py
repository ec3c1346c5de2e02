"""Writes on what takes part in a season: units, halts, partners aboard."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.actions.seasons import lock_season
from allervers.seasons.actions.windows import add_series_windows
from allervers.seasons.models import Season, SeasonHalt, SeasonPartner, SeasonUnit
from allervers.seasons.queries.seasons import halt_in, partner_in, unit_in
from allervers.tours.actions.saving import refused_by_constraint
from allervers.tours.queries.staff import halts_of, not_found, units_of

Row = TypeVar("Row", bound=Model)


@transaction.atomic
def save_unit(
    *, viewer: Viewer, season_id: UUID, row_id: int | None, values: dict[str, Any]
) -> SeasonUnit:
    """Add a unit to a season, or change how it takes part."""
    season = lock_season(viewer, season_id)
    row = SeasonUnit(season=season) if row_id is None else unit_in(season, row_id)
    unit = values.get("unit")
    if unit is not None and not units_of(viewer).filter(id=unit.id).exists():
        raise not_found(_("Unité mobile introuvable."))
    return stored(row, values)


@transaction.atomic
def add_halts(
    *,
    viewer: Viewer,
    season_id: UUID,
    halt_ids: Iterable[UUID],
    values: dict[str, Any],
    takes_series: bool = False,
) -> int:
    """Add halts to a season with the same days and hours; return how many are new.

    `takes_series`: the hours of the tours that stop there are added to them.
    """
    season = lock_season(viewer, season_id)
    allowed = set(halts_of(viewer).filter(id__in=list(halt_ids)).values_list("id", flat=True))
    known = set(season.halts.values_list("halt_id", flat=True))
    new = sorted(allowed - known)
    SeasonHalt.objects.bulk_create(SeasonHalt(season=season, halt_id=one, **values) for one in new)
    if takes_series:
        add_series_windows(season, rows_of(season, new))
    return len(new)


def rows_of(season: Season, halts: Iterable[UUID]) -> list[SeasonHalt]:
    """Return the rows of some halts, their other hours with them."""
    rows = season.halts.filter(halt_id__in=list(halts)).order_by("id")
    return list(rows.prefetch_related("windows"))


@transaction.atomic
def change_halt(
    *, viewer: Viewer, season_id: UUID, row_id: int, values: dict[str, Any]
) -> SeasonHalt:
    """Change when a halt may be visited, and what it asks."""
    season = lock_season(viewer, season_id)
    return stored(halt_in(season, row_id), values)


@transaction.atomic
def save_partner(
    *, viewer: Viewer, season_id: UUID, row_id: int | None, values: dict[str, Any]
) -> SeasonPartner:
    """Put a partner aboard a unit on some weekdays, or change it."""
    season = lock_season(viewer, season_id)
    row = SeasonPartner(season=season) if row_id is None else partner_in(season, row_id)
    if not season.units.filter(unit=values["unit"]).exists():
        raise not_found(_("Unité de la saison introuvable."))
    return stored(row, values)


@transaction.atomic
def remove_unit(*, viewer: Viewer, season_id: UUID, row_id: int) -> None:
    """Take a unit out of a season, with the partners aboard it."""
    season = lock_season(viewer, season_id)
    row = unit_in(season, row_id)
    season.partners.filter(unit_id=row.unit_id).delete()
    row.delete()


@transaction.atomic
def remove_halt(*, viewer: Viewer, season_id: UUID, row_id: int) -> None:
    """Take a halt out of a season."""
    halt_in(lock_season(viewer, season_id), row_id).delete()


@transaction.atomic
def remove_partner(*, viewer: Viewer, season_id: UUID, row_id: int) -> None:
    """Take a partner off a unit in a season."""
    partner_in(lock_season(viewer, season_id), row_id).delete()


def stored(row: Row, values: dict[str, Any]) -> Row:
    """Write values into a row, the constraints' refusals said in sentences."""
    for name, value in values.items():
        setattr(row, name, value)
    with refused_by_constraint(type(row)):
        row.save()
    return row
