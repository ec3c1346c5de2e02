"""Finds communes by name, by postal code, by code."""

from collections.abc import Iterable
from typing import Final

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction
from django.db.models import BooleanField, Case, ExpressionWrapper, F, Q, QuerySet, When
from django.db.models.expressions import RawSQL

from allervers.territory.domain.commune import Place
from allervers.territory.domain.names import search_key
from allervers.territory.domain.place_query import (
    CITIES_WITH_DISTRICTS,
    PlaceQuery,
    read_place,
)
from allervers.territory.mapping import to_place
from allervers.territory.models import Commune, CommuneName

MOST: Final = 50  # answers to one question
HEAVY: Final = ("outline", "former_names", "former_codes")
SHORTEST_INSIDE: Final = 3  # letters: the index on groups of three letters needs as many
LARGEST: Final = F("population").desc(nulls_last=True)
Found = tuple[str, str, bool]  # commune code, name, whether it is today's
DEPARTEMENT_DIGITS: Final = 2
CORSICA: Final = "20"
NEARLY_AS_GOOD: Final = 0.75  # share of the best resemblance under which none is offered
# Length of the key, then the resemblance asked for; found by trying real names misspelled.
THRESHOLDS: Final = ((12, 0.45), (8, 0.4), (0, 0.33))


def commune(code: str) -> Place | None:
    """Return the commune of this Insee code, or None; a former code leads to today's."""
    if "\0" in code:
        return None
    rows = Commune.objects.select_related("departement").defer("outline")
    either = rows.filter(Q(code=code) | Q(former_codes__contains=[code]))
    found = either.order_by(_whether(Q(code=code)).desc(), "code").first()
    if found is None or found.code == code:
        return to_place(found) if found else None
    former = found.names.filter(former_code=code).first()
    return to_place(found, matched_as=former.name if former else code)


def town_hall(code: str) -> tuple[float, float] | None:
    """Return the latitude and longitude of a commune's town hall, WGS 84, or None.

    Today's codes are looked up alone first: nearly every search has one.
    """
    if "\0" in code:
        return None
    for whose in (Q(code=code), Q(former_codes__contains=[code])):
        rows = Commune.objects.filter(whose).order_by("code")
        for latitude, longitude in rows.values_list("latitude", "longitude")[:1]:
            return None if latitude is None or longitude is None else (latitude, longitude)
    return None


def find_places(text: str, limit: int = 10) -> list[Place]:
    """Return the communes that somebody may mean, the likeliest first.

    Exact names come before beginnings, beginnings before words inside, and resemblances
    only when nothing else answers; at equal rank the most populated come first. A name from
    before a merger leads to today's commune, `matched_as` saying it.
    """
    query = read_place(text)
    limit = max(1, min(limit, MOST))
    if query.is_empty:
        return []
    if not query.name:
        return _by_code(query, limit)
    places = _by_name(query, limit) or _resembling(query, limit)
    if not places and query.code:
        places = _by_code(query, limit)
    if not places and (query.code or query.departement):
        places = _by_name(PlaceQuery(query.name), limit)
    return places


def _by_code(query: PlaceQuery, limit: int) -> list[Place]:
    """Find by postal code (whole or beginning), by Insee code, or a whole département."""
    rows = Commune.objects.select_related("departement").defer(*HEAVY)
    if query.departement:
        rows = rows.filter(departement=query.departement)
    if query.prefix:
        rows = _in_prefix(rows, query.prefix)
    elif query.code:
        city = Case(When(code__in=CITIES_WITH_DISTRICTS, then=1), default=0)
        found = list(
            rows.filter(postal_codes__contains=[query.code]).order_by(city, LARGEST, "code")[:limit]
        )
        named = commune(query.code)
        also = [named] if named and all(each.code != named.code for each in found) else []
        return ([to_place(each) for each in found] + also)[:limit]
    return [to_place(each) for each in rows.order_by(LARGEST, "code")[:limit]]


def _in_prefix(rows: QuerySet[Commune], prefix: str) -> QuerySet[Commune]:
    """Narrow to a beginning of postal code; two digits are a département, Corsica being 20."""
    if len(prefix) > DEPARTEMENT_DIGITS:
        return rows.filter(postal_codes__overlap=_codes_starting(prefix))
    if prefix == CORSICA:
        return rows.filter(departement__in=["2A", "2B"])
    return rows.filter(departement__code__startswith=prefix)


def _codes_starting(prefix: str) -> RawSQL:
    """Return every postal code that begins so, as a subquery.

    Written out as a list, a hundred codes make the planner read the whole table.
    """
    missing = 5 - len(prefix)
    every = (
        "(SELECT array_agg(%s || lpad(i::text, %s, '0'))::varchar(5)[]"
        " FROM generate_series(0, %s) AS i)"
    )
    return RawSQL(every, [prefix, missing, 10**missing - 1])  # noqa: S611 - the query is ours


def _by_name(query: PlaceQuery, limit: int) -> list[Place]:
    """Look for beginnings and for words inside, then for what resembles."""
    begins = Q(search_name__startswith=query.name)
    told = begins
    if len(query.name) >= SHORTEST_INSIDE:
        told |= Q(search_name__contains=f" {query.name}")
    found = (
        _narrowed(query)
        .filter(told)
        .annotate(exact=_whether(Q(search_name=query.name)), begins=_whether(begins))
        .order_by("-exact", "-begins", "-is_current", LARGEST, "commune")
        .values_list("commune", "name", "is_current")
    )
    return _places(found[: limit * 2], limit)


def _whether(condition: Q) -> "ExpressionWrapper[Q]":
    return ExpressionWrapper(condition, output_field=BooleanField())


def _narrowed(query: PlaceQuery) -> QuerySet[CommuneName]:
    names = CommuneName.objects.all()
    if query.code:
        right_place = Q(commune__postal_codes__contains=[query.code]) | Q(commune=query.code)
        names = names.filter(right_place)
    if query.departement:
        names = names.filter(commune__departement=query.departement)
    return names


@transaction.atomic(savepoint=False)
def _resembling(query: PlaceQuery, limit: int) -> list[Place]:
    """Return the names that share most groups of three letters with the key.

    One wrong letter spoils three groups: few of a long name, half of a short one. A threshold
    too low for long names would weigh each of the four thousand that begin with "saint".
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.similarity_threshold', %s, true)",
            [str(_threshold(query.name))],
        )
    rows = list(
        _narrowed(query)
        .filter(search_name__trigram_similar=query.name)
        .annotate(resemblance=TrigramSimilarity("search_name", query.name))
        .order_by("-resemblance", LARGEST, "commune")
        .values_list("commune", "name", "is_current", "resemblance")[: limit * 2]
    )
    near = [row[:3] for row in rows if row[3] >= NEARLY_AS_GOOD * rows[0][3]]
    return _places(near, limit)


def _threshold(key: str) -> float:
    """Return the share of groups of three letters that two spellings must have in common."""
    return next(share for length, share in THRESHOLDS if len(key) >= length)


def _places(rows: Iterable[Found], limit: int) -> list[Place]:
    """Return one place per commune, by the first name that led to it."""
    said: dict[str, str] = {}
    for code, name, is_current in rows:
        said.setdefault(code, "" if is_current else name)
    codes = list(said)[:limit]
    if not codes:
        return []
    communes = Commune.objects.select_related("departement").defer(*HEAVY).in_bulk(codes)
    return [to_place(communes[code], matched_as=said[code]) for code in codes]


def name_key_in(text: str) -> str:
    """Return the key of the name in what was typed: "bagneux" for "BAGNEUX (92)"."""
    return key_of(read_place(text).name or text)


def key_of(name: str) -> str:
    """Return the key under which a name is stored, for those who compare names themselves."""
    return search_key(name)
