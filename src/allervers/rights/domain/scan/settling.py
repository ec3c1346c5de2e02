"""Which questions concern each household of a sheet, which have no answer, and plain values.

The rules of the questionnaire (domain/questionnaire.py), said on columns. A question that no rule
names here concerns every household: at worst a right says too often that something is missing.
tests/rights/scan/test_judging.py compares both, household by household.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from allervers.rights.domain.population import Array
from allervers.rights.domain.question import Kind
from allervers.rights.domain.questionnaire import (
    ASS_UNTIL,
    BABY_UNTIL,
    CEJ_AGES,
    ELDERLY_FROM,
    FERTILE_UNTIL,
    PUPILS_OF_COLLEGE,
    PUPILS_OF_LYCEE,
    QUESTIONS,
    RETIREMENT_EARLY,
    RETIREMENT_FULL,
    TENANTS,
)
from allervers.rights.domain.scan.columns import BIRTHS, BY_CODE, BY_NAME, MONTHS, Shape
from allervers.rights.domain.scan.sheet import Sheet

Mask = Array
PARTNER: Final = "partner_"
YEAR_END: Final = "_year"
STEADY: Final = "steady"


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """A sheet in which ages and yearly averages are worked out, and what is asked of it.

    `concerns`: for each question, the households that it concerns; `unknown`: those of them
    without an answer.
    """

    sheet: Sheet
    concerns: Mapping[str, Mask]
    unknown: Mapping[str, Mask]


def settled(raw: Sheet, month: date) -> Settled:
    """Return the sheet with ages of the first of the month, and what is asked of each household."""
    sheet = raw
    for age, birth in BIRTHS.items():
        sheet = _with_ages(sheet, age, birth, month)
    sheet = _with_years(sheet)
    concerns = {code: _concerned(sheet, code) for code in BY_CODE}
    unknown = {code: concerns[code] & ~_known(sheet, code) for code in BY_CODE}
    return Settled(sheet, concerns, unknown)


def _with_ages(sheet: Sheet, age: str, birth: str, month: date) -> Sheet:
    """Give the age of who has a day of birth, and a day of birth half-way through an age's year."""
    ages, births = sheet.values[age], sheet.values[birth]
    has_birth = sheet.known[birth]
    of_value = np.repeat(has_birth, sheet.children) if BY_NAME[age].is_list else has_birth
    ages = np.where(of_value, ages_on(births, month), ages)
    births = np.where(of_value, births, births_of(ages, month))
    known = sheet.known[age] | has_birth
    return sheet.with_column(age, ages, known).with_column(birth, births, known)


def ages_on(births: Array, month: date) -> Array:
    """Return the ages in completed years on the first of a month."""
    first = np.datetime64(month.replace(day=1), "D")
    months = (first.astype("M8[M]") - births.astype("M8[M]")).astype(np.int64)
    is_later = births.astype("M8[M]").astype("M8[D]") < births  # born after the first of a month
    found: Array = ((months - is_later) // 12).astype(np.float64)
    return found


def births_of(ages: Array, month: date) -> Array:
    """Return days of birth half-way through the year that ages leave open (household.py)."""
    now = np.datetime64(month.replace(day=1), "M")
    found: Array = (now - 12 * ages.astype(np.int64) - 6).astype("M8[D]")
    return found


def _with_years(sheet: Sheet) -> Sheet:
    """Take an income said to be the same for a year as its average over the year."""
    for name in BY_NAME:
        if not name.endswith(YEAR_END):
            continue
        now = name.removesuffix(YEAR_END)
        same = sheet.has(f"{PARTNER if name.startswith(PARTNER) else ''}{STEADY}")
        fill = ~sheet.known[name] & same & sheet.known[now]
        values = np.where(fill, sheet.values[now], sheet.values[name])
        sheet = sheet.with_column(name, values, sheet.known[name] | fill)
    return sheet


def _known(sheet: Sheet, code: str) -> Mask:
    """Whether each household has the answer of a question."""
    if code.removeprefix(PARTNER) == STEADY:
        return np.ones(sheet.count, dtype=bool)  # asked through the averages over the year
    if QUESTIONS[code].kind is Kind.RECEIVED:
        none = sheet.has(code, 0)
        months: Mask = sheet.known[code] & sheet.known[f"{code}{MONTHS}"]
        return none | months
    known = np.ones(sheet.count, dtype=bool)
    for column in BY_CODE[code]:
        if column.shape is not Shape.DATE:  # an age is given by either of two columns
            known = known & sheet.known[column.name]
    return known


def _concerned(sheet: Sheet, code: str) -> Mask:
    rule = RULES.get(code)
    found = np.ones(sheet.count, dtype=bool) if rule is None else rule(sheet)
    if code.startswith(PARTNER):
        found = found & sheet.has("couple")
    return found


def _has_children(sheet: Sheet) -> Mask:
    return sheet.children > 0


def _alone(sheet: Sheet) -> Mask:
    return sheet.has("couple", 0)


def _tenant(sheet: Sheet) -> Mask:
    return sheet.chosen("housing", *TENANTS)


def _may_be_recently_alone(sheet: Sheet) -> Mask:
    ages = sheet.values["children_ages"]
    babies = np.bincount(sheet.owners()[ages < BABY_UNTIL], minlength=sheet.count) > 0
    return _alone(sheet) & _has_children(sheet) & sheet.known["children_ages"] & ~babies


def _may_be_pregnant(sheet: Sheet) -> Mask:
    own = sheet.known["age"] & (sheet.values["age"] <= FERTILE_UNTIL)
    partner = sheet.known["partner_age"] & (sheet.values["partner_age"] <= FERTILE_UNTIL)
    return own | (partner & sheet.has("couple"))


def _may_be_unfit(sheet: Sheet) -> Mask:
    age = sheet.values["age"]
    return sheet.known["age"] & (age >= RETIREMENT_EARLY) & (age < RETIREMENT_FULL)


def _some_child(sheet: Sheet, rows: Mask) -> Mask:
    """Return the households that have one of these children."""
    return np.bincount(sheet.owners()[rows], minlength=sheet.count) > 0


def _has_child_of(ages: range) -> Callable[[Sheet], Mask]:
    return lambda sheet: (
        sheet.known["children_ages"]
        & _some_child(sheet, np.isin(sheet.values["children_ages"], np.array(ages)))
    )


def _has_disabled(sheet: Sheet) -> Mask:
    return sheet.known["disabled_children"] & _some_child(
        sheet, sheet.values["disabled_children"] > 0
    )


def _aged(lowest: int, highest: int, *but: str) -> Callable[[Sheet], Mask]:
    def rule(sheet: Sheet) -> Mask:
        age = sheet.values["age"]
        found = sheet.known["age"] & (age >= lowest) & (age <= highest)
        if but:
            found = found & sheet.known["activity"] & ~sheet.chosen("activity", *but)
        return found

    return rule


def _student(sheet: Sheet) -> Mask:
    return sheet.chosen("activity", "student")


def _studies(sheet: Sheet) -> Mask:
    return _student(sheet) & sheet.has("higher_study")


_may_have_ended = _aged(18, ASS_UNTIL - 1, "student", "retired")
_elderly = _aged(ELDERLY_FROM, 115)

RULES: Final[Mapping[str, Callable[[Sheet], Mask]]] = {
    "disabled_children": _has_children,
    "disabled_rate": _has_disabled,
    "college_children": _has_child_of(PUPILS_OF_COLLEGE),
    "lycee_children": _has_child_of(PUPILS_OF_LYCEE),
    "are_ended": _may_have_ended,
    "worked_five_years": lambda sheet: _may_have_ended(sheet) & sheet.has("are_ended"),
    "help_needed": _elderly,
    "gir": lambda sheet: _elderly(sheet) & sheet.has("help_needed"),
    "income_tax": _aged(CEJ_AGES[0], CEJ_AGES[-1], "student", "retired"),
    "higher_study": _student,
    **dict.fromkeys(
        ("parents_income", "parents_children", "parents_students", "study_distance"), _studies
    ),
    "children_ages": _has_children,
    "shared_custody": _has_children,
    "other_parent": lambda sheet: _alone(sheet) & _has_children(sheet),
    "separated_recently": _may_be_recently_alone,
    "pregnant": _may_be_pregnant,
    "permit_years": lambda sheet: sheet.chosen("nationality", "resident", "other"),
    "unfit": _may_be_unfit,
    "rent": _tenant,
    "flat_share": _tenant,
    "commune": _tenant,
    "two_incomes": lambda sheet: sheet.has("couple") & _has_children(sheet),
}
