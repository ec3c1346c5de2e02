"""What the public may know of a visit: frozen cards, made from rows, without any person's name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from allervers.tours.models import Edition, Halt, MobileUnit, PartnerPresence, Visit


@dataclass(frozen=True, slots=True)
class HaltCard:
    """A place; `latitude` and `longitude` (WGS 84) are given only once somebody checked them."""

    slug: str
    name: str
    commune_code: str
    commune_name: str
    postal_codes: tuple[str, ...]
    address: str
    directions: str
    latitude: float | None
    longitude: float | None
    is_step_free: bool | None

    @property
    def postal_line(self) -> str:
        """The address as an envelope would have it; the postal code only when it is certain."""
        town = self.commune_name
        if len(self.postal_codes) == 1:
            town = f"{self.postal_codes[0]} {town}"
        return f"{self.address}, {town}" if self.address else town


@dataclass(frozen=True, slots=True)
class UnitCard:
    """The vehicle, and who answers for it."""

    slug: str
    name: str
    kind: str
    kind_label: str
    carrier: str
    phone: str
    carrier_phone: str
    is_step_free: bool | None
    is_invented: bool


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """A body on board and what one can do there; `is_confirmed` is false until it says so."""

    name: str
    offers: str
    languages: tuple[str, ...]
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class EditionCard:
    """A themed edition and its audience."""

    name: str
    audience: str
    audience_label: str
    description: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """The published visit that takes the place of a moved one."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    halt: HaltCard


@dataclass(frozen=True, slots=True)
class VisitCard:
    """One announced, cancelled or moved visit. A draft never becomes a card.

    `distance_km` is filled by searches only; `distance_is_rough` says that it was counted from
    the town hall, because nobody checked where the halt is.
    """

    id: UUID
    status: str
    starts_at: datetime
    ends_at: datetime
    pause_starts_at: datetime | None
    pause_ends_at: datetime | None
    by_appointment: bool
    reason: str
    reason_label: str
    reason_text: str
    note: str
    sequence: int
    changed_at: datetime
    halt: HaltCard
    unit: UnitCard
    edition: EditionCard | None
    moved_to: Replacement | None
    partners: tuple[PartnerCard, ...]
    distance_km: float | None = None
    distance_is_rough: bool = False

    @property
    def distance_m(self) -> float | None:
        """The distance in metres, which the screen's words start from."""
        return None if self.distance_km is None else self.distance_km * 1000

    @property
    def day(self) -> date:
        """The local date (Europe/Paris) of the visit."""
        return timezone.localtime(self.starts_at).date()

    @property
    def takes_place(self) -> bool:
        """Whether somebody who goes there will find the unit."""
        return self.status == Visit.Status.PUBLISHED.value


def halt_card(halt: Halt) -> HaltCard:
    """Make the card of a halt whose commune is loaded."""
    is_checked = halt.point_status == Halt.PointStatus.CHECKED.value
    return HaltCard(
        slug=halt.slug,
        name=halt.name,
        commune_code=halt.commune_id,
        commune_name=halt.commune.name,
        postal_codes=tuple(halt.commune.postal_codes),
        address=halt.address,
        directions=halt.directions,
        latitude=halt.latitude if is_checked else None,
        longitude=halt.longitude if is_checked else None,
        is_step_free=halt.is_step_free,
    )


def unit_card(unit: MobileUnit) -> UnitCard:
    """Make the card of a unit whose carrier is loaded."""
    return UnitCard(
        slug=unit.slug,
        name=unit.name,
        kind=unit.kind,
        kind_label=unit.get_kind_display(),
        carrier=unit.carrier.name,
        phone=unit.phone,
        carrier_phone=unit.carrier.phone,
        is_step_free=unit.is_step_free,
        is_invented=unit.is_invented,
    )


def _edition_card(edition: Edition | None) -> EditionCard | None:
    if edition is None:
        return None
    return EditionCard(
        edition.name, edition.audience, edition.get_audience_display(), edition.description
    )


def _replacement(visit: Visit) -> Replacement | None:
    new = visit.moved_to
    if new is None or new.status == Visit.Status.DRAFT.value:
        return None
    return Replacement(new.id, new.starts_at, new.ends_at, halt_card(new.halt))


def _partner_cards(presences: Iterable[PartnerPresence]) -> tuple[PartnerCard, ...]:
    kept = (presence for presence in presences if not presence.is_declined)
    cards = (
        PartnerCard(one.organisation.name, one.offers, tuple(one.languages), one.is_confirmed)
        for one in kept
    )
    return tuple(sorted(cards, key=lambda card: card.name.casefold()))


def visit_card(
    visit: Visit,
    *,
    distance_km: float | None = None,
    distance_is_rough: bool = False,
    partners: bool = True,
) -> VisitCard:
    """Make the card of a visit loaded by `public.with_cards`; refuse a draft outright."""
    if visit.status == Visit.Status.DRAFT.value:
        msg = "a draft was about to be shown to the public"
        raise ValueError(msg)
    return VisitCard(
        id=visit.id,
        status=visit.status,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        pause_starts_at=visit.pause_starts_at,
        pause_ends_at=visit.pause_ends_at,
        by_appointment=visit.by_appointment,
        reason=visit.reason,
        reason_label=visit.get_reason_display() if visit.reason else "",
        reason_text=visit.reason_text,
        note=visit.public_note,
        sequence=visit.sequence,
        changed_at=visit.updated_at,
        halt=halt_card(visit.halt),
        unit=unit_card(visit.unit),
        edition=_edition_card(visit.edition),
        moved_to=_replacement(visit),
        partners=_partner_cards(visit.partners.all()) if partners else (),
        distance_km=distance_km,
        distance_is_rough=distance_is_rough,
    )
