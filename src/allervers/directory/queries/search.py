"""Finds services: by words, thematiques, publics, place, hours; each says why it is there.

The rules are those of data·inclusion's `/search/services`: the zone of eligibility holds the
commune; what is on site lies within the radius; what is remote is always in, without a distance;
the nearest come first, then identifiers. With words, what answers them best comes first, and
what is near before what is far.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from data_inclusion.schema.v1 import Thematique
from django.db import connection

from allervers.directory.domain.opening import is_open
from allervers.directory.domain.reasons import Answer, Sought, reasons_of
from allervers.directory.domain.service_query import Reason, ServiceQuery, expanded
from allervers.directory.domain.zones import keys_of
from allervers.directory.models import Service
from allervers.directory.queries import search_sql
from allervers.directory.queries.search_words import Reading, read_words
from allervers.territory.queries.places import commune

MOST_COUNTED: Final = 10_000  # no page begins farther
ENOUGH: Final = 5  # answers that hold every word; with fewer, those that hold some come too
TIMED: Final = 400  # answers whose hours are looked at
Row = tuple[str, float | None]


@dataclass(frozen=True, slots=True)
class FoundService:
    """An answer. `distance_km` is None for what is remote or has no checked point."""

    service: Service
    distance_km: float | None
    reasons: tuple[Reason, ...]
    is_open: bool | None = None  # at the time asked; None: not known, or not asked


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of answers; `total` counts up to 10,000, or 2,000 with words.

    `corrected_words` is what was searched instead of the words typed; empty if they were right.
    """

    total: int
    found: tuple[FoundService, ...]
    corrected_words: str = ""


def search_services(ask: ServiceQuery, *, limit: int = 20, offset: int = 0) -> SearchResult:
    """Return the services that answer, those of a page; at most seven queries.

    Gone services are never among them. With `open_at`, those known to be closed are left out and
    those known to be open come first, among the 400 best.
    """
    reading = read_words(ask.words)
    thematiques = expanded(ask.thematiques, every_thematique())
    rows, total = ranked(ask, reading, thematiques, offset, limit)
    services = Service.objects.select_related("structure", "source").defer(
        "as_read", "structure__as_read"
    )
    known = services.in_bulk([identifier for identifier, _km in rows])
    sought = [Sought(term.words, term.thematiques) for term in reading.terms]
    found = []
    for identifier, km in rows:
        if identifier in known:
            service = known[identifier]
            answer = described(service, km, ask.open_at)
            reasons = reasons_of(ask, thematiques, sought, answer)
            found.append(FoundService(service, km, reasons, answer.is_open))
    return SearchResult(total, tuple(found), reading.corrected)


@cache
def every_thematique() -> frozenset[str]:
    """Return the values that data·inclusion gives to thematiques."""
    return frozenset(one.value for one in Thematique)


def ranked(
    ask: ServiceQuery, reading: Reading, thematiques: frozenset[str], offset: int, limit: int
) -> tuple[list[Row], int]:
    """Return the identifiers of a page, in order, and how many there are in all."""
    if ask.open_at is None:
        rows, total = candidates(ask, reading, thematiques, offset + limit)
        return rows[offset : offset + limit], total
    rows, _total = candidates(ask, reading, thematiques, TIMED)
    kept = not_closed(rows, ask.open_at)
    return kept[offset : offset + limit], len(kept)


def candidates(
    ask: ServiceQuery, reading: Reading, thematiques: frozenset[str], most: int
) -> tuple[list[Row], int]:
    """Return the best answers, `most` of them, and how many there are."""
    written = search_sql.filters(ask, thematiques, keys_of(ask.code_insee))
    centre = centre_of(ask)
    if centre:
        search_sql.placed(written, *centre, ask)
    elif ask.code_insee:
        written.add("i.code_insee = %(commune)s OR i.is_remote", commune=ask.code_insee)
        written.conditions[-1] = f"({written.conditions[-1]})"
    if not reading.terms:
        question = search_sql.by_distance(written, has_place=bool(centre), most=most)
        rows = sorted(answered(question, written.values), key=in_order)[:most]
        if len(rows) < most:
            return rows, len(rows)
        return rows, counted(written, has_place=bool(centre))
    return with_words(written, reading, most, has_place=bool(centre))


def with_words(
    written: search_sql.Written, reading: Reading, most: int, *, has_place: bool
) -> tuple[list[Row], int]:
    """Return what holds every word; when that is little, also what holds some of them."""
    written.values["most"] = search_sql.CANDIDATES
    for loosely in (False, True):
        question = search_sql.by_words(written, reading.terms, has_place=has_place, loosely=loosely)
        rows = answered(question, written.values)
        if len(rows) >= ENOUGH or len(reading.terms) == 1:
            break
    return rows[:most], len(rows)


def in_order(row: Row) -> tuple[bool, float, str]:
    """Sort by distance then identifier, those without a distance last."""
    return row[1] is None, row[1] or 0.0, row[0]


def answered(question: str, values: dict[str, search_sql.Value]) -> list[Row]:
    """Ask PostgreSQL, and return identifiers with distances."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return [(row[0], row[1]) for row in cursor.fetchall()]


def counted(written: search_sql.Written, *, has_place: bool) -> int:
    """Return how many answers there are without words, 10,000 at most."""
    question = search_sql.count(written, has_place=has_place)
    with connection.cursor() as cursor:
        cursor.execute(question, {**written.values, "counted": MOST_COUNTED})
        return int(cursor.fetchone()[0])


def centre_of(ask: ServiceQuery) -> tuple[float, float] | None:
    """Return the latitude and longitude searched around: the point, else the town hall."""
    if ask.latitude is not None and ask.longitude is not None:
        return ask.latitude, ask.longitude
    place = commune(ask.code_insee) if ask.code_insee else None
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def not_closed(rows: Sequence[Row], at: datetime) -> list[Row]:
    """Return the rows without those known to be closed, those known to be open first."""
    services = Service.objects.filter(id__in=[row[0] for row in rows]).order_by("id")
    hours = {
        identifier: is_open(own or held, at, code)
        for identifier, own, held, code in services.values_list(
            "id", "horaires_accueil", "structure__horaires_accueil", "code_insee"
        )
    }
    kept = [row for row in rows if hours.get(row[0]) is not False]
    return sorted(kept, key=lambda row: hours.get(row[0]) is None)


def described(service: Service, km: float | None, at: datetime | None) -> Answer:
    """Return what the reasons look at."""
    hours = service.horaires_accueil or service.structure.horaires_accueil
    return Answer(
        texts=(service.nom, service.structure.nom, service.description),
        thematiques=frozenset(service.thematiques),
        publics=frozenset(service.publics),
        modes_accueil=frozenset(service.modes_accueil),
        zones=tuple(service.zone_eligibilite),
        code_insee=service.code_insee,
        distance_km=km,
        is_open=is_open(hours, at, service.code_insee) if at else None,
    )
