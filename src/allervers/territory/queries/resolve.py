"""Tells importers which commune a row means."""

from collections.abc import Sequence
from typing import Final

from allervers.territory.domain.codes import departement_code, insee_code, postal_code
from allervers.territory.domain.commune import Place
from allervers.territory.domain.names import bare_key, search_key
from allervers.territory.domain.place_query import CITIES_WITH_DISTRICTS
from allervers.territory.domain.resolution import (
    Resolution,
    ResolutionStatus,
    Said,
    looks_alike,
    weigh,
)
from allervers.territory.mapping import to_place
from allervers.territory.models import Commune, CommuneName
from allervers.territory.queries.places import commune

Value = str | int | float | None
ENOUGH: Final = 20
LISTED: Final = 12


def resolve_commune(
    *,
    code: Value = None,
    postal_code: Value = None,
    name: str | None = None,
    departement: Value = None,
) -> Resolution:
    """Find the commune that a row means, whatever its spelling; say why when there is none.

    Codes may be numbers that lost their leading zeros, or codes from before a merger. A code
    that the name and the postal code contradict is refused: guessing would misplace a halt.
    """
    said = _tidy(code, postal_code, name, departement)
    if said.is_empty:
        detail = "La ligne ne dit ni code, ni code postal, ni nom de commune."
        return Resolution(ResolutionStatus.EMPTY, None, detail)
    place = commune(said.code) if said.code else None
    if place is None:
        return _without_code(said)
    names = _names_of(place.code)
    if said.name and not looks_alike(said.name, *names):
        return weigh(said, place, names, _named(said))
    return weigh(said, place, names, ())


def _tidy(code: Value, post: Value, name: str | None, departement: Value) -> Said:
    text = " ".join((name or "").replace("\0", " ").split())[:120]
    return Said(insee_code(code), postal_code(post), text, departement_code(departement))


def _names_of(code: str) -> list[str]:
    return list(CommuneName.objects.filter(commune=code).values_list("name", flat=True))


def _without_code(said: Said) -> Resolution:
    """Find by name within the postal code or the département, else by postal code alone."""
    if not said.name:
        return _by_postal_code(said)
    places = _named(said)
    status = ResolutionStatus.EXACT
    if not places:
        alike = [each for each in _in_zone(said) if looks_alike(said.name, each.name)]
        districts = [each for each in alike if each.code not in CITIES_WITH_DISTRICTS]
        places = districts or alike
        status = ResolutionStatus.CORRECTED
    if not places:
        return Resolution(ResolutionStatus.UNKNOWN, None, _unknown(said))
    return _only(said, places, status)


def _only(said: Said, places: Sequence[Place], status: ResolutionStatus) -> Resolution:
    """Keep the one place there is; several are left to a person."""
    if len(places) > 1:
        names = ", ".join(f"{each.name} ({each.code})" for each in places[:LISTED])
        detail = (
            f"Plusieurs communes répondent à « {_said(said)} » : {names}. Donnez le code Insee."
        )
        return Resolution(ResolutionStatus.AMBIGUOUS, None, detail, tuple(places))
    place = places[0]
    if said.code:
        detail = f"Le code {said.code} n'existe pas : retenu d'après le nom, {place.name}."
        return Resolution(ResolutionStatus.CORRECTED, place, detail)
    if place.matched_as:
        detail = f"{place.matched_as} est aujourd'hui {place.name} ({place.code})."
        return Resolution(ResolutionStatus.MERGED, place, detail)
    if status is ResolutionStatus.CORRECTED:
        detail = f"« {said.name} » a été lu {place.name} ({place.code})."
        return Resolution(status, place, detail)
    return Resolution(status, place)


def _by_postal_code(said: Said) -> Resolution:
    if not said.postal_code:
        detail = f"Le code {said.code} n'est celui d'aucune commune."
        return Resolution(ResolutionStatus.UNKNOWN, None, detail)
    places = [each for each in _in_zone(said) if each.code not in CITIES_WITH_DISTRICTS]
    if not places:
        return Resolution(ResolutionStatus.UNKNOWN, None, _unknown(said))
    return _only(said, places, ResolutionStatus.EXACT)


def _named(said: Said) -> list[Place]:
    """Return the communes of this name, accents and article apart, in the zone if one is said.

    The name of today is preferred to one from before a merger.
    """
    rows = (
        CommuneName.objects.filter(search_name__in=_spellings(said.name))
        .select_related("commune__departement")
        .defer("commune__outline")
        .order_by("-is_current", "commune")
    )
    if said.postal_code:
        rows = rows.filter(commune__postal_codes__contains=[said.postal_code])
    elif said.departement:
        rows = rows.filter(commune__departement=said.departement)
    found = list(rows[:ENOUGH])
    current = [each for each in found if each.is_current]
    return [
        to_place(each.commune, matched_as="" if each.is_current else each.name)
        for each in (current or found)
    ]


def _spellings(name: str) -> list[str]:
    bare = bare_key(name)
    return [search_key(name), bare, *(f"{article} {bare}" for article in ("l", "le", "la", "les"))]


def _in_zone(said: Said) -> list[Place]:
    """Return the communes of the postal code, or of the département; none if neither is said."""
    rows = Commune.objects.select_related("departement").defer("outline").order_by("code")
    if said.postal_code:
        return [to_place(each) for each in rows.filter(postal_codes__contains=[said.postal_code])]
    if said.departement:
        return [to_place(each) for each in rows.filter(departement=said.departement)]
    return []


def _unknown(said: Said) -> str:
    return f"Aucune commune ne répond à « {_said(said)} ». Vérifiez le nom et le code postal."


def _said(said: Said) -> str:
    return " ".join(filter(None, (said.name, said.postal_code, said.departement))).strip()
