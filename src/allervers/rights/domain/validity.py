"""Whether a value answers a question; and how figures are read as French people write them."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from allervers.rights.domain.answers import SKIPPED, UNKNOWN, Answers, Json
from allervers.rights.domain.question import NONE, Kind, Question

SPACES: Final = dict.fromkeys(map(ord, " \u00a0\u202f\u2009€"), None)
LONGEST: Final = 20  # characters of a figure
CENT: Final = Decimal("0.01")
YEAR: Final = 12  # months
INSEE: Final = re.compile(r"[0-9][0-9AB][0-9]{3}")


def read_figure(text: str) -> Decimal | None:
    """Read « 1 234,50 € » as 1234.50; None when it is no figure.

    A point is a decimal one but before three digits alone: « 1.234 » could be either, and is
    refused rather than guessed.
    """
    plain = text.translate(SPACES).replace(",", ".").removesuffix(".")
    digits = plain.replace(".", "", 1)
    if not digits.isascii() or not digits.isdigit() or len(plain) > LONGEST:
        return None
    if len(plain.partition(".")[2]) > 2:  # noqa: PLR2004 - cents
        return None
    try:
        return Decimal(plain).quantize(CENT)
    except InvalidOperation:
        return None


def is_valid(question: Question, value: Json, answers: Answers) -> bool:
    """Whether this value, as it would be kept, answers the question, or passes over it."""
    return value in (UNKNOWN, SKIPPED) or CHECKS[question.kind](question, value, answers)


def _choice(question: Question, value: Json, _answers: Answers) -> bool:
    return isinstance(value, str) and value in question.choices


def _whole(question: Question, value: Json, _answers: Answers) -> bool:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return is_number and question.lowest <= int(str(value)) <= question.highest


def _money(question: Question, value: Json, _answers: Answers) -> bool:
    found = read_figure(value) if isinstance(value, str) else None
    return found is not None and question.lowest <= found <= question.highest


def _ages(question: Question, value: Json, answers: Answers) -> bool:
    is_list = isinstance(value, list) and len(value) == answers.number("children")
    return is_list and isinstance(value, list) and all(_whole(question, x, answers) for x in value)


def _children(_question: Question, value: Json, answers: Answers) -> bool:
    places = range(len(answers.ages("children_ages")))
    if not isinstance(value, list):
        return False
    return all(type(one) is int and one in places for one in value) and _is_set(value)


def _many(question: Question, value: Json, _answers: Answers) -> bool:
    if not isinstance(value, list) or not value or not all(isinstance(x, str) for x in value):
        return False
    is_none = NONE in value
    return set(value) <= set(question.choices) and (not is_none or value == [NONE])


def _received(question: Question, value: Json, answers: Answers) -> bool:
    if not isinstance(value, dict) or set(value) != {"amount", "months"}:
        return False
    months = value["months"]
    is_length = type(months) is int and months in range(1, YEAR + 1)
    return is_length and _money(question, value["amount"], answers)


def _commune(_question: Question, value: Json, _answers: Answers) -> bool:
    return isinstance(value, str) and INSEE.fullmatch(value) is not None


def _is_set(value: list[Json]) -> bool:
    return len(set(map(str, value))) == len(value)


CHECKS: Final[Mapping[Kind, Callable[[Question, Json, Answers], bool]]] = {
    Kind.CHOICE: _choice,
    Kind.WHOLE: _whole,
    Kind.MONEY: _money,
    Kind.AGES: _ages,
    Kind.CHILDREN: _children,
    Kind.MANY: _many,
    Kind.RECEIVED: _received,
    Kind.COMMUNE: _commune,
}
