"""The quality score of a service: the mean of data·inclusion's ten criteria that apply.

Source: `data_inclusion.schema.v1.score_qualite` (Licence Ouverte), with the day told: theirs reads
the clock, so that a score could not be computed for another day.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

UNDATED: Final = ("agefiph", "france-travail")
RECENT_DAYS: Final = 182.625  # six months
OLD_DAYS: Final = 730.5  # two years
SHORT: Final = 50
GOOD: Final = 200
LONG: Final = 2000

Service = Mapping[str, object]


def quality(service: Service, date_maj: date, today: date) -> float:
    """Return the score of a service under the names of v1, from 0 to 1, two decimals."""
    modes = service.get("modes_mobilisation") or ()
    marks = [
        *_ways(service, modes),
        _both(service.get("modes_mobilisation"), service.get("mobilisable_par")),
        _whether(service.get("publics")),
        _whether(service.get("thematiques")),
        _whether(
            service.get("courriel") or service.get("lien_mobilisation") or service.get("telephone")
        ),
        _fees(service),
        _description(str(service.get("description") or "")),
    ]
    if service.get("source") not in UNDATED:
        marks.append(_recent((today - date_maj).days))
    return round(sum(marks) / len(marks), 2)


def _ways(service: Service, modes: object) -> list[float]:
    """Weigh address, e-mail and telephone where a mode needs them."""
    ways = str(modes)
    is_met = "en-presentiel" in str(service.get("modes_accueil")) or "se-presenter" in ways
    asked = (
        (is_met, "adresse"),
        ("envoyer-un-courriel" in ways, "courriel"),
        ("telephoner" in ways, "telephone"),
    )
    return [_whether(service.get(name)) for applies, name in asked if applies]


def _whether(value: object) -> float:
    return 1.0 if value else 0.0


def _both(one: object, other: object) -> float:
    return (_whether(one) + _whether(other)) / 2


def _fees(service: Service) -> float:
    frais = service.get("frais")
    if frais == "payant" and not service.get("frais_precisions"):
        return 0.5
    return _whether(frais)


def _description(words: str) -> float:
    if len(words) < SHORT:
        return 0.0
    return 1.0 if GOOD <= len(words) < LONG else 0.5


def _recent(days: int) -> float:
    """Give 1 under six months, then less and less until 0 at two years."""
    return round(min(1.0, max(0.0, (OLD_DAYS - days) / (OLD_DAYS - RECENT_DAYS))), 2)
