"""What a question is: its kind of answer, its choices, its bounds. Its words are in wording/."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    WHOLE = "whole"
    MONEY = "money"
    AGES = "ages"
    CHILDREN = "children"  # which of the children: their places in the list of ages
    MANY = "many"  # several choices, "none" being one of them
    RECEIVED = "received"  # euros a month, and for how many of the last twelve months
    COMMUNE = "commune"


NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Bounds are those of a number."""

    code: str
    kind: Kind
    choices: tuple[str, ...] = ()
    lowest: Decimal = Decimal(0)
    highest: Decimal = Decimal(0)


YES_NO: Final = ("yes", "no")
RICHEST: Final = Decimal(99_999)


def choice(code: str, *choices: str) -> Question:
    """Return a question with one answer among several; yes or no without any."""
    return Question(code, Kind.CHOICE, choices or YES_NO)


def whole(code: str, lowest: int, highest: int) -> Question:
    """Return a question answered by a whole number."""
    return Question(code, Kind.WHOLE, (), Decimal(lowest), Decimal(highest))


def money(code: str, highest: Decimal = RICHEST) -> Question:
    """Return a question answered by euros."""
    return Question(code, Kind.MONEY, (), Decimal(0), highest)


def many(code: str, *choices: str) -> Question:
    """Return a question with several answers; "none" has to be said."""
    return Question(code, Kind.MANY, (*choices, NONE))
