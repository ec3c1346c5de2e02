"""Where to go: halts around a point or in a commune, with their next visits."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, F, FloatField, OuterRef, Q, QuerySet
from django.db.models.expressions import Case, When

from allervers.territory.models import Commune
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
HALTS_SHOWN: Final = 10
VISITS_AT_EACH: Final = 2
FURTHER_SHOWN: Final = 3
EARTH_RADIUS_KM: Final = 6371.0
KM_PER_DEGREE: Final = 111.32


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


@dataclass(frozen=True, slots=True)
class Around:
    """The answer to "when is it near me?": the nearest halts first, one page of them."""

    halts: tuple[HaltVisits, ...]
    number: int
    has_more: bool

    @property
    def soonest(self) -> VisitCard | None:
        """The first visit that takes place among those shown."""
        found = [card for one in self.halts for card in one.visits if card.takes_place]
        return min(found, key=lambda card: (card.starts_at, str(card.id)), default=None)


@dataclass(frozen=True, slots=True)
class CommuneCard:
    """A commune as the public pages name it; `point` is its town hall, where known."""

    code: str
    name: str
    departement: str
    postal_codes: tuple[str, ...]
    point: Point | None


@dataclass(frozen=True, slots=True)
class UnitDetail:
    """A unit with what its own page says of it."""

    card: UnitCard
    description: str
    website: str
    equipment: tuple[str, ...]
    carriers: tuple[str, ...]


def kilometres(here: Point, there: Point) -> float:
    """Great-circle distance (haversine formula)."""
    rise = math.radians(there.latitude - here.latitude)
    turn = math.radians(there.longitude - here.longitude)
    level = math.cos(math.radians(here.latitude)) * math.cos(math.radians(there.latitude))
    half = math.sin(rise / 2) ** 2 + level * math.sin(turn / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def commune(code: str) -> CommuneCard | None:
    """The commune of this Insee code. One query."""
    found = Commune.objects.select_related("departement").filter(code=code).first()
    if found is None:
        return None
    point = None
    if found.latitude is not None and found.longitude is not None:
        point = Point(found.latitude, found.longitude)
    return CommuneCard(
        found.code, found.name, found.departement.name, tuple(found.postal_codes), point
    )


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
    """Halts where something announced is still to come."""
    return _known_halts().filter(Exists(public.upcoming(now).filter(halt=OuterRef("pk"))))


def _box(here: Point, km: float) -> Q:
    """A square around a point, a little too wide: what is outside is further than `km`."""
    tall = km / KM_PER_DEGREE
    wide = tall / max(0.1, math.cos(math.radians(here.latitude)))
    return Q(
        lat__range=(here.latitude - tall, here.latitude + tall),
        lon__range=(here.longitude - wide, here.longitude + wide),
    )


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
            km = kilometres(here, Point(lat, lon))
        found.append(_Placed(halt, km, is_inside))
    return sorted(found, key=lambda one: (not one.is_inside, one.km, one.halt.slug))


def _with_visits(placed: Sequence[_Placed], now: datetime) -> tuple[HaltVisits, ...]:
    """Join each halt with its next visits."""
    visits = public.next_at_each([one.halt.pk for one in placed], now, VISITS_AT_EACH)
    answer = []
    for one in placed:
        km = None if one.is_inside or math.isinf(one.km) else round(one.km, 1)
        is_rough = one.halt.point_status != Halt.PointStatus.CHECKED.value
        cards = tuple(
            visit_card(visit, distance_km=km, distance_is_rough=is_rough)
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
        one for one in _placed(served(now).filter(where), here, code) if one.is_inside or one.km <= km
    ]
    first = (number - 1) * HALTS_SHOWN
    shown = placed[first : first + HALTS_SHOWN]
    return Around(_with_visits(shown, now), number, len(placed) > first + HALTS_SHOWN)


def further(here: Point, now: datetime) -> tuple[HaltVisits, ...]:
    """The three nearest halts however far they are, for who found nothing near. Three queries."""
    shrink = math.cos(math.radians(here.latitude))
    north, east = F("lat") - here.latitude, (F("lon") - here.longitude) * shrink
    halts = served(now).filter(lat__isnull=False, lon__isnull=False)
    nearest = halts.annotate(far=north * north + east * east).order_by("far", "slug")
    return _with_visits(_placed(nearest[:FURTHER_SHOWN], here, ""), now)


def halt(slug: str) -> HaltCard | None:
    """A halt that was announced at least once, or None: a halt being negotiated is not public."""
    known = Exists(public.announced().filter(halt=OuterRef("pk")))
    found = _known_halts().filter(known, slug=slug).first()
    return halt_card(found) if found else None


def rules(slug: str, now: datetime) -> list[Series]:
    """The series of a halt that still have announced visits to come, for their wording."""
    live = Exists(public.upcoming(now).filter(series=OuterRef("pk")))
    found = Series.objects.filter(live, halt__slug=slug).select_related("tour__unit")
    return list(found.order_by("anchor", "starts", "id"))


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
