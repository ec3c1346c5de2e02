"""New hours for several visits at once: looked at together, as they will be, not one after another.

Two visits of a unit may take each other's hours; edited one by one, the first would be refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from allervers.accounts.domain.viewer import Viewer
from allervers.tours import mapping
from allervers.tours.actions.guards import require_no_blocking, unit_in_one_place
from allervers.tours.actions.many import NoHolidays
from allervers.tours.actions.telling import line_of, tell
from allervers.tours.actions.units import require_coordinator
from allervers.tours.actions.visits import lock_visit, require_to_come
from allervers.tours.domain.recurrence import Hours
from allervers.tours.domain.timing import Span, day_of, span_of
from allervers.tours.models import Visit
from allervers.tours.queries.planning import conflicts_of
from allervers.tours.wording.changes import changed_letter

ASIDE: Final = timedelta(days=200 * 365)
"""Where visits wait, inside the transaction, for each other's places to be free."""


@transaction.atomic
def retime_visits(*, viewer: Viewer, hours: Mapping[UUID, Hours], now: datetime) -> None:
    """Give visits other hours on their day; calendars and partners of announced ones are told.

    Raises `Refusal` (409) when a unit would be in two places, or a visit is over or cancelled.
    """
    require_coordinator(viewer)
    visits = [lock_visit(viewer, one) for one in sorted(hours)]
    for visit in visits:
        require_to_come(visit, now, Visit.Status.DRAFT, Visit.Status.PUBLISHED)
    spans = {one.id: span_of(day_of(one.starts_at), hours[one.id]) for one in visits}
    _require_possible(visits, spans)
    before = {visit.id: line_of(visit) for visit in visits}
    for unit in {visit.unit_id: visit.unit for visit in visits}.values():
        mine = [visit for visit in visits if visit.unit_id == unit.id]
        with unit_in_one_place(unit, [spans[visit.id] for visit in mine]):
            _place(mine, spans)
    announced = [one for one in visits if one.status == Visit.Status.PUBLISHED]
    changed = [one for one in announced if before[one.id] != line_of(one)]
    tell([(one, changed_letter(before[one.id], line_of(one))) for one in changed])


def _require_possible(visits: Sequence[Visit], spans: Mapping[UUID, Span]) -> None:
    if not visits:
        return
    as_they_will_be = [
        replace(
            mapping.to_planned(one),
            starts_at=spans[one.id].starts_at,
            ends_at=spans[one.id].ends_at,
        )
        for one in visits
    ]
    days = [one.day for one in as_they_will_be]
    require_no_blocking(
        conflicts_of(as_they_will_be, tour=(min(days), max(days)), calendar=NoHolidays())
    )


def _place(visits: Sequence[Visit], spans: Mapping[UUID, Span]) -> None:
    """Put visits of a unit aside, then each where it goes: PostgreSQL refuses any overlap."""
    instants = ("starts_at", "ends_at", "pause_starts_at", "pause_ends_at")
    rows = Visit.objects.filter(id__in=[visit.id for visit in visits])
    rows.update(**{name: F(name) + ASIDE for name in instants})
    for visit in visits:
        if visit.status == Visit.Status.PUBLISHED and mapping.to_span(visit) != spans[visit.id]:
            visit.sequence += 1
        mapping.fill_span(visit, spans[visit.id])
        visit.save()
