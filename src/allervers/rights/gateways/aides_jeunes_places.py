"""Where a right of aides-jeunes is given: by its conditions, else by the name of who pays."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from allervers.rights.domain.local.territory import REGION_NAMES, departement_of, region_of
from allervers.territory.gateways.extract import read_communes, read_departements

Ours = dict[str, Any]
KINDS: Final = ("regions", "departements", "communes", "epcis")
SHAPES: Final = {
    "regions": re.compile(r"[0-9]{2}"),
    "departements": re.compile(r"[0-9]{2}|2[AB]|9[78][0-9]"),
    "communes": re.compile(r"[0-9][0-9AB][0-9]{3}"),
    "epcis": re.compile(r"[0-9]{9}"),
}
NATIONAL: Final = frozenset({"etat", "caf", "cnaf", "msa", "france_travail", "pole_emploi"})
BEFORE: Final = re.compile(
    r"^(conseil_regional|region|conseil_departemental|departement|caf|ville_de|ville|ccas|mairie)"
    r"_(d_|de_|du_|des_|la_|l_)*"
)
# Paris, Lyon and Marseille: who lives there has the code of a district.
DISTRICTS: Final = {"69123": range(69381, 69390), "13055": range(13201, 13217)}


class Unplaced(ValueError):  # noqa: N818 - what the values are
    """Codes of places that are none."""


def territory_of(conditions: Iterable[object], institution: str) -> tuple[Ours, str]:
    """Return the territory, and a sentence when it was deduced or is to be written.

    Conditions of place hold together: what two of them name is kept.
    """
    sets: dict[str, set[str]] = {}
    for one in conditions:
        if isinstance(one, Mapping) and one.get("type") in KINDS:
            values = _codes(str(one["type"]), one.get("values"))
            kind = str(one["type"])
            sets[kind] = sets[kind] & values if kind in sets else values
    if not sets:
        return _by_name(institution)
    found = _together(sets)
    if not any(found.values()):
        raise Unplaced(institution)
    return {kind: sorted(codes) for kind, codes in found.items() if codes}, ""


def _codes(kind: str, values: object) -> set[str]:
    found = {str(one).strip().upper() for one in values} if isinstance(values, list) else set()
    if not found or not all(SHAPES[kind].fullmatch(one) for one in found):
        raise Unplaced(kind)
    return found


def _together(sets: dict[str, set[str]]) -> dict[str, set[str]]:
    """Keep the narrowest kind of place, within the wider ones."""
    regions, departements = sets.get("regions"), sets.get("departements")
    if communes := sets.get("communes"):
        within = (one for one in communes if _fits(departement_of(one), regions, departements))
        return {"communes": _with_districts(within), "epcis": set()}
    if departements:
        found = {one for one in departements if _fits(one, regions, None)}
        return {"departements": found, "epcis": sets.get("epcis", set())}
    return {"regions": regions or set(), "epcis": sets.get("epcis", set())}


def _fits(departement: str, regions: set[str] | None, departements: set[str] | None) -> bool:
    is_in_region = regions is None or region_of(departement) in regions
    return is_in_region and (departements is None or departement in departements)


def _with_districts(codes: Iterable[str]) -> set[str]:
    found = set(codes)
    for city, districts in DISTRICTS.items():
        found |= {str(one) for one in districts} if city in found else set()
    return found


def _by_name(institution: str) -> tuple[Ours, str]:
    """Return the place that an institution's name says, when it is the only one of that name."""
    slug = institution.replace("-", "_").casefold()
    if slug in NATIONAL:
        return {"france": "oui"}, ""
    said = "Le lieu est déduit du nom de qui paie."
    name = key(BEFORE.sub("", slug))
    if slug.startswith(("ville", "ccas", "mairie")):
        communes = _communes().get(name, ())
        if len(communes) == 1:
            return {"communes": sorted(_with_districts(communes))}, said
    elif code := _regions().get(name):
        return {"regions": [code]}, said
    elif code := _departements().get(name):
        return {"departements": [code]}, said
    return {"a_preciser": institution[:200] or "inconnu"}, "Le lieu est à écrire."


def key(name: str) -> str:
    """Return a name without accents, capitals nor marks."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")


@cache
def _regions() -> dict[str, str]:
    return {key(name): code for code, name in REGION_NAMES.items()}


@cache
def _departements() -> dict[str, str]:
    return {key(name): code for code, name in read_departements().items()}


@cache
def _communes() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in read_communes():
        name = key(one.name or "")
        found[name] = (*found.get(name, ()), one.code)
    return found
