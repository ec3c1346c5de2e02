"""What the actions on the calendar need to know before they write."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Organisation
from allervers.tours import mapping
from allervers.tours.domain.conflicts import (
    Agreement,
    Conflict,
    Planned,
    agreement_conflict,
    conflicts,
)
from allervers.tours.domain.recurrence import DayCalendar
from allervers.tours.domain.timing import Span, day_of
from allervers.tours.models import (
    Absence,
    CrewAssignment,
    Halt,
    MobileUnit,
    PartnerPresence,
    Tour,
    TownAgreement,
    Visit,
)
from allervers.tours.queries.staff import halts_of, not_found, visits_of

TAKES_PLACE = (Visit.Status.DRAFT, Visit.Status.PUBLISHED)


def planning_halt(viewer: Viewer, halt_id: UUID) -> Halt:
    """Return one halt that the viewer may plan visits at; refuse (404) another's."""
    halt = halts_of(viewer).filter(id=halt_id).first()
    if halt is None:
        raise not_found("Halte introuvable.")
    return halt


def with_everything(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Fetch, in three queries, all that `mapping.to_planned` reads."""
    return (
        visits.select_related("unit", "halt__commune")
        .defer("halt__commune__outline")
        .prefetch_related(
            Prefetch("crew", CrewAssignment.objects.select_related("member__user").order_by("id")),
            Prefetch(
                "partners", PartnerPresence.objects.select_related("organisation").order_by("id")
            ),
        )
    )


def conflicts_of(
    candidates: Sequence[Planned],
    *,
    tour: tuple[date, date],
    calendar: DayCalendar,
    without: AbstractSet[UUID] = frozenset(),
) -> list[Conflict]:
    """Return the conflicts of visits not saved yet (or being changed), in at most five queries.

    Candidates that exist already are compared as they will be, not as they are; `without` are
    visits about to be deleted.
    """
    if not candidates:
        return []
    out = {one.visit_id for one in candidates} | without
    return conflicts(
        candidates,
        [mapping.to_planned(visit) for visit in _around(candidates) if visit.id not in out],
        agreements_on({one.place.id for one in candidates}),
        [mapping.to_away(row) for row in _absences(candidates)],
        tour=tour,
        calendar=calendar,
    )


def visit_conflicts(viewer: Viewer, visit_id: UUID, calendar: DayCalendar) -> list[Conflict]:
    """Return the conflicts of one stored visit with everything else: for its page."""
    visit = with_everything(visits_of(viewer).filter(id=visit_id)).first()
    if visit is None:
        raise not_found("Passage introuvable.")
    tour = visit.tour
    return conflicts_of(
        [mapping.to_planned(visit)], tour=(tour.starts_on, tour.ends_on), calendar=calendar
    )


def agreements_on(halt_ids: Iterable[UUID]) -> list[Agreement]:
    """Return what towns answered about these halts."""
    rows = TownAgreement.objects.filter(halt__in=list(halt_ids)).order_by("valid_from", "id")
    return [mapping.to_agreement(row) for row in rows]


def missing_agreements(visits: Iterable[Visit]) -> dict[UUID, Conflict]:
    """Return, by visit, why it may not be published: the halt needs an agreement it has not."""
    visits = list(visits)
    answers = agreements_on({visit.halt_id for visit in visits})
    found = {}
    for visit in visits:
        place = mapping.to_place(visit.halt)
        conflict = agreement_conflict(place, day_of(visit.starts_at), answers)
        if conflict is not None:
            found[visit.id] = conflict
    return found


def visit_in_the_way(
    unit: MobileUnit, spans: Iterable[Span], *, except_id: UUID | None = None
) -> Visit | None:
    """Return a visit of this unit that overlaps one of these instants, soonest first."""
    overlap = Q()
    for span in spans:
        overlap |= Q(starts_at__lt=span.ends_at, ends_at__gt=span.starts_at)
    if not overlap:
        return None
    visits = Visit.objects.filter(overlap, unit=unit, status__in=TAKES_PLACE)
    if except_id is not None:
        visits = visits.exclude(id=except_id)
    return visits.select_related("halt__commune").order_by("starts_at", "id").first()


def commune_organisations(codes: Iterable[str]) -> dict[str, Organisation]:
    """Return the organisations that answer for communes here, by Insee code."""
    rows = Organisation.objects.filter(
        kind=Organisation.Kind.COMMUNE, commune_code__in=list(codes), is_active=True
    ).order_by("-created_at", "id")
    return {row.commune_code: row for row in rows}


def tour_dates(tour: Tour) -> tuple[date, date]:
    """Return the first and last day of a tour."""
    return tour.starts_on, tour.ends_on


def _around(candidates: Sequence[Planned]) -> QuerySet[Visit]:
    """Return the visits of the days of the candidates, of the same units or crews."""
    units = {one.unit.id for one in candidates}
    crew = {person.member_id for one in candidates for person in one.aboard if person.member_id}
    first = min(one.starts_at for one in candidates) - timedelta(days=1)
    last = max(one.ends_at for one in candidates) + timedelta(days=1)
    same = Q(unit__in=units)
    if crew:
        assigned = CrewAssignment.objects.filter(member__in=crew).values("visit_id")
        same |= Q(id__in=assigned)
    visits = Visit.objects.filter(
        same, starts_at__lt=last, ends_at__gt=first, status__in=TAKES_PLACE
    )
    return with_everything(visits).order_by("starts_at", "id")


def _absences(candidates: Sequence[Planned]) -> QuerySet[Absence]:
    people = [person for one in candidates for person in one.aboard]
    return Absence.objects.filter(
        organisation__in={person.organisation_id for person in people},
        starts_on__lte=max(one.day for one in candidates),
        ends_on__gte=min(one.day for one in candidates),
    ).order_by("starts_on", "id")
