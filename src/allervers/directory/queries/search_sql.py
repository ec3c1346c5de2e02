"""Writes the questions that searches ask to PostgreSQL: only fixed text, values apart.

Every answer is in one of three ways: near (a checked point within the radius), remote (offered
at a distance), or in the commune searched without a checked point. One branch of the question for
each, so that each uses its own index.
"""

# ruff: noqa: S608 - every piece of a question is a constant of this module

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import asin, cos, pi, radians, sin
from typing import Final

from allervers.directory.domain.service_query import EVERYONE, ServiceQuery
from allervers.directory.queries.search_words import Term

Value = str | float | list[str] | None
EARTH_KM: Final = 6371.0
CANDIDATES: Final = 2000  # ranked at most, however broad the words
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


def by_distance(written: Written, *, has_place: bool, most: int) -> str:
    """Return the question without words: the nearest first, then those without a distance."""
    written.values["most"] = most
    rows = "SELECT i.service_id, {km} AS km FROM directory_serviceindex AS i WHERE {where}"
    if not has_place:
        plain = rows.format(km="NULL::float8", where=written.where())
        return f"{plain} ORDER BY service_id LIMIT %(most)s"
    near = rows.format(km=KM, where=written.where(NEAR))
    remote = rows.format(km="NULL", where=written.where("i.is_remote", not_near()))
    here = rows.format(km="NULL", where=written.where(*in_commune()))
    return (
        f"(SELECT * FROM ({near} ORDER BY {AWAY} FETCH FIRST %(most)s ROWS WITH TIES) AS near)"
        f" UNION ALL ({remote} ORDER BY i.service_id LIMIT %(most)s)"
        f" UNION ALL ({here} ORDER BY i.service_id LIMIT %(most)s)"
    )


def by_words(written: Written, terms: Sequence[Term], *, has_place: bool, loosely: bool) -> str:
    """Return the question with words: at most 2,000 candidates, the best first."""
    matched = f"i.vector @@ ({tsquery(terms, written, '||' if loosely else '&&')})"
    written.values["candidates"] = CANDIDATES
    rows = "(SELECT i.*, {km} AS km FROM directory_serviceindex AS i WHERE {where} LIMIT {most})"
    most = "%(candidates)s"
    if not has_place:
        found = rows.format(km="NULL::float8", where=written.where(matched), most=most)
    else:
        ways = (
            (KM, (NEAR,)), ("NULL", ("i.is_remote", not_near())), ("NULL", in_commune()),
        )  # fmt: skip
        found = " UNION ALL ".join(
            rows.format(km=km, where=written.where(matched, *way), most=most) for km, way in ways
        )
    return (
        f"WITH i AS MATERIALIZED ({found}) SELECT service_id, km, {score(terms, written)} AS score"
        " FROM i ORDER BY score DESC, km NULLS LAST, service_id LIMIT %(most)s"
    )


def score(terms: Sequence[Term], written: Written) -> str:
    """Return how good an answer is: terms found, thematiques meant, weight of words, distance."""
    each = 1 / len(terms)
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
    return ("i.position IS NULL", "NOT i.is_remote", "i.code_insee = %(commune)s")


def count(written: Written, *, has_place: bool) -> str:
    """Return the question of how many there are, `counted` at most."""
    rows = "SELECT 1 FROM directory_serviceindex AS i WHERE {}"
    branches = [rows.format(written.where())]
    if has_place:
        ways = ((NEAR,), ("i.is_remote", not_near()), in_commune())
        branches = [rows.format(written.where(*way)) for way in ways]
    return f"SELECT count(*) FROM ({' UNION ALL '.join(branches)} LIMIT %(counted)s) AS found"


def page(written: Written) -> str:
    """Return the question of a page of identifiers, from `o`, `n` of them."""
    rows = f"SELECT i.service_id FROM directory_serviceindex AS i WHERE {written.where()}"
    return f"{rows} ORDER BY i.service_id OFFSET %(o)s LIMIT %(n)s"


def length(written: Written) -> str:
    """Return the question of how many there are, exactly."""
    return f"SELECT count(*) FROM directory_serviceindex AS i WHERE {written.where()}"
