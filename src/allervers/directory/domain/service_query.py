"""What is asked of the directory, and why an answer is there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

RADIUS_KM: Final = 50.0  # data·inclusion's radius around the place searched
REMOTE: Final = "a-distance"
EVERYONE: Final = "tous-publics"


@dataclass(frozen=True, slots=True)
class ServiceQuery:
    """A search; every part may be empty, and all those that are not must hold.

    `thematiques` may hold a category, which means all of its members. `code_insee` is the
    commune searched: it decides the zones of eligibility, and is the centre unless a latitude
    and a longitude (degrees, WGS 84) are given. `open_at` is an aware instant.
    """

    words: str = ""
    thematiques: frozenset[str] = frozenset()
    publics: frozenset[str] = frozenset()
    modes_accueil: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    frais: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    code_insee: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float = RADIUS_KM
    open_at: datetime | None = None
    score_qualite_minimum: float | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a service is among the answers; said in French by `wording/reasons.py`.

    Codes: words (those found), everyday (words typed, then thematique), thematique, public,
    distance (kilometres), remote, same_commune, zone, zone_to_check, open, hours_unknown.
    """

    code: str
    detail: tuple[str, ...] = ()


def expanded(thematiques: frozenset[str], every: frozenset[str]) -> frozenset[str]:
    """Return thematiques with each category ("sante") replaced by its members among `every`."""
    return thematiques & every | {one for one in every if one.partition("--")[0] in thematiques}
