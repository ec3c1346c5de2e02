"""The columns of a file of households, made from the questionnaire: one column, one question.

A column keeps the name of its question. Three kinds of questions make other columns:
a choice among several ticks becomes a yes or no for each choice that has no amount of its own;
a benefit received becomes an amount and a number of months; an age may be given as a date of birth.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from allervers.rights.domain.local_questions import LOCAL_QUESTIONS
from allervers.rights.domain.question import NONE, YES_NO, Kind, Question
from allervers.rights.domain.questionnaire import ORDER, QUESTIONS


class Shape(StrEnum):
    """What a column holds, in each row."""

    TEXT = "text"
    CHOICE = "choice"
    FLAG = "flag"
    WHOLE = "whole"
    EUROS = "euros"
    DATE = "date"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class ScanColumn:
    """One column: its name, the question it answers, and what it may hold.

    `is_list`: one value for each child. Numbers are within `lowest` and `highest`, both included.
    """

    name: str
    code: str
    shape: Shape
    choices: tuple[str, ...] = ()
    lowest: float = 0
    highest: float = 0
    is_list: bool = False


ID: Final = ScanColumn("id", "", Shape.TEXT)
# Ages that may be given as days of birth instead.
BIRTHS: Final = {
    "age": "birth",
    "partner_age": "partner_birth",
    "children_ages": "children_births",
}
MONTHS: Final = "_months"
YEAR: Final = 12
PLAIN: Final = {Kind.WHOLE: Shape.WHOLE, Kind.MONEY: Shape.EUROS, Kind.AGES: Shape.WHOLE}


def columns_of(question: Question) -> Iterator[ScanColumn]:
    """Give the columns that answer one question."""
    code = question.code
    bounds = float(question.lowest), float(question.highest)
    if question.kind in PLAIN:
        is_list = question.kind is Kind.AGES
        yield ScanColumn(code, code, PLAIN[question.kind], (), *bounds, is_list)
        if code in BIRTHS:
            yield ScanColumn(BIRTHS[code], code, Shape.DATE, (), *bounds, is_list)
    elif question.kind is Kind.RECEIVED:
        yield ScanColumn(code, code, Shape.EUROS, (), *bounds)
        yield ScanColumn(f"{code}{MONTHS}", code, Shape.WHOLE, (), 0, YEAR)
    elif question.kind is Kind.MANY:
        yield from _ticks(question)
    else:
        yield _one(question)


def _one(question: Question) -> ScanColumn:
    if question.kind is Kind.COMMUNE:
        return ScanColumn(question.code, question.code, Shape.COMMUNE)
    if question.kind is Kind.CHILDREN:
        return ScanColumn(question.code, question.code, Shape.FLAG, is_list=True)
    shape = Shape.FLAG if question.choices == YES_NO else Shape.CHOICE
    return ScanColumn(question.code, question.code, shape, question.choices)


def _ticks(question: Question) -> Iterator[ScanColumn]:
    for choice in question.choices:
        if choice != NONE and not has_amount(question.code, choice):
            yield ScanColumn(tick_name(question.code, choice), question.code, Shape.FLAG)


def has_amount(code: str, choice: str) -> bool:
    """Whether a choice among ticks is followed by its amount: it is ticked when there is one."""
    return amount_name(code, choice) in QUESTIONS


def amount_name(code: str, choice: str) -> str:
    """Return the question on the amount of a choice: "partner_wages", "received_rsa"."""
    if code == "benefits":
        return f"received_{choice}"
    return f"{code.removesuffix('incomes')}{choice}"


def tick_name(code: str, choice: str) -> str:
    """Return the column of a choice that has no amount: "partner_incomes_other"."""
    return f"{code}_{choice}"


ASKED: Final = tuple(question for question, _rule in ORDER)
# Those of local rights come last: only local rights read them (domain/scan/local_rights.py).
COLUMNS: Final = (
    ID, *(one for question in (*ASKED, *LOCAL_QUESTIONS) for one in columns_of(question)),
)  # fmt: skip
BY_NAME: Final = {one.name: one for one in COLUMNS}
BY_CODE: Final = {
    asked.code: tuple(one for one in COLUMNS if one.code == asked.code) for asked in ASKED
}
