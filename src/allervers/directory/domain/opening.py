"""Whether a service is open at a given time, from its OpenStreetMap opening hours.

Not known is never "closed": a text that cannot be read, or no text, answers None.
"""

from datetime import datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import opening_hours

PARIS: Final = "Europe/Paris"
OVERSEAS: Final = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}


def is_open(hours: str, at: datetime, code_insee: str = "") -> bool | None:
    """Return whether a place whose hours are given is open at an aware instant, or None."""
    read = read_hours(hours)
    if read is None:
        return None
    local = at.astimezone(ZoneInfo(OVERSEAS.get(code_insee[:3], PARIS))).replace(tzinfo=None)
    if read.is_unknown(local):
        return None
    return bool(read.is_open(local))


@lru_cache(maxsize=4096)
def read_hours(hours: str) -> "opening_hours.OpeningHours | None":
    """Return opening hours with the holidays of France, or None when they cannot be read."""
    if not hours.strip():
        return None
    try:
        return opening_hours.OpeningHours(hours, country="FR")
    except opening_hours.ParserError:  # type: ignore[attr-defined]
        return None
