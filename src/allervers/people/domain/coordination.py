"""What a commune knows of a need for coordination, and nothing more (CASF L121-6-2)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

# No vowel, no look-alike: a number says nothing and spells nothing.
ALPHABET: Final = "23456789BCDFGHJKLMNPQRSTVWXZ"
LENGTH: Final = 8


class NeedState(StrEnum):
    """Where a need stands."""

    ASKED = "asked"
    NAMED = "named"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Need:
    """Number, dates, who was named: neither of whom, nor why, nor asked by how many."""

    need_id: UUID
    number: str
    asked_on: date
    coordinator_id: UUID | None
    named_on: date | None
    ended_on: date | None

    @property
    def state(self) -> NeedState:
        """Where it stands."""
        if self.ended_on is not None:
            return NeedState.ENDED
        return NeedState.ASKED if self.named_on is None else NeedState.NAMED


def number_of(drawn: int) -> str:
    """Write a number drawn at random as `C-XXXX-XXXX`."""
    letters = ""
    for _place in range(LENGTH):
        drawn, rest = divmod(drawn, len(ALPHABET))
        letters += ALPHABET[rest]
    return f"C-{letters[:4]}-{letters[4:]}"
