"""Finds services: by words, thematiques, publics, place, hours; each says why it is there.

The rules are those of data·inclusion's `/search/services`: the zone of eligibility holds the
commune; what is on site lies within the radius; what is remote is always in, without a distance;
the nearest come first, then identifiers. With words, what answers them best comes first, and
what is near before what is far.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Final

from data_inclusion.schema.v1 import Thematique
from django.db import connection, transaction

from allervers.directory.domain.opening import is_open
from allervers.directory.domain.reasons import Answer, Sought, reasons_of
from allervers.directory.domain.service_query import Reason, ServiceQuery, expanded
from allervers.directory.domain.zones import keys_of
from allervers.directory.models import Service
from allervers.directory.queries import search_sql
from allervers.directory.queries.search_words import Reading, Term, read_words
from allervers.territory.queries.places import town_hall

FARTHEST: Final = 1_000  # no page ends farther
AHEAD: Final = 100  # answers counted after the page: as far as pages need
ENOUGH: Final = 5  # answers that hold every word; with fewer, those that hold some come too
TIMED: Final = 400  # answers whose hours are looked at
# What the import keeps for itself: dates and copies that no answer shows.
OF_IMPORTS: Final = ("as_read", "digest", "first_read_at", "last_changed_at")
NOT_SHOWN: Final = (*OF_IMPORTS, *(f"structure__{name}" for name in OF_IMPORTS))
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
    """A page of answers. `total` looks 100 answers beyond the page, no farther.

    `corrected_words` is what was searched instead of the words typed; empty if they were right.
    """

    total: int
    found: tuple[FoundService, ...]
    corrected_words: str = ""
    is_more: bool = False  # whether there may be more than `total`


def search_services(ask: ServiceQuery, *, limit: int = 20, offset: int = 0) -> SearchResult:
    """Return the services that answer, those of a page; at most seven queries.

    Gone services are never among them. With `open_at`, those known to be closed are left out and
    those known to be open come first, among the 400 best.
    """
    reading = read_words(ask.words)
    thematiques = expanded(ask.thematiques, every_thematique())
    rows, total = ranked(ask, reading, thematiques, offset, limit)
    services = Service.objects.select_related("structure").defer(*NOT_SHOWN)
    known = services.in_bulk([identifier for identifier, _km in rows])
    sought = [Sought(term.words, term.thematiques) for term in reading.terms]
    found = []
    for identifier, km in rows:
        if identifier in known:
            service = known[identifier]
            answer = described(service, km, ask.open_at)
            reasons = reasons_of(ask, thematiques, sought, answer)
            found.append(FoundService(service, km, reasons, answer.is_open))
    is_more = total >= min(offset + limit + AHEAD, search_sql.CANDIDATES)
    return SearchResult(total, tuple(found), reading.corrected, is_more)


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


@transaction.atomic(savepoint=False)
def candidates(
    ask: ServiceQuery, reading: Reading, thematiques: frozenset[str], most: int
) -> tuple[list[Row], int]:
    """Return the best answers, `most` of them, and how many there are."""
    centre = centre_of(ask)
    if centre and not reading.terms:
        return by_distance(ask, sorted(thematiques), centre, most)
    written = search_sql.filters(ask, thematiques, keys_of(ask.code_insee))
    if centre:
        search_sql.placed(written, *centre, ask)
    elif ask.code_insee:
        written.add("(i.code_insee = %(commune)s OR i.is_remote)", commune=ask.code_insee)
    if reading.terms:
        return with_words(written, reading, most, has_place=bool(centre))
    rows = answered(search_sql.everything(written), {**written.values, "most": most})
    return rows, len(rows) if len(rows) < most else counted(search_sql.length(written), written)


def by_distance(
    ask: ServiceQuery, themes: list[str], centre: tuple[float, float], most: int
) -> tuple[list[Row], int]:
    """Return the nearest, then what has no distance; thematiques are looked for one by one."""
    if ask.thematiques and not themes:
        return [], 0
    written = search_sql.filters(
        replace(ask, thematiques=frozenset()), frozenset(), keys_of(ask.code_insee)
    )
    search_sql.placed(written, *centre, ask)
    rows = answered(search_sql.nearest(written, themes, most), written.values)
    if len(rows) < most:
        rows += answered(search_sql.without_distance(written, themes, most), written.values)
    rows = sorted(rows, key=in_order)[:most]
    if len(rows) < most:
        return rows, len(rows)
    return rows, counted(search_sql.count(written, themes, most + AHEAD), written)


def with_words(
    written: search_sql.Written, reading: Reading, most: int, *, has_place: bool
) -> tuple[list[Row], int]:
    """Return what holds every word; when that is little, also what holds some of them."""
    terms = reading.terms
    for loosely in (False, True):
        is_broad = has_place and estimated(written, terms, loosely) > search_sql.BROAD
        question = search_sql.by_words(
            written, terms, has_place=has_place, loosely=loosely, is_broad=is_broad
        )
        rows, total = weighed(question, {**written.values, "most": most})
        if total >= ENOUGH or len(terms) == 1:
            break
    return rows, total


def weighed(question: str, values: dict[str, search_sql.Value]) -> tuple[list[Row], int]:
    """Ask PostgreSQL for the best answers, and how many it weighed."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        if cursor.description is None:  # a setting comes before the question
            cursor.nextset()
        found = cursor.fetchall()
    return [(row[0], row[1]) for row in found], found[0][2] if found else 0


def estimated(written: search_sql.Written, terms: Sequence[Term], loosely: bool) -> int:  # noqa: FBT001
    """Return about how many services hold the words, without looking at them."""
    question = search_sql.estimate(written, terms, loosely=loosely)
    with connection.cursor() as cursor:
        cursor.execute(question, written.values)
        (plan,) = cursor.fetchone()
    return int(plan[0]["Plan"]["Plan Rows"])


def in_order(row: Row) -> tuple[bool, float, str]:
    """Sort by distance then identifier, those without a distance last."""
    return row[1] is None, row[1] or 0.0, row[0]


def answered(question: str, values: dict[str, search_sql.Value]) -> list[Row]:
    """Ask PostgreSQL, and return identifiers with distances."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        if cursor.description is None:  # a setting comes before the question
            cursor.nextset()
        return [(row[0], row[1]) for row in cursor.fetchall()]


def counted(question: str, written: search_sql.Written) -> int:
    """Return how many answers there are."""
    with connection.cursor() as cursor:
        cursor.execute(question, written.values)
        if cursor.description is None:
            cursor.nextset()
        return int(cursor.fetchone()[0])


def centre_of(ask: ServiceQuery) -> tuple[float, float] | None:
    """Return the latitude and longitude searched around: the point, else the town hall."""
    if ask.latitude is not None and ask.longitude is not None:
        return ask.latitude, ask.longitude
    return town_hall(ask.code_insee) if ask.code_insee else None


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
