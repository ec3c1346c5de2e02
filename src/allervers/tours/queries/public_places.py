"""Where to go: halts around a point or in a commune, with their next visits."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, FloatField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Case, When

from allervers.territory.domain.geometry import box_around, distance_km
from allervers.territory.models import Commune
from allervers.tours.domain.recurrence import Hours, Recurrence, SchoolTime
from allervers.tours.models import Halt, MobileUnit, Series
from allervers.tours.queries import public
from allervers.tours.queries.public_cards import (
    HaltCard,
    UnitCard,
    VisitCard,
    halt_card,
    unit_card,
    visit_card,
)

NEAR_KM: Final = 20.0
SHORT_RIDE_KM: Final = 5.0
HALTS_SHOWN: Final = 10
VISITS_AT_EACH: Final = 2
FURTHER_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class HaltVisits:
    """A halt and its next visits. `distance_km` is None inside the commune asked for."""

    halt: HaltCard
    distance_km: float | None
    is_rough: bool
    visits: tuple[VisitCard, ...]

    @property
    def distance_m(self) -> float | None:
        """The distance in metres, which the screen's words start from."""
        return None if self.distance_km is None else self.distance_km * 1000


@dataclass(frozen=True, slots=True)
class Around:
    """The answer to "when is it near me?": the nearest halts first, one page of them."""

    halts: tuple[HaltVisits, ...]
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

    @property
    def soonest(self) -> VisitCard | None:
        """The first visit that takes place: in the commune asked for if any, else around."""
        inside = _first(one for one in self.halts if one.distance_km is None)
        return inside or _first(self.halts)

    @property
    def sooner(self) -> VisitCard | None:
        """An earlier visit than `soonest`, a walk or a short ride away; None when there is none."""
        answer = self.soonest
        close = _first(one for one in self.halts if (one.distance_km or 0.0) <= SHORT_RIDE_KM)
        return close if answer and close and close.starts_at < answer.starts_at else None


def _first(halts: Iterable[HaltVisits]) -> VisitCard | None:
    found = [card for one in halts for card in one.visits if card.takes_place]
    return min(found, key=lambda card: (card.starts_at, str(card.id)), default=None)


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A series as `tours.wording` wants it, and the unit that comes."""

    recurrence: Recurrence
    hours: Hours
    unit_name: str


@dataclass(frozen=True, slots=True)
class UnitDetail:
    """A unit with what its own page says of it."""

    card: UnitCard
    description: str
    website: str
    equipment: tuple[str, ...]
    carriers: tuple[str, ...]


def _known_halts() -> QuerySet[Halt]:
    """Halts with the point that distances use: their own if checked, else the town hall's."""
    checked = Q(point_status=Halt.PointStatus.CHECKED)
    halts = Halt.objects.annotate(
        lat=Case(
            When(checked, then=F("latitude")),
            default=F("commune__latitude"),
            output_field=FloatField(),
        ),
        lon=Case(
            When(checked, then=F("longitude")),
            default=F("commune__longitude"),
            output_field=FloatField(),
        ),
    )
    return halts.select_related("commune").defer("commune__outline")


def served(now: datetime) -> QuerySet[Halt]:
    """Halts with the ids of their first two visits to come, in `coming` (empty: none)."""
    coming = public.upcoming(now).filter(halt=OuterRef("pk")).order_by("starts_at", "id")
    first = ArraySubquery(coming.values("pk")[:VISITS_AT_EACH])
    return _known_halts().annotate(coming=first)


def _box(here: Point, km: float) -> Q:
    """A square around a point: what is outside is further than `km`."""
    south, north, west, east = box_around(here.latitude, here.longitude, km)
    return Q(lat__range=(south, north), lon__range=(west, east))


@dataclass(frozen=True, slots=True)
class _Placed:
    halt: Halt
    km: float
    is_inside: bool


def _placed(halts: Iterable[Halt], here: Point | None, code: str) -> list[_Placed]:
    """Sort halts: those of the commune first, then by distance, then by slug."""
    found = []
    for halt in halts:
        is_inside = halt.commune_id == code
        lat, lon = getattr(halt, "lat", None), getattr(halt, "lon", None)
        if here is None or lat is None or lon is None:
            km = 0.0 if is_inside else math.inf
        else:
            km = distance_km(here.latitude, here.longitude, lat, lon)
        found.append(_Placed(halt, km, is_inside))
    return sorted(found, key=lambda one: (not one.is_inside, one.km, one.halt.slug))


def _with_visits(placed: Sequence[_Placed]) -> tuple[HaltVisits, ...]:
    """Join each halt with its next visits."""
    ids = [visit_id for one in placed for visit_id in getattr(one.halt, "coming", ())]
    visits = public.of_ids(ids)
    answer = []
    for one in placed:
        km = None if one.is_inside or math.isinf(one.km) else round(one.km, 1)
        is_rough = one.halt.point_status != Halt.PointStatus.CHECKED.value
        cards = tuple(
            visit_card(visit, distance_km=km, distance_is_rough=is_rough, partners=False)
            for visit in visits.get(one.halt.pk, [])
        )
        answer.append(HaltVisits(halt_card(one.halt), km, is_rough, cards))
    return tuple(answer)


def around(
    here: Point | None, now: datetime, *, code: str = "", number: int = 1, km: float = NEAR_KM
) -> Around:
    """Halts of the commune `code` and those within `km` of `here`, nearest first. Three queries."""
    where = Q(commune=code) if code else Q(pk__in=())
    if here is not None:
        where |= _box(here, km)
    placed = [
        one
        for one in _placed(served(now).filter(where), here, code)
        if getattr(one.halt, "coming", ()) and (one.is_inside or one.km <= km)
    ]
    first = (number - 1) * HALTS_SHOWN
    shown = placed[first : first + HALTS_SHOWN]
    return Around(_with_visits(shown), number, len(placed) > first + HALTS_SHOWN)


def halts_within(here: Point, km: float) -> list[UUID]:
    """Ids of the halts, served or not, within `km` of a point. One query."""
    placed = _placed(_known_halts().filter(_box(here, km)), here, "")
    return [one.halt.pk for one in placed if one.km <= km]


def further(here: Point, now: datetime) -> tuple[HaltVisits, ...]:
    """The three nearest halts however far they are, for who found nothing near. Three queries."""
    shrink = math.cos(math.radians(here.latitude))
    north, east = F("lat") - here.latitude, (F("lon") - here.longitude) * shrink
    something = Exists(public.upcoming(now).filter(halt=OuterRef("pk")))
    placed = Q(lat__isnull=False, lon__isnull=False)  # annotations of _known_halts
    halts = served(now).filter(something, placed)
    nearest = halts.annotate(far=north * north + east * east).order_by("far", "slug")
    return _with_visits(_placed(nearest[:FURTHER_SHOWN], here, ""))


def halt(slug: str) -> HaltCard | None:
    """A halt that was announced at least once, or None: a halt being negotiated is not public."""
    known = Exists(public.announced().filter(halt=OuterRef("pk")))
    found = _known_halts().filter(known, slug=slug).first()
    return halt_card(found) if found else None


def rules(slug: str, now: datetime) -> list[RuleCard]:
    """The series of a halt that still have announced visits to come. One query."""
    live = Exists(public.upcoming(now).filter(series=OuterRef("pk")))
    found = Series.objects.filter(live, halt__slug=slug).select_related("tour__unit")
    return [_rule(one) for one in found.order_by("anchor", "starts", "id")]


def _rule(series: Series) -> RuleCard:
    recurrence = Recurrence(
        rrule=series.rrule,
        anchor=series.anchor,
        until=series.until,
        exdates=frozenset(series.exdates),
        rdates=frozenset(series.rdates),
        skips_public_holidays=series.skips_public_holidays,
        school_time=SchoolTime(series.school_time),
    )
    hours = Hours(series.starts, series.ends, series.pause_starts, series.pause_ends)
    return RuleCard(recurrence, hours, series.tour.unit.name)


def unit(slug: str) -> UnitDetail | None:
    """A unit in service, or one that was announced. Two queries."""
    known = Exists(public.announced().filter(unit=OuterRef("pk")))
    found = MobileUnit.objects.filter(Q(is_active=True) | known, slug=slug)
    row = found.select_related("carrier").prefetch_related("shared_with").first()
    if row is None:
        return None
    carriers = sorted({row.carrier.name, *(other.name for other in row.shared_with.all())})
    return UnitDetail(
        unit_card(row), row.description, row.website, tuple(row.equipment), tuple(carriers)
    )


def communes_served(now: datetime) -> list[tuple[str, str]]:
    """(code, name) of the communes where something is to come, by name."""
    there = Exists(public.upcoming(now).filter(halt__commune=OuterRef("pk")))
    return list(
        Commune.objects.filter(there).order_by("search_name", "code").values_list("code", "name")
    )


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another halt close by, and when something passes there next."""

    halt: HaltCard
    distance_km: float
    next_at: datetime

    @property
    def distance_m(self) -> float:
        """The distance in metres, which the screen's words start from."""
        return self.distance_km * 1000


def neighbours(place: HaltCard, now: datetime, most: int = 3) -> list[Neighbour]:
    """The nearest other halts where something takes place soon. One query.

    None for a halt whose position nobody checked: its page says the commune instead.
    """
    if place.latitude is None or place.longitude is None:
        return []
    here = Point(place.latitude, place.longitude)
    coming = public.upcoming(now).filter(halt=OuterRef("pk"), status="published")
    soonest = Subquery(coming.order_by("starts_at").values("starts_at")[:1])
    halts = _known_halts().filter(_box(here, NEAR_KM)).exclude(slug=place.slug)
    found = halts.annotate(next_at=soonest).filter(next_at__isnull=False)
    return [
        Neighbour(halt_card(one.halt), round(one.km, 1), getattr(one.halt, "next_at", now))
        for one in _placed(found, here, "")[:most]
        if one.km <= NEAR_KM
    ]
