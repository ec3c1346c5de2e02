"""Who can be on board, and who cannot."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member, Organisation
from allervers.tours.models import Absence, Edition, PartnerPresence, Visit
from allervers.tours.queries.staff import not_found
from allervers.tours.queries.staff_calendar import with_people

# Those who may be on board; nobody is offered for looking after accounts or data only.
ON_BOARD = [Role.FIELD_WORKER.value, Role.COORDINATOR.value, Role.RECEPTIONIST.value]


def crew_choices(visit: Visit) -> QuerySet[Member]:
    """Return the people of the carriers of the visit's unit, by name."""
    shared = visit.unit.shared_with.order_by().values("id")
    return (
        Member.objects.filter(
            Q(organisation_id=visit.unit.carrier_id) | Q(organisation_id__in=shared),
            is_active=True,
            user__is_active=True,
            roles__overlap=ON_BOARD,
        )
        .select_related("user", "organisation")
        .order_by("user__name", "id")
    )


def partner_choices() -> QuerySet[Organisation]:
    """Return the organisations that can be on board, by name."""
    return Organisation.objects.filter(kind=Organisation.Kind.PARTNER, is_active=True).order_by(
        "name"
    )


def editions_of(viewer: Viewer) -> QuerySet[Edition]:
    """Return the themed editions of the viewer's organisation, by name."""
    return Edition.objects.filter(carrier_id=viewer.organisation_id).order_by("name")


def edition_of(viewer: Viewer, edition_id: UUID) -> Edition:
    """Return one edition; refuse (404) one of another carrier."""
    edition = editions_of(viewer).filter(id=edition_id).first()
    if edition is None:
        raise not_found("Édition introuvable.")
    return edition


def _speaks_for(viewer: Viewer) -> Q:
    """Say for which organisations the viewer may declare an absence."""
    own = Q(id=viewer.organisation_id)
    if viewer.coordinates_tours:
        return own | Q(kind=Organisation.Kind.PARTNER, is_active=True)
    return own


def absence_organisations(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the organisations whose absence the viewer may declare."""
    return Organisation.objects.filter(_speaks_for(viewer)).order_by("name")


def absence_members(viewer: Viewer) -> QuerySet[Member]:
    """Return the people of the viewer's own organisation, by name."""
    return (
        Member.objects.filter(organisation_id=viewer.organisation_id, is_active=True)
        .select_related("user", "organisation")
        .order_by("user__name", "id")
    )


def absences_of(viewer: Viewer, today: date) -> QuerySet[Absence]:
    """Return the absences not over yet that the viewer may read, soonest first.

    That a person is away is told to their own organisation only, never to other carriers.
    """
    organisations = Organisation.objects.filter(_speaks_for(viewer)).values("id")
    may_read = Q(member=None, organisation__in=organisations) | Q(
        organisation_id=viewer.organisation_id
    )
    return (
        Absence.objects.filter(may_read, ends_on__gte=today)
        .select_related("organisation", "member__user")
        .order_by("starts_on", "id")
    )


def absence_of(viewer: Viewer, absence_id: UUID) -> Absence:
    """Return one absence; refuse (404) one the viewer may not read."""
    absence = absences_of(viewer, date.min).filter(id=absence_id).first()
    if absence is None:
        raise not_found("Absence introuvable.")
    return absence


def presences_of(viewer: Viewer, now: datetime) -> QuerySet[PartnerPresence]:
    """Return the visits not over yet where the viewer's organisation is expected on board."""
    return (
        PartnerPresence.objects.filter(
            organisation_id=viewer.organisation_id, visit__ends_at__gte=now
        )
        .exclude(visit__status=Visit.Status.DRAFT)
        .select_related("visit__halt__commune", "visit__unit__carrier")
        .defer("visit__halt__commune__outline")
        .order_by("visit__starts_at", "id")
    )


def unanswered(viewer: Viewer, now: datetime) -> list[PartnerPresence]:
    """Return the announced visits that wait for the answer of the viewer's organisation."""
    waiting = presences_of(viewer, now).filter(
        visit__status=Visit.Status.PUBLISHED, is_confirmed=False, is_declined=False
    )
    return list(waiting)


def presence_of(viewer: Viewer, presence_id: int) -> PartnerPresence:
    """Return one presence of the viewer's organisation; refuse (404) others', and drafts."""
    presence = (
        PartnerPresence.objects.filter(id=presence_id, organisation_id=viewer.organisation_id)
        .exclude(visit__status=Visit.Status.DRAFT)
        .select_related("visit__halt__commune", "visit__unit")
        .defer("visit__halt__commune__outline")
        .first()
    )
    if presence is None:
        raise not_found("Présence introuvable.")
    return presence


def my_visits(viewer: Viewer, now: datetime) -> list[Visit]:
    """Return the visits not over yet where the viewer is in the crew, with everyone on board."""
    visits = (
        Visit.objects.filter(crew__member_id=viewer.member_id, ends_at__gte=now)
        .select_related("unit", "halt__commune", "tour", "edition")
        .defer("halt__commune__outline")
        .order_by("starts_at", "id")
    )
    return list(with_people(visits)[:10])


def on_board_of_member(member_id: UUID) -> Q | None:
    """Say which visits this member is in the crew of; None for one who is not active any more."""
    is_active = Member.objects.filter(
        id=member_id, is_active=True, user__is_active=True, organisation__is_active=True
    ).exists()
    return Q(crew__member_id=member_id) if is_active else None
