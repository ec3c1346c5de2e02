"""Writes on who is on board: crew, partners, editions, absences."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member, Organisation
from allervers.tours.actions.saving import refused_by_constraint
from allervers.tours.actions.telling import tell_aboard
from allervers.tours.actions.units import require_coordinator
from allervers.tours.actions.versions import require_seen
from allervers.tours.actions.visits import require_future
from allervers.tours.models import (
    Absence,
    CrewAssignment,
    Edition,
    PartnerPresence,
    Visit,
)
from allervers.tours.queries.staff import not_found, visit_of
from allervers.ui.domain.refusal import Refusal


def _previous(visit: Visit) -> Visit | None:
    """Return the visit before this one in its series."""
    if visit.series_id is None:
        return None
    earlier = Visit.objects.filter(series_id=visit.series_id, starts_at__lt=visit.starts_at)
    return earlier.order_by("-starts_at").first()


def _set_crew(visit: Visit, members: list[Member]) -> None:
    visit.crew.exclude(member__in=members).delete()
    CrewAssignment.objects.bulk_create(
        [CrewAssignment(visit=visit, member=member) for member in members],
        ignore_conflicts=True,
    )


def _require_crew_of_unit(visit: Visit, members: list[Member]) -> None:
    """Only people of the carriers of a unit are its crew; others come as partners."""
    carriers = {visit.unit.carrier_id, *visit.unit.shared_with.values_list("id", flat=True)}
    stranger = next((one for one in members if one.organisation_id not in carriers), None)
    if stranger is not None:
        raise Refusal(
            code="crew-of-another",
            what="Une des personnes choisies ne peut pas être dans l'équipe.",
            why=f"Elle n'est membre d'aucun des porteurs de « {visit.unit.name} ».",
            todo="Inscrivez son organisation parmi les partenaires à bord.",
        )


def _set_partners(visit: Visit, partners: dict[Organisation, str]) -> None:
    visit.partners.exclude(organisation__in=list(partners)).delete()
    for organisation, offers in partners.items():
        PartnerPresence.objects.update_or_create(
            visit=visit, organisation=organisation, defaults={"offers": offers}
        )


def _put_on_board(
    visit: Visit,
    members: list[Member],
    partners: dict[Organisation, str],
    edition_id: UUID | None,
) -> None:
    """Change who is on board; when the visit is announced, calendars and partners follow."""
    before = dict(visit.partners.values_list("organisation_id", "offers"))
    _set_crew(visit, members)
    _set_partners(visit, partners)
    after = {organisation.id: offers for organisation, offers in partners.items()}
    changed = before != after or visit.edition_id != edition_id
    Visit.objects.filter(id=visit.id).update(edition_id=edition_id)
    if changed and visit.status == Visit.Status.PUBLISHED:
        Visit.objects.filter(id=visit.id).update(
            sequence=F("sequence") + 1, updated_at=timezone.now()
        )
        tell_aboard(visit.id, joined=after.keys() - before, left=before.keys() - after)


def _following(visit: Visit) -> QuerySet[Visit]:
    """Return the visits of the same series that are later and still planned."""
    if visit.series_id is None:
        return Visit.objects.none()
    return Visit.objects.filter(
        series_id=visit.series_id,
        starts_at__gt=visit.starts_at,
        status__in=[Visit.Status.DRAFT, Visit.Status.PUBLISHED],
    ).order_by("starts_at")


@transaction.atomic
def set_aboard(
    *,
    viewer: Viewer,
    visit_id: UUID,
    members: list[Member],
    partners: dict[Organisation, str],
    edition: Edition | None,
    following_too: bool = False,
) -> int:
    """Say who is on board of a visit, and of the later ones of its series if asked.

    On an announced visit, a change of partners or theme adds one to its sequence, and the partners
    that joined or left are written to.
    `partners` gives what each does there. Answers that partners already gave are kept.
    Returns how many visits were changed.
    """
    require_coordinator(viewer)
    visit = visit_of(viewer, visit_id)
    _require_crew_of_unit(visit, members)
    visits = [visit, *(_following(visit) if following_too else [])]
    for one in visits:
        _put_on_board(one, members, partners, edition.id if edition else None)
    return len(visits)


@transaction.atomic
def copy_aboard_from_previous(*, viewer: Viewer, visit_id: UUID) -> Visit:
    """Put on board the crew and partners of the previous visit of the same series."""
    require_coordinator(viewer)
    visit = visit_of(viewer, visit_id)
    previous = _previous(visit)
    if previous is None:
        raise Refusal(
            code="no-previous-visit",
            what="Il n'y a pas de passage précédent à recopier.",
            why="Ce passage est le premier de sa série, ou il n'en a pas.",
            todo="Choisissez l'équipe et les partenaires ci-dessous.",
        )
    members = [one.member for one in previous.crew.select_related("member")]
    aboard = previous.partners.select_related("organisation")
    partners = {one.organisation: one.offers for one in aboard}
    _put_on_board(visit, members, partners, previous.edition_id)
    return previous


@transaction.atomic
def answer_presence(*, viewer: Viewer, presence_id: int, comes: bool) -> PartnerPresence:
    """Record that the viewer's organisation will, or will not, be on board of a visit.

    Not of a draft, which it does not know of, nor of a visit that is over.
    """
    if not viewer.has(Role.PARTNER, Role.COORDINATOR):
        raise not_found("Présence introuvable.")
    presence = (
        PartnerPresence.objects.select_for_update(of=("self",))
        .filter(id=presence_id, organisation_id=viewer.organisation_id)
        .exclude(visit__status=Visit.Status.DRAFT)
        .select_related("visit")
        .first()
    )
    if presence is None:
        raise not_found("Présence introuvable.")
    require_future(presence.visit, timezone.now())
    presence.is_confirmed, presence.is_declined = comes, not comes
    presence.save(update_fields=["is_confirmed", "is_declined"])
    return presence


@transaction.atomic
def confirm_all_presences(*, viewer: Viewer, now: datetime) -> int:
    """Confirm every coming, announced visit that waits for the viewer's organisation's answer.

    Returns how many were confirmed; what was declined stays declined.
    """
    if not viewer.has(Role.PARTNER):
        raise not_found("Présence introuvable.")
    waiting = PartnerPresence.objects.filter(
        organisation_id=viewer.organisation_id,
        visit__status=Visit.Status.PUBLISHED,
        visit__ends_at__gte=now,
        is_confirmed=False,
        is_declined=False,
    )
    return waiting.update(is_confirmed=True)


def _require_absence_rights(
    viewer: Viewer, organisation: Organisation, *, of_one_person: bool
) -> None:
    """A coordinator speaks for partners too, not for their people; a partner for its own only."""
    is_own = organisation.id == viewer.organisation_id
    if viewer.has(Role.COORDINATOR, Role.PARTNER) and is_own:
        return
    is_partner = organisation.kind == Organisation.Kind.PARTNER
    if viewer.coordinates_tours and is_partner and not of_one_person:
        return
    raise Refusal(
        code="absence-of-another",
        what="Vous ne pouvez pas déclarer cette absence.",
        why=f"Elle concerne {organisation.name}, qui n'est pas votre organisation.",
        todo="Demandez à la coordination de la tournée.",
        status=403,
    )


@transaction.atomic
def add_absence(
    *,
    viewer: Viewer,
    organisation: Organisation,
    member: Member | None,
    starts_on: date,
    ends_on: date,
) -> Absence:
    """Record that an organisation, or one member, cannot be on board between two dates."""
    if member is not None:
        organisation = member.organisation
    _require_absence_rights(viewer, organisation, of_one_person=member is not None)
    return Absence.objects.create(
        organisation=organisation, member=member, starts_on=starts_on, ends_on=ends_on
    )


@transaction.atomic
def delete_absence(*, viewer: Viewer, absence_id: UUID) -> None:
    """Forget an absence: the organisation or the member will be there after all."""
    absence = Absence.objects.select_related("organisation").filter(id=absence_id).first()
    if absence is None:
        raise not_found("Absence introuvable.")
    _require_absence_rights(
        viewer, absence.organisation, of_one_person=absence.member_id is not None
    )
    absence.delete()


def _own_edition(viewer: Viewer, edition_id: UUID) -> Edition:
    edition = (
        Edition.objects.select_for_update()
        .filter(id=edition_id, carrier_id=viewer.organisation_id)
        .first()
    )
    if edition is None:
        raise not_found("Édition introuvable.")
    return edition


@transaction.atomic
def add_edition(*, viewer: Viewer, values: dict[str, Any]) -> Edition:
    """Add a themed edition with its audience."""
    require_coordinator(viewer)
    with refused_by_constraint(Edition):
        return Edition.objects.create(carrier_id=viewer.organisation_id, **values)


@transaction.atomic
def change_edition(
    *, viewer: Viewer, edition_id: UUID, values: dict[str, Any], seen: str = ""
) -> Edition:
    """Change a themed edition."""
    require_coordinator(viewer)
    edition = _own_edition(viewer, edition_id)
    require_seen(edition.updated_at, seen)
    for name, value in values.items():
        setattr(edition, name, value)
    with refused_by_constraint(Edition):
        edition.save()
    return edition


@transaction.atomic
def delete_edition(*, viewer: Viewer, edition_id: UUID) -> None:
    """Delete a themed edition; the visits that wore it stay, without a theme."""
    require_coordinator(viewer)
    _own_edition(viewer, edition_id).delete()
