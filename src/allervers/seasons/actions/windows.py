"""Writes on the other hours of a halt in a season."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction

from allervers.accounts.domain.viewer import Viewer
from allervers.seasons.actions.seasons import lock_season
from allervers.seasons.domain.windows import new_ones
from allervers.seasons.models import Season, SeasonHalt, SeasonHaltWindow
from allervers.seasons.queries.seasons import halt_in
from allervers.seasons.queries.windows import series_windows, window_in, windows_in
from allervers.tours.actions.saving import refused_by_constraint


@transaction.atomic
def add_window(
    *, viewer: Viewer, season_id: UUID, row_id: int, values: dict[str, Any]
) -> SeasonHaltWindow:
    """Let a halt be visited at other hours too."""
    row = halt_in(lock_season(viewer, season_id), row_id)
    with refused_by_constraint(SeasonHaltWindow):
        return SeasonHaltWindow.objects.create(halt=row, **values)


@transaction.atomic
def take_windows(*, viewer: Viewer, season_id: UUID, row_id: int) -> int:
    """Add the hours of the tours that stop at a halt; return how many were not there."""
    season = lock_season(viewer, season_id)
    return add_series_windows(season, [halt_in(season, row_id)])


@transaction.atomic
def remove_window(*, viewer: Viewer, season_id: UUID, row_id: int, window_id: int) -> None:
    """Take hours off a halt."""
    row = halt_in(lock_season(viewer, season_id), row_id)
    window_in(row, window_id).delete()


def add_series_windows(season: Season, rows: Collection[SeasonHalt]) -> int:
    """Add to rows of a season the hours of the tours that stop there, in two queries more."""
    told = series_windows(season, [row.halt_id for row in rows])
    found = [
        SeasonHaltWindow(halt=row, weekdays=list(one.weekdays), opens=one.opens, closes=one.closes)
        for row in rows
        if row.halt_id in told
        for one in new_ones(windows_in(row), told[row.halt_id])
    ]
    SeasonHaltWindow.objects.bulk_create(found)
    return len(found)
