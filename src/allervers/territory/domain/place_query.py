"""What somebody typed to say where they are, taken apart.

"Issy (92)", "Issy 92130", "75011", "9213", "paris 11e" and "92040" are all understood.
"""

import re
from dataclasses import dataclass
from typing import Final

from allervers.territory.domain.names import search_key

LONGEST: Final = 100  # letters of a question; what follows is ignored
SPACED_POSTAL_CODE: Final = re.compile(r"\b(\d{2}) (\d{3})\b")
CODE: Final = re.compile(r"(?:\d{2}|2[ab])\d{3}")
DEPARTEMENT: Final = re.compile(r"0[1-9]|[1-8]\d|9[0-5]|2[ab]|97[1-8]|98[46789]")
PREFIX: Final = re.compile(r"\d{2,4}")
DISTRICT: Final = re.compile(r"(paris|lyon|marseille) (\d{1,2})(?:er|e|eme)?(?: arrondissement)?")
DISTRICTS: Final = {"paris": 20, "lyon": 9, "marseille": 16}
# Their districts carry the postal codes and the outlines.
CITIES_WITH_DISTRICTS: Final = ("75056", "69123", "13055")


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """The parts of a question; each may be empty.

    `code` is five characters that may be a postal code or an Insee code; `prefix` is the
    beginning of a postal code.
    """

    name: str = ""
    code: str = ""
    prefix: str = ""
    departement: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return self == PlaceQuery()


def read_place(text: str) -> PlaceQuery:
    """Take apart what was typed; never fails, the worst is an empty query."""
    key = SPACED_POSTAL_CODE.sub(r"\1\2", search_key(text[:LONGEST]))
    if district := DISTRICT.fullmatch(key):
        city, number = district[1], int(district[2])
        if 1 <= number <= DISTRICTS[city]:
            ordinal = "1er" if number == 1 else f"{number}e"
            return PlaceQuery(name=f"{city} {ordinal} arrondissement")
    words = key.split()
    code = next((word for word in words if CODE.fullmatch(word)), "")
    words = [word for word in words if word != code]
    if len(words) == 1 and not code and PREFIX.fullmatch(words[0]):
        return PlaceQuery(prefix=words[0])
    departement = ""
    if words and DEPARTEMENT.fullmatch(words[-1]):
        departement = words.pop().upper()
    return PlaceQuery(" ".join(words), code.upper(), "", departement)
