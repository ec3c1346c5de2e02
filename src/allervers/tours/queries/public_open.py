"""What the open data give: halts, visits and units, filtered and page by page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from allervers.tours.models import Halt, MobileUnit, Visit
from allervers.tours.queries import public
from allervers.tours.queries.public_cards import HaltCard, UnitCard, halt_card, unit_card
from allervers.tours.queries.public_places import Point, halts_within

MOST_A_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Where:
    """Which places are asked for; nothing set is everywhere."""

    commune: str = ""
    postal_code: str = ""
    point: Point | None = None
    radius_km: float = 20.0


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """Which visits are asked for: those not over at `since`, starting before `until`."""

    where: Where
    since: datetime
    until: datetime | None = None
    unit: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class HaltRow:
    """A halt and its next visit that takes place."""

    halt: HaltCard
    next_visit_at: datetime | None


@dataclass(frozen=True, slots=True)
class HaltPage:
    """One page of halts."""

    halts: tuple[HaltRow, ...]
    has_more: bool


def _places(where: Where, prefix: str) -> Q:
    """Conditions on the halt, whose fields are reached through `prefix`."""
    asked = Q()
    if where.commune:
        asked &= Q(**{f"{prefix}commune": where.commune})
    if where.postal_code:
        asked &= Q(**{f"{prefix}commune__postal_codes__contains": [where.postal_code]})
    if where.point is not None:
        asked &= Q(**{f"{prefix}pk__in": halts_within(where.point, where.radius_km)})
    return asked


def visits(asked: VisitFilter, number: int, size: int) -> public.VisitPage:
    """One page of announced visits sorted by start. At most three queries."""
    found = public.upcoming(asked.since).filter(_places(asked.where, "halt__"))
    if asked.until is not None:
        found = found.filter(starts_at__lt=asked.until)
    if asked.unit:
        found = found.filter(unit__slug=asked.unit)
    if asked.status:
        found = found.filter(status=asked.status)
    return public.page_of(found, number, min(size, MOST_A_PAGE))


def halts(where: Where, now: datetime, number: int, size: int) -> HaltPage:
    """One page of the halts announced at least once, sorted by slug. At most two queries."""
    announced = Exists(public.announced().filter(halt=OuterRef("pk")))
    coming = public.upcoming(now).filter(halt=OuterRef("pk"), status=Visit.Status.PUBLISHED)
    soonest = Subquery(coming.order_by("starts_at").values("starts_at")[:1])
    found = Halt.objects.filter(announced, _places(where, "")).annotate(soonest=soonest)
    rows = found.select_related("commune").defer("commune__outline").order_by("slug")
    first = (number - 1) * size
    page = [HaltRow(halt_card(one), one.soonest) for one in rows[first : first + size + 1]]
    return HaltPage(tuple(page[:size]), len(page) > size)


def units(number: int, size: int) -> tuple[list[UnitCard], bool]:
    """One page of the units in service, sorted by slug, and whether there are more. One query."""
    found: QuerySet[MobileUnit] = MobileUnit.objects.filter(is_active=True)
    first = (number - 1) * size
    rows = found.select_related("carrier").order_by("slug")[first : first + size + 1]
    cards = [unit_card(one) for one in rows]
    return cards[:size], len(cards) > size
