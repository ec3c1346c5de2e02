"""Finds communes by name, by postal code, by code."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import Final

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import BooleanField, Case, ExpressionWrapper, F, Q, QuerySet, When

from allervers.territory.domain.commune import Place
from allervers.territory.domain.names import search_key
from allervers.territory.domain.place_query import (
    CITIES_WITH_DISTRICTS,
    PlaceQuery,
    postal_codes_starting,
    read_place,
)
from allervers.territory.mapping import to_place
from allervers.territory.models import Commune, CommuneName

MOST: Final = 50  # answers to one question
LIGHT: Final = ("commune__outline", "commune__former_names", "commune__former_codes")
DEPARTEMENT_DIGITS: Final = 2
CORSICA: Final = "20"
NEARLY_AS_GOOD: Final = 0.75  # share of the best resemblance under which none is offered
RESEMBLANCE: Final = 0.35  # trigrams in common, from 0 to 1; found by trying real typos


def commune(code: str) -> Place | None:
    """Return the commune of this Insee code, or None; a former code leads to today's."""
    if "\0" in code:
        return None
    rows = Commune.objects.select_related("departement").defer("outline")
    if found := rows.filter(code=code).first():
        return to_place(found)
    if merged := rows.filter(former_codes__contains=[code]).order_by("code").first():
        former = merged.names.filter(former_code=code).first()
        return to_place(merged, matched_as=former.name if former else code)
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
    for narrowed in _ever_wider(query):
        if places := _by_name(narrowed, limit):
            return places
    return _by_code(query, limit) if query.code else []


def _ever_wider(query: PlaceQuery) -> Iterable[PlaceQuery]:
    """Ask first as it was said, then by the name alone."""
    yield query
    if query.code or query.departement:
        yield replace(query, code="", departement="")


def _by_code(query: PlaceQuery, limit: int) -> list[Place]:
    """Find by postal code (whole or beginning), by Insee code, or a whole département."""
    rows = Commune.objects.select_related("departement").defer("outline")
    largest = F("population").desc(nulls_last=True)
    if query.departement:
        rows = rows.filter(departement=query.departement)
    if query.prefix:
        rows = _in_prefix(rows, query.prefix)
    elif query.code:
        city = Case(When(code__in=CITIES_WITH_DISTRICTS, then=1), default=0)
        found = list(
            rows.filter(postal_codes__contains=[query.code]).order_by(city, largest, "code")[:limit]
        )
        if found:
            return [to_place(each) for each in found]
        place = commune(query.code)
        return [place] if place else []
    return [to_place(each) for each in rows.order_by(largest, "code")[:limit]]


def _in_prefix(rows: QuerySet[Commune], prefix: str) -> QuerySet[Commune]:
    """Narrow to a beginning of postal code; two digits are a département, Corsica being 20."""
    if len(prefix) > DEPARTEMENT_DIGITS:
        return rows.filter(postal_codes__overlap=postal_codes_starting(prefix))
    if prefix == CORSICA:
        return rows.filter(departement__in=["2A", "2B"])
    return rows.filter(departement__code__startswith=prefix)


def _by_name(query: PlaceQuery, limit: int) -> list[Place]:
    """Look for beginnings, then for words inside, then for what resembles."""
    names = _narrowed(query)
    exact = ExpressionWrapper(Q(search_name=query.name), output_field=BooleanField())
    largest = F("commune__population").desc(nulls_last=True)
    begins = names.filter(search_name__startswith=query.name).annotate(exact=exact)
    rows = list(begins.order_by("-exact", "-is_current", largest, "commune")[: limit * 2])
    places = _distinct(rows)
    if len(places) < limit:
        inside = names.filter(search_name__contains=f" {query.name}")
        more = inside.order_by("-is_current", largest, "commune")[: limit * 2]
        places = _distinct(chain(rows, more))
    return places[:limit] or _distinct(_resembling(names, query.name, limit * 2))[:limit]


def _narrowed(query: PlaceQuery) -> QuerySet[CommuneName]:
    names = CommuneName.objects.select_related("commune__departement").defer(*LIGHT)
    if query.code:
        right_place = Q(commune__postal_codes__contains=[query.code]) | Q(commune=query.code)
        names = names.filter(right_place)
    if query.departement:
        names = names.filter(commune__departement=query.departement)
    return names


def _resembling(names: QuerySet[CommuneName], key: str, limit: int) -> list[CommuneName]:
    """Return the names that share most groups of three letters with the key."""
    rows = list(
        names.filter(search_name__trigram_similar=key)
        .annotate(resemblance=TrigramSimilarity("search_name", key))
        .filter(resemblance__gte=RESEMBLANCE)
        .order_by("-resemblance", F("commune__population").desc(nulls_last=True), "commune")[:limit]
    )
    return [each for each in rows if each.resemblance >= NEARLY_AS_GOOD * rows[0].resemblance]


def _distinct(names: Iterable[CommuneName]) -> list[Place]:
    """Return one place per commune, by the first name that led to it."""
    places: dict[str, Place] = {}
    for name in names:
        said = "" if name.is_current else name.name
        places.setdefault(name.commune_id, to_place(name.commune, matched_as=said))
    return list(places.values())


def key_of(name: str) -> str:
    """Return the key under which a name is stored, for those who compare names themselves."""
    return search_key(name)
