"""What a member needs first when they open their space, by role. Few queries, always."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Organisation
from allervers.territory.queries.places import find_places
from allervers.tours.models import (
    Absence,
    CrewAssignment,
    PartnerPresence,
    Proposal,
    TownAgreement,
    Visit,
)
from allervers.tours.queries.staff import visits_of
from allervers.tours.queries.staff_calendar import (
    PARIS,
    day_bounds,
    on_board_elsewhere,
    visits_between,
)

SOON = timedelta(days=7)
WATCHED = timedelta(days=60)
MOST = 200
PLANNED = (Visit.Status.DRAFT, Visit.Status.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Attention:
    """What a coordinator has to settle in the next sixty days."""

    without_agreement: list[Visit] = field(default_factory=list)
    someone_absent: list[Visit] = field(default_factory=list)
    drafts: list[Visit] = field(default_factory=list)
    unanswered: list[TownAgreement] = field(default_factory=list)
    proposals: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to settle."""
        return not (
            self.without_agreement
            or self.someone_absent
            or self.drafts
            or self.unanswered
            or self.proposals
        )


def with_warnings(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Annotate visits: `lacks_agreement` (needed and not given that day), `has_absent`.

    Somebody is absent when a partner declined or is away, or when a crew member is away or on
    board of another visit at the same time.
    """
    given = TownAgreement.objects.filter(
        halt_id=OuterRef("halt_id"),
        status=TownAgreement.Status.GIVEN,
        valid_from__lte=OuterRef("day"),
        valid_until__gte=OuterRef("day"),
    )
    that_day = Q(starts_on__lte=OuterRef(OuterRef("day")), ends_on__gte=OuterRef(OuterRef("day")))
    partner_away = Absence.objects.filter(
        that_day, organisation_id=OuterRef("organisation_id"), member__isnull=True
    )
    crew_away = Absence.objects.filter(
        that_day,
        Q(member_id=OuterRef("member_id"))
        | Q(member__isnull=True, organisation_id=OuterRef("member__organisation_id")),
    )
    absent_partner = PartnerPresence.objects.filter(visit_id=OuterRef("id")).filter(
        Q(is_declined=True) | Exists(partner_away)
    )
    absent_crew = CrewAssignment.objects.filter(visit_id=OuterRef("id")).filter(
        Exists(crew_away) | Exists(on_board_elsewhere())
    )
    return visits.annotate(day=TruncDate("starts_at", tzinfo=PARIS)).annotate(
        lacks_agreement=Q(halt__needs_agreement=True) & ~Exists(given),
        has_absent=Q(Exists(absent_partner)) | Q(Exists(absent_crew)),
    )


def attention_of(viewer: Viewer, now: datetime) -> Attention:
    """Return what waits for the coordinator: three queries."""
    planned = visits_of(viewer).filter(
        ends_at__gte=now, starts_at__lt=now + WATCHED, status__in=PLANNED
    )
    watched = list(
        with_warnings(planned).filter(
            Q(lacks_agreement=True) | Q(has_absent=True) | Q(status=Visit.Status.DRAFT)
        )[:MOST]
    )
    unanswered = (
        TownAgreement.objects.filter(
            halt__carrier_id=viewer.organisation_id, status=TownAgreement.Status.ASKED
        )
        .select_related("halt__commune")
        .defer("halt__commune__outline")
        .order_by("asked_at", "id")
    )
    return Attention(
        without_agreement=[one for one in watched if one.lacks_agreement],  # type: ignore[attr-defined]
        someone_absent=[one for one in watched if one.has_absent],  # type: ignore[attr-defined]
        drafts=[one for one in watched if one.status == Visit.Status.DRAFT],
        unanswered=list(unanswered[:10]),
        proposals=Proposal.objects.filter(
            taken_from__carrier_id=viewer.organisation_id, status=Proposal.Status.WAITING
        ).count(),
    )


def soon(viewer: Viewer, today: date) -> list[Visit]:
    """Return the visits of the next seven days of the viewer's units."""
    return list(visits_between(viewer, today, today + SOON)[:50])


def announced(asked: str, viewer: Viewer, today: date) -> list[Visit]:
    """Return announced visits for somebody who answers callers, whatever the carrier.

    With `asked`, those of the communes it names in the next sixty days; else those of the
    département of the viewer's organisation in the next seven.
    """
    visits = _public_visits(today, today + (WATCHED if asked else SOON))
    if asked:
        return list(visits.filter(halt__commune__in=[one.code for one in find_places(asked)])[:50])
    own = Q(halt__carrier_id=viewer.organisation_id) | Q(unit__carrier_id=viewer.organisation_id)
    code = _own_commune(viewer)
    if code:
        own |= Q(halt__commune__departement__communes=code)
    return list(visits.filter(own)[:50])


def on_our_ground(viewer: Viewer, today: date) -> list[Visit]:
    """Return the announced visits on the territory of the viewer's commune."""
    visits = _public_visits(today, today + WATCHED)
    return list(visits.filter(halt__commune_id=_own_commune(viewer))[:50])


def asked_of_us(viewer: Viewer) -> list[TownAgreement]:
    """Return what carriers ask of the viewer's commune, unanswered first, then the latest."""
    return list(
        TownAgreement.objects.filter(organisation_id=viewer.organisation_id)
        .select_related("halt__commune", "halt__carrier")
        .defer("halt__commune__outline")
        .order_by(F("answered_at").desc(nulls_first=True), "asked_at", "id")[:20]
    )


def _own_commune(viewer: Viewer) -> str:
    codes = Organisation.objects.filter(id=viewer.organisation_id).order_by("id")
    return codes.values_list("commune_code", flat=True).first() or ""


def _public_visits(first: date, last: date) -> QuerySet[Visit]:
    starts, ends = day_bounds(first, last)
    return (
        Visit.objects.exclude(status=Visit.Status.DRAFT)
        .filter(starts_at__gte=starts, starts_at__lt=ends)
        .select_related("unit", "halt__commune")
        .defer("halt__commune__outline")
        .order_by("starts_at", "id")
    )
