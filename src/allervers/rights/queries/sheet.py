"""Everything that a person's sheet and page say, as rows: read once, said in any language."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q
from django.utils import timezone

from allervers.reception.mapping.codes import code_of
from allervers.reception.models import Encounter, Referral
from allervers.reception.queries.referrals import referrals_of
from allervers.rights.models import Claim, Finding, Screening
from allervers.rights.queries.claims import current_claims
from allervers.rights.queries.findings import findings_of, latest_screening
from allervers.territory.queries import places
from allervers.tours.models import Visit
from allervers.tours.queries import public, public_places
from allervers.tours.queries.public_cards import VisitCard
from allervers.tours.queries.public_places import Point

NEXT_DATES: Final = 3


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What is known for one person who leaves: nothing in it says who they or the team are."""

    encounter: Encounter
    screening: Screening | None
    findings: tuple[Finding, ...]
    referrals: tuple[Referral, ...]
    visits: tuple[VisitCard, ...]
    code: str  # as printed
    claims: tuple[Claim, ...] = ()
    today: date = date.min  # of the sheet: a term that is over is not offered any more

    @property
    def halt_slug(self) -> str:
        """The halt whose calendar is worth a subscription; blank when dates are of several."""
        slugs = {card.halt.slug for card in self.visits}
        return slugs.pop() if len(slugs) == 1 else ""

    @property
    def is_invented(self) -> bool:
        """Whether some of it belongs to the demonstration."""
        return any(card.unit.is_invented for card in self.visits)


def sheet_facts(encounter: Encounter, now: datetime) -> SheetFacts:
    """Gather findings, claims, chosen services and next dates. At most eight queries."""
    screening = latest_screening(encounter.pk)
    return SheetFacts(
        encounter=encounter,
        screening=screening,
        findings=tuple(findings_of(screening.pk)) if screening else (),
        referrals=tuple(referrals_of(encounter.pk)),
        visits=tuple(next_dates(encounter, now)),
        code=code_of(encounter),
        claims=tuple(current_claims(encounter.pk)),
        today=timezone.localtime(now).date(),
    )


def next_dates(encounter: Encounter, now: datetime) -> list[VisitCard]:
    """Return the next dates where the person was met, else of the same unit, else near their home.

    When nobody asked where they live: the next dates of the organisation that met them.
    Only visits that take place: a sheet of paper has no room for those that do not.
    """
    if encounter.visit_id is not None:
        met = Visit.objects.select_related("halt", "unit").get(pk=encounter.visit_id)
        same_place = public.at_halt(met.halt.slug)
        return soonest(same_place, now) or soonest(public.of_unit(met.unit.slug), now)
    if not encounter.commune_id:
        return soonest(Q(unit__carrier=encounter.organisation_id), now)
    return near_commune(str(encounter.commune_id), now)


def soonest(where: Q, now: datetime) -> list[VisitCard]:
    """Return the first visits to begin that the public may go to. At most two queries."""
    coming = public.upcoming(now).filter(where, status=Visit.Status.PUBLISHED, starts_at__gt=now)
    return public.cards(public.in_order(coming)[:NEXT_DATES], partners=False)


def near_commune(code: str, now: datetime) -> list[VisitCard]:
    """Return the first visits of the halts around a commune's town hall. At most five queries."""
    place = places.commune(code) if code else None
    if place is None:
        return []
    known = place.latitude is not None and place.longitude is not None
    here = Point(place.latitude or 0.0, place.longitude or 0.0) if known else None
    around = public_places.around(here, now, code=place.code)
    cards = [card for one in around.halts for card in one.visits if card.takes_place]
    later = [card for card in cards if card.starts_at > now]
    return sorted(later, key=lambda card: (card.starts_at, str(card.id)))[:NEXT_DATES]
