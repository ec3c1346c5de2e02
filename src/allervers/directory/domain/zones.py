"""Where a service takes people from: the keys that a commune answers to."""

from typing import Final

EVERYWHERE: Final = ("*", "france")
DISTRICTS: Final = {"751": "75056", "6938": "69123", "132": "13055"}


def departement_of(code_insee: str) -> str:
    """Return the département of an Insee code: "92", "2A", "974"."""
    return code_insee[:3] if code_insee[:2] in {"97", "98"} else code_insee[:2]


def keys_of(code_insee: str) -> tuple[str, ...]:
    """Return the zones that hold a commune; none when no commune is given.

    Itself, its city when it is a district, its département, France, everywhere; and "e92": an
    EPCI somewhere in the département, since the members of EPCI are not known here.
    """
    if not code_insee:
        return ()
    departement = departement_of(code_insee)
    cities = tuple(
        city
        for start, city in DISTRICTS.items()
        if code_insee.startswith(start) and code_insee != city
    )
    return (*EVERYWHERE, code_insee, *cities, departement, f"e{departement}")
