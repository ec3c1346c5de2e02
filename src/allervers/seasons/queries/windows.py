"""When halts may be visited: their windows in a season, and what the tours' series say."""

from collections.abc import Collection
from uuid import UUID

from allervers.seasons.domain.windows import Repeated, Window, windows_of
from allervers.seasons.models import Season, SeasonHalt, SeasonHaltWindow
from allervers.tours.domain.recurrence_rules import parse_rrule
from allervers.tours.models import Series
from allervers.tours.queries.staff import not_found


def windows_in(row: SeasonHalt) -> list[Window]:
    """Return all the windows of a halt, its first one before; `windows` may be prefetched."""
    found = [Window(tuple(row.weekdays), row.opens, row.closes)]
    others = sorted(row.windows.all(), key=lambda one: (one.opens, one.id))
    found += [Window(tuple(one.weekdays), one.opens, one.closes) for one in others]
    return found


def window_in(row: SeasonHalt, window_id: int) -> SeasonHaltWindow:
    """Return one of the other windows of a halt; refuse (404) another's."""
    found = row.windows.filter(id=window_id).first()
    if found is None:
        raise not_found("Créneau introuvable.")
    return found


def series_windows(season: Season, halts: Collection[UUID]) -> dict[UUID, list[Window]]:
    """Return, by halt, the windows of the carrier's series that are not over before the season."""
    rows = Series.objects.filter(halt__in=halts, tour__unit__carrier_id=season.carrier_id)
    rows = rows.exclude(until__lt=season.starts_on).order_by("halt_id", "id")
    found: dict[UUID, list[Repeated]] = {}
    for row in rows:
        rule = parse_rrule(row.rrule)
        days = {*rule.weekdays, *(day for _rank, day in rule.positioned)}
        pause = (row.pause_starts, row.pause_ends) if row.pause_starts and row.pause_ends else None
        one = Repeated(days, row.anchor, row.starts, row.ends, pause)
        found.setdefault(row.halt_id, []).append(one)
    return {halt: windows_of(some) for halt, some in found.items()}
