"""What the public is told of visits: announced, cancelled, restored, moved.

Each change of an announced visit adds one to its sequence (RFC 5545), so that calendars take it,
and writes to the partners on board and to the commune.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allervers.accounts.domain.viewer import Viewer
from allervers.tours import mapping
from allervers.tours.actions.guards import require_no_blocking, unit_in_one_place
from allervers.tours.actions.telling import line_of, tell
from allervers.tours.actions.units import require_coordinator
from allervers.tours.actions.visits import (
    SavedVisit,
    conflicts_with,
    fill_visit,
    lock_visit,
    require_future,
    require_to_come,
)
from allervers.tours.domain.conflicts import Conflict
from allervers.tours.domain.recurrence_draft import Calendars, VisitDraft
from allervers.tours.models import CrewAssignment, PartnerPresence, Visit
from allervers.tours.queries.planning import missing_agreements, planning_halt, with_everything
from allervers.tours.queries.staff import visits_of
from allervers.tours.queries.staff_calendar import visits_between
from allervers.tours.wording import conflict_text
from allervers.tours.wording.changes import (
    cancelled_letter,
    moved_letter,
    published_letter,
    restored_letter,
)
from allervers.ui.domain.refusal import Refusal

SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Publication:
    """The visits now announced, and those that wait for a town, with what it answered."""

    published: list[Visit]
    refused: list[tuple[Visit, Conflict]]


@transaction.atomic
def publish_visits(
    *,
    viewer: Viewer,
    now: datetime,
    visit_ids: Collection[UUID] | None = None,
    tour_id: UUID | None = None,
) -> Publication:
    """Announce drafts to come: those named, or all those of a tour.

    Drafts of a halt that needs an agreement it does not have stay drafts, and are returned with
    the reason; when none can be announced, a `Refusal` (409) lists them. Visits already announced,
    cancelled or over are left alone.
    """
    require_coordinator(viewer)
    drafts = visits_of(viewer).filter(status=Visit.Status.DRAFT, ends_at__gt=now)
    if visit_ids is not None:
        drafts = drafts.filter(id__in=list(visit_ids))
    if tour_id is not None:
        drafts = drafts.filter(tour_id=tour_id)
    if visit_ids is None and tour_id is None:
        drafts = drafts.none()
    visits = _locked(drafts)
    missing = missing_agreements(visits)
    refused = [(one, missing[one.id]) for one in visits if one.id in missing]
    ready = [one for one in visits if one.id not in missing]
    if not ready:
        raise _none_ready(refused)
    for visit in ready:
        visit.status, visit.published_at = Visit.Status.PUBLISHED, now
    _save_all(ready, "status", "published_at")
    tell([(visit, published_letter(line_of(visit))) for visit in ready])
    return Publication(ready, refused)


@transaction.atomic
def cancel_visit(
    *,
    viewer: Viewer,
    visit_id: UUID,
    reason: str,
    text: str = "",
    now: datetime,
    seen: str = "",
) -> Visit:
    """Cancel an announced visit, with a reason (a code of `Visit.Reason`) and words for the public.

    The unit is free again at that time. A draft is not cancelled but deleted: nobody knew of it.
    """
    require_coordinator(viewer)
    require_reason(reason)
    visit = lock_visit(viewer, visit_id, seen=seen)
    require_to_come(visit, now, Visit.Status.PUBLISHED)
    return _cancel([visit], reason, text)[0]


@transaction.atomic
def cancel_visits(
    *,
    viewer: Viewer,
    reason: str,
    text: str = "",
    now: datetime,
    first: date,
    last: date,
    departement: str = "",
    visit_ids: Collection[UUID] | None = None,
) -> list[Visit]:
    """Cancel every announced visit between two days, both included: a heat wave, a strike.

    `departement` (Insee code) or `visit_ids` narrow it. Only units that the viewer's organisation
    carries or shares; visits already over stay. Returns the visits cancelled, perhaps none.
    """
    require_coordinator(viewer)
    require_reason(reason)
    visits = visits_between(viewer, first, last).filter(
        status=Visit.Status.PUBLISHED, ends_at__gt=now
    )
    if departement:
        visits = visits.filter(halt__commune__departement_id=departement)
    if visit_ids is not None:
        visits = visits.filter(id__in=list(visit_ids))
    return _cancel(_locked(visits), reason, text)


@transaction.atomic
def restore_visit(*, viewer: Viewer, visit_id: UUID, now: datetime, seen: str = "") -> Visit:
    """Undo a cancellation.

    Refused when the unit was promised elsewhere meanwhile, or the town's agreement withdrawn.
    """
    visit = lock_visit(viewer, visit_id, seen=seen)
    require_to_come(visit, now, Visit.Status.CANCELLED)
    require_agreement(visit)
    visit.status, visit.reason, visit.reason_text = Visit.Status.PUBLISHED, "", ""
    visit.sequence += 1
    with unit_in_one_place(visit.unit, [mapping.to_span(visit)], except_id=visit.id):
        visit.save()
    tell([(visit, restored_letter(line_of(visit)))])
    return visit


@transaction.atomic
def move_visit(
    *,
    viewer: Viewer,
    visit_id: UUID,
    draft: VisitDraft,
    reason: str,
    text: str = "",
    calendars: Calendars,
    now: datetime,
    seen: str = "",
) -> SavedVisit:
    """Move an announced (or cancelled) visit to another date, hours or halt; return the new one.

    The old visit stays, marked moved, with its reason (a code of `Visit.Reason`) and `text` for the
    public, and leads to the new one by `moved_to`. Crew and partners follow; partners have to
    confirm again. Partners and both communes are told. Refused without the new halt's agreement.
    """
    require_reason(reason)
    visit = lock_visit(viewer, visit_id, seen=seen)
    halt = planning_halt(viewer, draft.halt_id)
    require_to_come(visit, now, Visit.Status.PUBLISHED, Visit.Status.CANCELLED)
    found = conflicts_with(visit.tour, halt, draft, calendars, visit)
    require_no_blocking(found)
    new = Visit(unit=visit.unit, tour=visit.tour, status=Visit.Status.PUBLISHED, published_at=now)
    new.edition = visit.edition
    fill_visit(new, viewer, halt, draft)
    require_future(new, now)
    require_agreement(new)
    _replace(visit, new, reason, text)
    letter = moved_letter(line_of(visit), line_of(new), visit.get_reason_display(), text)
    tell([(visit, letter)], also=[halt.commune_id])
    return SavedVisit(new, found)


def require_reason(reason: str) -> None:
    """Refuse a change that does not say why."""
    if reason not in Visit.Reason.values:
        raise Refusal(
            code="reason_missing",
            what=_("La raison manque."),
            why=_("Les personnes qui comptaient venir ont le droit de savoir pourquoi."),
            todo=_("Choisissez une raison dans la liste."),
        )


def require_agreement(visit: Visit) -> None:
    """Refuse to announce a visit where the town has not agreed; says what it answered."""
    missing = missing_agreements([visit])
    if missing:
        raise _none_ready([(visit, missing[visit.id])])


def _locked(visits: QuerySet[Visit]) -> list[Visit]:
    """Lock visits in one order, so that two coordinators never wait for each other for ever.

    Read again once locked: another person may have changed some of them meanwhile.
    """
    ids = list(visits.values_list("id", flat=True))
    list(Visit.objects.filter(id__in=ids).order_by("id").select_for_update())
    return list(with_everything(visits.filter(id__in=ids)).order_by("starts_at", "id"))


def _save_all(visits: list[Visit], *fields: str) -> None:
    """Save these fields in one statement, whatever the number of visits."""
    for visit in visits:
        visit.updated_at = timezone.now()  # what auto_now does for one row
    Visit.objects.bulk_update(visits, [*fields, "updated_at"])


def _cancel(visits: list[Visit], reason: str, text: str) -> list[Visit]:
    for visit in visits:
        visit.status, visit.reason, visit.reason_text = Visit.Status.CANCELLED, reason, text
        visit.sequence += 1
    _save_all(visits, "status", "reason", "reason_text", "sequence")
    tell(
        [
            (visit, cancelled_letter(line_of(visit), visit.get_reason_display(), text))
            for visit in visits
        ]
    )
    return visits


def _replace(old: Visit, new: Visit, reason: str, text: str) -> None:
    old.status, old.reason, old.reason_text = Visit.Status.MOVED, reason, text
    old.sequence += 1
    old.save()
    with unit_in_one_place(old.unit, [mapping.to_span(new)]):
        new.save()
    old.moved_to = new
    old.save(update_fields=["moved_to", "updated_at"])
    CrewAssignment.objects.bulk_create(
        [CrewAssignment(visit=new, member_id=one.member_id) for one in old.crew.all()]
    )
    PartnerPresence.objects.bulk_create(
        [
            PartnerPresence(
                visit=new,
                organisation_id=one.organisation_id,
                offers=one.offers,
                languages=one.languages,
            )
            for one in old.partners.all()
        ]
    )


def _none_ready(refused: list[tuple[Visit, Conflict]]) -> Refusal:
    if not refused:
        return Refusal(
            code="nothing_to_publish",
            what=_("Il n'y a aucun passage à annoncer."),
            why=_("Seuls les brouillons à venir peuvent l'être."),
            todo=_("Vérifiez votre choix."),
            status=409,
        )
    said = [conflict_text(conflict) for _visit, conflict in refused[:SHOWN]]
    more = len(refused) - SHOWN
    if more > 0:
        said.append(ngettext("Et %(count)s autre.", "Et %(count)s autres.", more) % {"count": more})
    return Refusal(
        code="no_agreement",
        what=_("Rien n'a été annoncé : l'accord de la commune manque."),
        why=" ".join(said),
        todo=_("Demandez l'accord de la commune, ou enregistrez celui que vous avez reçu."),
        status=409,
    )
