"""Writes the questions that searches ask to PostgreSQL: only fixed text, values apart.

Every answer is in one of three ways: near (a checked point within the radius), remote (offered
at a distance), or in the commune searched without a checked point. One branch of the question for
each, so that each uses its own index.
"""

# ruff: noqa: S608 - every piece of a question is a constant of this module

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import md5
from math import asin, cos, pi, radians, sin
from typing import Final

from allervers.directory.domain.service_query import EVERYONE, ServiceQuery
from allervers.directory.queries.search_words import Term

Value = str | float | list[str] | list[int] | None
EARTH_KM: Final = 6371.0
UNPLACED: Final = ("i.unplaced_in <> ''", "i.unplaced_in = %(commune)s")
CANDIDATES: Final = 700  # ranked at most, however broad the words
NEAR_CANDIDATES: Final = 250  # of broad words around a place: the nearest are enough
REMOTE_CANDIDATES: Final = 30
BROAD: Final = 6_000  # services; beyond, words alone are no good way to find the nearest
NO_BITMAP: Final = "SET LOCAL enable_bitmapscan = off;"
BITMAP: Final = "SET LOCAL enable_bitmapscan = on"
HERE: Final = "%(here)s::cube"
AWAY: Final = f"(i.position <-> {HERE})"  # chord, km
KM: Final = f"(2 * {EARTH_KM} * asin(least(1, {AWAY} / (2 * {EARTH_KM}))))"
NEAR: Final = f"i.position <@ cube_enlarge({HERE}, %(chord)s, 3) AND {AWAY} <= %(chord)s"
FRENCH: Final = "plainto_tsquery('directory_french', %({})s)"
# Beyond this share of the score, words weigh more than kilometres.
PROXIMITY: Final = 0.45
USUAL_KM: Final = 8.0  # at this distance, proximity counts for half


@dataclass(slots=True)
class Written:
    """A question: conditions that must all hold, and the values they name."""

    conditions: list[str] = field(default_factory=list)
    values: dict[str, Value] = field(default_factory=dict)

    def add(self, condition: str, **values: Value) -> None:
        """Ask for one more thing."""
        self.conditions.append(condition)
        self.values.update(values)

    def where(self, *more: str) -> str:
        """Return the whole condition."""
        return " AND ".join((*self.conditions, *more)) or "true"


def filters(ask: ServiceQuery, thematiques: frozenset[str], zones: Sequence[str]) -> Written:
    """Return the conditions other than words and place; thematiques are already expanded."""
    written = Written()
    if ask.thematiques:
        chosen = sorted(thematiques) or ["none"]
        written.add("i.thematiques && %(thematiques)s::varchar[]", thematiques=chosen)
    if ask.publics:
        publics = sorted({*ask.publics, EVERYONE})
        written.add("i.publics && %(publics)s::varchar[]", publics=publics)
    if ask.modes_accueil:
        modes = sorted(ask.modes_accueil)
        written.add("i.modes_accueil && %(modes)s::varchar[]", modes=modes)
    for column, among in (("type", ask.types), ("frais", ask.frais), ("source", ask.sources)):
        if among:
            written.add(f"i.{column} = ANY (%({column})s::varchar[])", **{column: sorted(among)})
    if zones:
        written.add("i.zones && %(zones)s::varchar[]", zones=list(zones))
    if ask.score_qualite_minimum is not None:
        written.add("i.score_qualite >= %(score)s", score=ask.score_qualite_minimum)
    return written


def placed(written: Written, latitude: float, longitude: float, ask: ServiceQuery) -> None:
    """Say where the centre is, as directory_position() does, and how far is too far."""
    y, x = radians(latitude), radians(longitude)
    axes = (cos(y) * cos(x), cos(y) * sin(x), sin(y))
    written.values["here"] = "(" + ", ".join(repr(EARTH_KM * axis) for axis in axes) + ")"
    angle = min(max(ask.radius_km, 0.0) / EARTH_KM, pi)
    written.values["chord"] = 2 * EARTH_KM * sin(angle / 2)
    written.values["commune"] = ask.code_insee


def chord_to_km(chord: float) -> float:
    """Return the way over ground, in kilometres, between two points of a given chord."""
    return 2 * EARTH_KM * asin(min(1.0, chord / (2 * EARTH_KM)))


def tsquery(terms: Sequence[Term], written: Written, joined: str) -> str:
    """Return the terms as a tsquery, all of them (&&) or any (||)."""
    return f" {joined} ".join(term_query(term, at, written) for at, term in enumerate(terms))


def term_query(term: Term, at: int, written: Written) -> str:
    """Return one term: its words together, or any of its thematiques."""
    parts = []
    if term.words:
        written.values[f"words{at}"] = " ".join(term.words)
        parts.append(FRENCH.format(f"words{at}"))
    if term.thematiques:
        lexemes = " | ".join(f"'{one}'" for one in term.thematiques)
        written.values[f"themes{at}"] = lexemes
        parts.append(f"%(themes{at})s::tsquery")
    return "(" + " || ".join(parts) + ")"


def nearest(written: Written, themes: Sequence[str], most: int) -> str:
    """Return the question of the nearest, those at one distance all together.

    The scan must follow distances: a bitmap would first visit all that lies within the radius,
    which PostgreSQL cannot estimate. The setting lasts for this statement.
    """
    return (
        f"{NO_BITMAP} SELECT DISTINCT i.service_id, i.km FROM {spread(written, themes)}"
        f" (SELECT i.service_id, {KM} AS km FROM directory_servicespot AS i"
        f" WHERE i.theme = asked.theme AND {written.where(NEAR)}"
        f" ORDER BY {AWAY} FETCH FIRST {most:d} ROWS WITH TIES) AS i; {BITMAP}"
    )


def without_distance(written: Written, themes: Sequence[str], most: int) -> str:
    """Return the question of what is remote, or in the commune without a point, by identifier."""
    spots = "FROM directory_servicespot AS i WHERE i.theme = asked.theme AND"
    return (
        f"SELECT DISTINCT i.service_id, NULL::float8 FROM {spread(written, themes)} ("
        f"(SELECT i.service_id {spots} {written.where('i.is_remote', not_near())}"
        f" ORDER BY i.service_id LIMIT {most:d}) UNION ALL"
        f" (SELECT i.service_id {spots} {written.where(*UNPLACED)}"
        f" ORDER BY i.service_id LIMIT {most:d})) AS i ORDER BY i.service_id"
    )


def spread(written: Written, themes: Sequence[str]) -> str:
    """Return the thematiques asked, 0 for any, each to be looked for by itself."""
    written.values["themes"] = [theme_number(theme) for theme in themes] or [0]
    return "unnest(%(themes)s::int[]) AS asked(theme), LATERAL"


def theme_number(thematique: str) -> int:
    """Return what directory_theme() does: four bytes of a digest."""
    digest = md5(thematique.encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest[:4], "big", signed=True)


def everything(written: Written) -> str:
    """Return the question without words nor place: by identifier."""
    rows = "SELECT i.service_id, NULL::float8 FROM directory_serviceindex AS i WHERE"
    return f"{rows} {written.where()} ORDER BY i.service_id LIMIT %(most)s"


def count(written: Written, themes: Sequence[str], most: int) -> str:
    """Return the question of how many are near, then without a distance, `most` at most."""
    spots = "FROM directory_servicespot AS i WHERE i.theme = asked.theme AND"
    return (
        f"{NO_BITMAP} SELECT count(DISTINCT i.service_id) FROM (SELECT i.service_id FROM"
        f" {spread(written, themes)} ("
        f"(SELECT i.service_id {spots} {written.where(NEAR)} LIMIT {most:d}) UNION ALL"
        f" (SELECT i.service_id {spots} {written.where('i.is_remote', not_near())}"
        f" LIMIT {most:d}) UNION ALL"
        f" (SELECT i.service_id {spots} {written.where(*UNPLACED)})) AS i LIMIT {most:d}) AS i;"
        f" {BITMAP}"
    )


def by_words(
    written: Written, terms: Sequence[Term], *, has_place: bool, loosely: bool, is_broad: bool
) -> str:
    """Return the question with words: a bounded number of candidates, the best first.

    Rare words are found by the words' index, then measured; broad ones by walking from the place,
    nearest first, without a bitmap of all that they match.
    """
    matched = f"i.vector @@ ({tsquery(terms, written, '||' if loosely else '&&')})"
    rows = "(SELECT i.*, {km} AS km FROM directory_serviceindex AS i WHERE {where} LIMIT {most})"
    if not has_place:
        found = rows.format(km="NULL::float8", where=written.where(matched), most=CANDIDATES)
    elif not is_broad:
        unplaced = " AND ".join(in_commune())
        reached = f"({AWAY} <= %(chord)s OR i.is_remote OR ({unplaced}))"
        km = f"CASE WHEN {AWAY} <= %(chord)s THEN {KM} END"
        found = rows.format(km=km, where=written.where(matched, reached), most=CANDIDATES)
    else:
        near = f"({NEAR}) ORDER BY {AWAY}"
        remote, here = ("i.is_remote", not_near()), in_commune()
        found = " UNION ALL ".join((
            rows.format(km=KM, where=written.where(matched, near), most=NEAR_CANDIDATES),
            rows.format(km="NULL", where=written.where(matched, *remote), most=REMOTE_CANDIDATES),
            rows.format(km="NULL", where=written.where(matched, *here), most=REMOTE_CANDIDATES),
        ))  # fmt: skip
    asked = (
        f"WITH i AS MATERIALIZED ({found}) SELECT service_id, km, count(*) OVER () FROM i"
        f" ORDER BY {score(terms, written, loosely=loosely)} DESC, km NULLS LAST, service_id"
        " LIMIT %(most)s"
    )
    if has_place and is_broad:
        return f"{NO_BITMAP} {asked}; {BITMAP}"
    return asked


def estimate(written: Written, terms: Sequence[Term], *, loosely: bool) -> str:
    """Return the question of how many services PostgreSQL believes the words match."""
    matched = f"i.vector @@ ({tsquery(terms, written, '||' if loosely else '&&')})"
    where = written.where(matched)
    return f"EXPLAIN (FORMAT JSON) SELECT 1 FROM directory_serviceindex AS i WHERE {where}"


def score(terms: Sequence[Term], written: Written, *, loosely: bool) -> str:
    """Return how good an answer is: terms found, thematiques meant, weight of words, distance."""
    each = 1 / len(terms)
    parts = ["1"]  # every term is found, unless searching loosely
    if loosely:
        parts = [
            f"{each:.4f} * (i.vector @@ {term_query(term, at, written)})::int"
            for at, term in enumerate(terms)
        ]
    said = [
        term_query(Term(term.words), at, written) for at, term in enumerate(terms) if term.words
    ]
    if said:
        anything = " || ".join(said)
        parts.append(f"0.9 * ts_rank('{{0.08, 0.15, 0.3, 1.0}}', i.vector, ({anything}), 1)")
    for at, term in enumerate(terms):
        if term.thematiques:
            written.values[f"meant{at}"] = term.thematiques[0]
            parts.append(f"{0.8 * each:.4f} * (%(meant{at})s = ANY (i.thematiques))::int")
    parts.append(f"{PROXIMITY} * coalesce({USUAL_KM} / ({USUAL_KM} + i.km), 0.25)")
    parts.append("0.05 * i.score_qualite")
    return " + ".join(parts)


def not_near() -> str:
    """Return the condition of what has no distance from here."""
    return f"NOT coalesce({AWAY} <= %(chord)s, false)"


def in_commune() -> tuple[str, ...]:
    """Return the conditions of what is in the commune searched without a checked point."""
    return (
        "coalesce(cube_dim(i.position), 0) = 0",
        "NOT i.is_remote",
        "i.code_insee = %(commune)s",
    )


def page(written: Written) -> str:
    """Return the question of a page of identifiers, from `o`, `n` of them."""
    rows = f"SELECT i.service_id FROM directory_serviceindex AS i WHERE {written.where()}"
    return f"{rows} ORDER BY i.service_id OFFSET %(o)s LIMIT %(n)s"


def length(written: Written) -> str:
    """Return the question of how many there are, exactly."""
    return f"SELECT count(*) FROM directory_serviceindex AS i WHERE {written.where()}"
