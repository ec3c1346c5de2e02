"""Writes on single visits. Announced ones keep their identity: calendars follow each change.

A draft is edited freely. Once announced, hours are changed by `edit_visit`; the day or the place by
`publication.move_visit` (the old visit then says where the new one is); `publication.cancel_visit`
says why.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.tours import mapping
from allervers.tours.actions.guards import require_no_blocking, unit_in_one_place
from allervers.tours.actions.telling import line_of, tell
from allervers.tours.actions.units import require_coordinator
from allervers.tours.actions.versions import require_seen
from allervers.tours.domain.conflicts import Conflict, Planned
from allervers.tours.domain.recurrence_draft import Calendars, VisitDraft
from allervers.tours.domain.timing import Span, day_of, span_of
from allervers.tours.models import Edition, Halt, Series, Tour, Visit
from allervers.tours.queries.planning import (
    conflicts_of,
    planning_halt,
    tour_dates,
    with_everything,
)
from allervers.tours.queries.staff import tour_of, visit_of
from allervers.tours.queries.staff_aboard import edition_of
from allervers.tours.wording.changes import changed_letter
from allervers.ui.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class SavedVisit:
    """A visit, and the warnings that did not stop it."""

    visit: Visit
    conflicts: list[Conflict]


def preview_visit(
    *,
    viewer: Viewer,
    tour_id: UUID,
    draft: VisitDraft,
    calendars: Calendars,
    visit_id: UUID | None = None,
) -> list[Conflict]:
    """Say what stands in the way of a visit; writes nothing.

    With `visit_id`, that visit is being changed or moved and does not collide with itself.
    """
    require_coordinator(viewer)
    tour, halt = tour_of(viewer, tour_id), planning_halt(viewer, draft.halt_id)
    visit = lock_visit(viewer, visit_id, lock=False) if visit_id else None
    return conflicts_with(tour, halt, draft, calendars, visit)


@transaction.atomic
def add_visit(
    *, viewer: Viewer, tour_id: UUID, draft: VisitDraft, calendars: Calendars
) -> SavedVisit:
    """Add one draft visit to a tour. Raises `Refusal` (409) when a conflict blocks it."""
    require_coordinator(viewer)
    tour, halt = tour_of(viewer, tour_id), planning_halt(viewer, draft.halt_id)
    found = conflicts_with(tour, halt, draft, calendars, None)
    require_no_blocking(found)
    visit = Visit(unit=tour.unit, tour=tour)
    fill_visit(visit, viewer, halt, draft)
    with unit_in_one_place(tour.unit, [mapping.to_span(visit)]):
        visit.save()
    return SavedVisit(visit, found)


@transaction.atomic
def edit_visit(
    *,
    viewer: Viewer,
    visit_id: UUID,
    draft: VisitDraft,
    calendars: Calendars,
    now: datetime,
    seen: str = "",
) -> SavedVisit:
    """Change a draft, or the hours and words of an announced visit, whose sequence then grows.

    Refused for a past, cancelled or moved visit, and when an announced one would change day or
    place: that is `move_visit`.
    """
    visit = lock_visit(viewer, visit_id, seen=seen)
    halt = planning_halt(viewer, draft.halt_id)
    require_to_come(visit, now, Visit.Status.DRAFT, Visit.Status.PUBLISHED)
    is_public = visit.status == Visit.Status.PUBLISHED
    if is_public and (halt.id != visit.halt_id or draft.day != day_of(visit.starts_at)):
        raise Refusal(
            code="announced_visit_moves",
            what=_("Un passage annoncé ne change pas de jour ou de lieu sans le dire."),
            why=_("Des habitants l'ont déjà dans leur calendrier."),
            todo=_("Utilisez « Déplacer » : l'ancien passage dira où est le nouveau."),
            status=409,
        )
    found = conflicts_with(visit.tour, halt, draft, calendars, visit)
    require_no_blocking(found)
    before = line_of(visit)
    was = _told(visit)
    fill_visit(visit, viewer, halt, draft)
    if is_public and was != _told(visit):
        visit.sequence += 1
    with unit_in_one_place(visit.unit, [mapping.to_span(visit)], except_id=visit.id):
        visit.save()
    if is_public and before != line_of(visit):
        tell([(visit, changed_letter(before, line_of(visit)))])
    return SavedVisit(visit, found)


@transaction.atomic
def delete_visit(*, viewer: Viewer, visit_id: UUID, seen: str = "") -> None:
    """Delete a draft; its date becomes an exception of its series, so that it does not come back.

    Refused once announced: the public must be told, by a cancellation.
    """
    visit = lock_visit(viewer, visit_id, seen=seen)
    if visit.status != Visit.Status.DRAFT:
        raise wrong_status(visit)
    if visit.series_id and visit.recurrence_date:
        series = Series.objects.select_for_update().get(id=visit.series_id)
        series.exdates = sorted({*series.exdates, visit.recurrence_date})
        series.save(update_fields=["exdates", "updated_at"])
    visit.delete()


def lock_visit(viewer: Viewer, visit_id: UUID, *, seen: str = "", lock: bool = True) -> Visit:
    """Return a visit with all that `mapping` reads; locked, and not changed since it was seen."""
    require_coordinator(viewer)
    visit_of(viewer, visit_id)
    if lock:
        Visit.objects.select_for_update().get(id=visit_id)
    visit = with_everything(Visit.objects.filter(id=visit_id).select_related("tour")).get()
    require_seen(visit.updated_at, seen)
    return visit


def conflicts_with(
    tour: Tour, halt: Halt, draft: VisitDraft, calendars: Calendars, visit: Visit | None
) -> list[Conflict]:
    """Return the conflicts of a visit as it would be, `visit` being what it is now."""
    span = span_of(draft.day, draft.hours)
    unit = mapping.to_unit(visit.unit if visit else tour.unit)
    aboard = mapping.to_aboard(visit) if visit else ()
    known = visit.id if visit else None
    place = mapping.to_place(halt)
    candidate = Planned(unit, place, span.starts_at, span.ends_at, aboard, known)
    return conflicts_of([candidate], tour=tour_dates(tour), calendar=calendars(halt.commune_id))


def fill_visit(visit: Visit, viewer: Viewer, halt: Halt, draft: VisitDraft) -> None:
    """Copy a draft onto a row, without saving it."""
    mapping.fill_span(visit, span_of(draft.day, draft.hours))
    visit.halt = halt
    visit.by_appointment, visit.public_note = draft.by_appointment, draft.public_note
    visit.edition = _edition(viewer, visit, draft.edition_id)


def _edition(viewer: Viewer, visit: Visit, edition_id: UUID | None) -> Edition | None:
    """An edition is of the viewer's organisation, unless it was there before."""
    if edition_id is None or edition_id == visit.edition_id:
        return visit.edition if edition_id else None
    return edition_of(viewer, edition_id)


def _told(visit: Visit) -> tuple[Span, bool, str, UUID | None]:
    """What the public reads of a visit, apart from its status."""
    return mapping.to_span(visit), visit.by_appointment, visit.public_note, visit.edition_id


def require_to_come(visit: Visit, now: datetime, *statuses: str) -> None:
    """Refuse a visit that is over, or whose status is none of these."""
    if visit.status not in statuses:
        raise wrong_status(visit)
    require_future(visit, now)


def require_future(visit: Visit, now: datetime) -> None:
    """Refuse a visit that is over."""
    if visit.ends_at <= now:
        raise Refusal(
            code="visit_is_over",
            what=_("Ce passage est terminé."),
            why=_("Ce qui a eu lieu, ou non, ne se réécrit pas."),
            todo=_("Choisissez un passage à venir."),
            status=409,
        )


def wrong_status(visit: Visit) -> Refusal:
    """Say that a visit's status does not allow what is asked."""
    return Refusal(
        code="visit_status",
        what=_("Ce passage ne peut pas être modifié ainsi."),
        why=_("Il est « %(status)s ».") % {"status": visit.get_status_display()},
        todo=_("Revenez à sa page : elle montre ce qui est possible."),
        status=409,
    )
