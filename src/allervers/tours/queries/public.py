"""Visits as the public sees them. Drafts are left out here, once, for every surface."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from allervers.accounts.models import Member
from allervers.tours.models import PartnerPresence, Visit
from allervers.tours.queries.public_cards import VisitCard, visit_card

PAGE_SIZE: Final = 25
# No visit lasts longer; a bound on the start lets PostgreSQL use its index.
LONGEST: Final = timedelta(days=7)
# Tens of kilobytes, and no card shows it.
OUTLINE: Final = "halt__commune__outline"


def announced() -> QuerySet[Visit]:
    """Every visit that the public may know of: published, cancelled or moved, never a draft."""
    return Visit.objects.exclude(status=Visit.Status.DRAFT)


def upcoming(now: datetime) -> QuerySet[Visit]:
    """Announced visits not yet over; a cancelled one stays as long as it would have lasted."""
    return announced().filter(ends_at__gt=now, starts_at__gt=now - LONGEST)


def with_cards(visits: QuerySet[Visit], *, partners: bool = True) -> QuerySet[Visit]:
    """Load what a card shows: one query, one for the partners, one if some visit was moved."""
    new = Visit.objects.select_related("halt__commune").defer(OUTLINE).order_by("pk")
    loaded = visits.select_related("halt__commune", "unit__carrier", "edition").defer(OUTLINE)
    loaded = loaded.prefetch_related(Prefetch("moved_to", queryset=new))
    if not partners:
        return loaded
    presences = PartnerPresence.objects.filter(is_declined=False).select_related("organisation")
    return loaded.prefetch_related(Prefetch("partners", queryset=presences.order_by("pk")))


def cards(visits: QuerySet[Visit], *, partners: bool = True) -> list[VisitCard]:
    """Make the cards of these visits, in their order. At most three queries.

    Lists that do not say who comes leave the partners out: one query less.
    """
    loaded = with_cards(visits, partners=partners)
    return [visit_card(visit, partners=partners) for visit in loaded]


def in_order(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Sort by start; the id settles ties so that pages never overlap."""
    return visits.order_by("starts_at", "id")


@dataclass(frozen=True, slots=True)
class VisitPage:
    """One page of a list; `has_more` tells whether a next page exists."""

    visits: tuple[VisitCard, ...]
    number: int
    has_more: bool

    @property
    def next_number(self) -> int:
        """The number of the next page."""
        return self.number + 1

    @property
    def previous_number(self) -> int:
        """The number of the page before."""
        return self.number - 1


def page_of(
    visits: QuerySet[Visit], number: int, size: int = PAGE_SIZE, *, partners: bool = True
) -> VisitPage:
    """Return page `number` (from 1) of visits sorted by start, without counting them all."""
    first = (number - 1) * size
    found = cards(in_order(visits)[first : first + size + 1], partners=partners)
    return VisitPage(tuple(found[:size]), number, len(found) > size)


def next_at_halt(slug: str, now: datetime, number: int = 1, size: int = PAGE_SIZE) -> VisitPage:
    """Next visits at one halt."""
    return page_of(upcoming(now).filter(halt__slug=slug), number, size)


def others_at_halt(card: VisitCard, now: datetime, most: int = 4) -> list[VisitCard]:
    """The next visits at the halt of this one, without it. At most two queries."""
    found = upcoming(now).filter(halt__slug=card.halt.slug).exclude(pk=card.id)
    return cards(in_order(found)[:most], partners=False)


def next_of_unit(slug: str, now: datetime, number: int = 1) -> VisitPage:
    """Next visits of one unit, wherever it goes."""
    return page_of(upcoming(now).filter(unit__slug=slug), number)


def next_anywhere(now: datetime, size: int) -> list[VisitCard]:
    """The very next visits that take place, wherever they are."""
    found = upcoming(now).filter(status=Visit.Status.PUBLISHED)
    return cards(in_order(found)[:size], partners=False)


def of_ids(ids: Iterable[UUID]) -> dict[UUID, list[Visit]]:
    """These visits by halt, by start; without their partners. At most two queries."""
    found: dict[UUID, list[Visit]] = {}
    for visit in in_order(with_cards(announced().filter(pk__in=list(ids)), partners=False)):
        found.setdefault(visit.halt_id, []).append(visit)
    return found


@dataclass(frozen=True, slots=True)
class VisitDetail:
    """A visit with the trades and languages of its crew: never who they are."""

    card: VisitCard
    trades: tuple[str, ...]
    languages: tuple[str, ...]
    moved_from: UUID | None


def visit(visit_id: UUID) -> VisitDetail | None:
    """One announced visit, or None: a draft does not exist here. At most four queries."""
    found = with_cards(announced().filter(pk=visit_id)).select_related("moved_from").first()
    if found is None:
        return None
    crew = Member.objects.filter(visits__visit=found).values_list("profession", "languages")
    rows = list(crew.order_by("profession"))
    card = visit_card(found)
    spoken = {code for _, codes in rows for code in codes}
    spoken.update(code for partner in card.partners for code in partner.languages)
    origin: Visit | None = getattr(found, "moved_from", None)
    is_public = origin is not None and origin.status != Visit.Status.DRAFT.value
    return VisitDetail(
        card=card,
        trades=tuple(sorted({trade for trade, _ in rows if trade})),
        languages=tuple(sorted(spoken)),
        moved_from=origin.id if origin is not None and is_public else None,
    )


def between(first: datetime, last: datetime, where: Q) -> list[VisitCard]:
    """Announced visits starting in [first, last), for calendars. Two queries."""
    return cards(in_order(announced().filter(where, starts_at__gte=first, starts_at__lt=last)))


def one(visit_id: UUID) -> list[VisitCard]:
    """One announced visit as a list of one, for calendars; empty when there is none."""
    return cards(in_order(announced().filter(pk=visit_id)))


def at_halt(slug: str) -> Q:
    """Keep the visits of one halt."""
    return Q(halt__slug=slug)


def in_commune(code: str) -> Q:
    """Keep the visits of one commune, by its Insee code."""
    return Q(halt__commune=code)


def of_unit(slug: str) -> Q:
    """Keep the visits of one unit."""
    return Q(unit__slug=slug)


def offers_of(found: Iterable[VisitCard]) -> list[tuple[str, str]]:
    """Who comes to these visits and for what: (name, offers), each once, by name."""
    seen = {(one.name, one.offers) for card in found for one in card.partners}
    return sorted(seen, key=lambda pair: pair[0].casefold())
