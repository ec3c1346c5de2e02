"""Many visits at once: a planned season put in the calendar, all of it or nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from allervers.accounts.domain.viewer import Viewer
from allervers.tours import mapping
from allervers.tours.actions.guards import require_no_blocking, unit_in_one_place
from allervers.tours.actions.units import require_coordinator
from allervers.tours.domain.conflicts import Conflict, Kind, Planned
from allervers.tours.domain.recurrence import Hours
from allervers.tours.domain.recurrence_draft import Calendars, VisitDraft
from allervers.tours.domain.timing import day_of, span_of
from allervers.tours.models import Halt, MobileUnit, PartnerPresence, Tour, Visit
from allervers.tours.queries.planning import conflicts_of
from allervers.tours.queries.staff import halts_of, not_found, tours_of
from allervers.tours.queries.staff_aboard import edition_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """A visit to draft with a unit; `partners` are organisations expected on board."""

    unit_id: UUID
    draft: VisitDraft
    partners: tuple[UUID, ...] = ()


class NoHolidays:
    """Public holidays are looked at apart: halts may stand in places that have different ones."""

    def public_holiday(self, day: date) -> str | None:
        """Name none."""
        return None

    def is_school_holiday(self, day: date) -> bool:
        """Name none."""
        return False


def preview_visits(
    *,
    viewer: Viewer,
    units: Collection[MobileUnit],
    dates: tuple[date, date],
    wanted: Sequence[Wanted],
    calendars: Calendars,
    without: frozenset[UUID] = frozenset(),
    retimed: Sequence[tuple[Visit, Hours]] = (),
) -> list[Conflict]:
    """Say what stands in the way of visits with several units; writes nothing.

    `dates` are the first and last day of their tours; `without` are visits about to be cancelled,
    `retimed` visits about to have other hours: both are taken as they will be.
    """
    require_coordinator(viewer)
    halts = _halts(viewer, wanted)
    known = {unit.id: unit for unit in units}
    candidates = [_candidate(known[one.unit_id], halts, one.draft) for one in wanted]
    candidates += [_retimed(visit, hours) for visit, hours in retimed]
    found = conflicts_of(candidates, tour=dates, calendar=NoHolidays(), without=without)
    for one in wanted:
        name = calendars(halts[one.draft.halt_id].commune_id).public_holiday(one.draft.day)
        if name:
            found.append(Conflict(Kind.PUBLIC_HOLIDAY, one.draft.day, name))
    return sorted(found, key=lambda conflict: conflict.day)


@transaction.atomic
def add_visits(
    *,
    viewer: Viewer,
    tours: dict[UUID, UUID],
    wanted: Sequence[Wanted],
    calendars: Calendars,
) -> list[Visit]:
    """Draft visits in the tours of their units (unit → tour), in the order of `wanted`.

    Raises `Refusal` (409), naming the first conflicts, when a date is impossible: then nothing is
    written. Partners are put on board, not confirmed. An edition of others is refused (404).
    """
    require_coordinator(viewer)
    for edition_id in {one.draft.edition_id for one in wanted if one.draft.edition_id}:
        edition_of(viewer, edition_id)
    found = {tour.id: tour for tour in tours_of(viewer).filter(id__in=list(tours.values()))}
    if len(found) < len(set(tours.values())):
        raise not_found("Tournée introuvable.")
    halts = _halts(viewer, wanted)
    made: dict[int, Visit] = {}
    for unit_id, tour_id in tours.items():
        made |= _add(viewer, found[tour_id], halts, calendars, _of(wanted, unit_id))
    visits = [made[at] for at in range(len(wanted))]
    PartnerPresence.objects.bulk_create(
        PartnerPresence(visit=visit, organisation_id=partner)
        for visit, one in zip(visits, wanted, strict=True)
        for partner in one.partners
    )
    return visits


def _of(wanted: Sequence[Wanted], unit_id: UUID) -> dict[int, Wanted]:
    return {at: one for at, one in enumerate(wanted) if one.unit_id == unit_id}


def _add(
    viewer: Viewer,
    tour: Tour,
    halts: dict[UUID, Halt],
    calendars: Calendars,
    wanted: dict[int, Wanted],
) -> dict[int, Visit]:
    conflicts = preview_visits(
        viewer=viewer,
        units=[tour.unit],
        dates=(tour.starts_on, tour.ends_on),
        wanted=list(wanted.values()),
        calendars=calendars,
    )
    require_no_blocking(conflicts)
    made = {at: _visit(tour, halts, one.draft) for at, one in wanted.items()}
    with unit_in_one_place(tour.unit, [mapping.to_span(visit) for visit in made.values()]):
        Visit.objects.bulk_create(made.values())
    return made


def _visit(tour: Tour, halts: dict[UUID, Halt], draft: VisitDraft) -> Visit:
    visit = Visit(unit=tour.unit, tour=tour, halt=halts[draft.halt_id])
    mapping.fill_span(visit, span_of(draft.day, draft.hours))
    visit.by_appointment, visit.public_note = draft.by_appointment, draft.public_note
    visit.edition_id = draft.edition_id
    return visit


def _halts(viewer: Viewer, wanted: Sequence[Wanted]) -> dict[UUID, Halt]:
    """Return the halts by id; refuse (404) when one is not the viewer's to plan at."""
    asked = {one.draft.halt_id for one in wanted}
    found = {halt.id: halt for halt in halts_of(viewer).filter(id__in=asked)}
    if asked - found.keys():
        raise not_found("Halte introuvable.")
    return found


def _retimed(visit: Visit, hours: Hours) -> Planned:
    span = span_of(day_of(visit.starts_at), hours)
    unit, place = mapping.to_unit(visit.unit), mapping.to_place(visit.halt)
    return Planned(unit, place, span.starts_at, span.ends_at, visit_id=visit.id)


def _candidate(unit: MobileUnit, halts: dict[UUID, Halt], draft: VisitDraft) -> Planned:
    span = span_of(draft.day, draft.hours)
    place = mapping.to_place(halts[draft.halt_id])
    return Planned(mapping.to_unit(unit), place, span.starts_at, span.ends_at)
