"""The facts of local rights, read from the columns of a sheet, with the questions left open.

As domain/local/answers.py says of one person's answers. What the file does not hold may be
anything: nothing is taken as zero. tests/rights/scan/test_local.py compares both.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from allervers.rights.domain.local.answers import CHOICES, NO_RENT, RATES, TICKED, UNCOUNTED
from allervers.rights.domain.local.facts import FACTS
from allervers.rights.domain.local.table import Children, Interval, Table, Truth
from allervers.rights.domain.local_questions import LOCAL_PLACE
from allervers.rights.domain.population import Array
from allervers.rights.domain.question import YES_NO
from allervers.rights.domain.questionnaire import (
    BENEFITS,
    COUNTED,
    FERTILE_UNTIL,
    QUESTIONS,
    TENANTS,
)
from allervers.rights.domain.scan.columns import BY_NAME, tick_name
from allervers.rights.domain.scan.sheet import Sheet

PREFIXES: Final = ("", "partner_")
SAME_NAME: Final = {
    "age": "age", "quotient_familial": "local_quotient", "impot": "local_tax",
    "residence_departement": "local_years", "residence_commune": "local_years_commune",
}  # fmt: skip
BY_TICKS: Final = {"situation": "local_situations", "recoit": "local_benefits"}


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """The table of some households, and where a question would tell more of a fact.

    `open`: by fact, or by "fact:value" for what is ticked.
    """

    table: Table
    open: Mapping[str, Array]


def facts_of(sheet: Sheet) -> Facts:
    """Return what a sheet says of the facts; its ages must be settled (domain/scan/settling.py)."""
    numbers = {name: reader(sheet) for name, reader in NUMBERS.items()}
    choices = {fact: _choice(fact, sheet, name) for fact, name in CHOICES.items()}
    choices["enceinte"] = _pregnant(sheet)
    ticks = {fact: _ticks(fact, sheet) for fact in TICKED}
    children = _children(sheet)
    table = Table(sheet.count, communes_of(sheet), numbers, choices, ticks, children)
    return Facts(table, {
        **{name: one.low != one.high for name, one in numbers.items()},
        "age_conjoint": ~sheet.has("couple", 0) & np.isinf(numbers["age_conjoint"].high),
        "ressources": _lacks_incomes(sheet),
        "loyer": ~sheet.known["rent"] & _may_pay_rent(sheet),
        "taux_incapacite": ~sheet.known["disability"],
        "age_enfant": children.unaged.high > 0,
        **{name: np.add.reduce(list(one.values()), dtype=int) > 1 for name, one in choices.items()},
        **{f"{fact}:{name}": one.may & ~one.must
           for fact, each in ticks.items() for name, one in each.items()},
    })  # fmt: skip


def communes_of(sheet: Sheet) -> Array:
    """Return Insee's code of where each household lives, or nothing."""
    here = np.where(sheet.known["commune"], sheet.values["commune"], "")
    other = np.where(sheet.known[LOCAL_PLACE], sheet.values[LOCAL_PLACE], "")
    return np.where(here != "", here, other)


def _either(known: Array, values: Array, low: float = 0.0) -> Interval:
    """Return figures where they are known, and anything from `low` where they are not."""
    figures = values.astype(float)
    return Interval(np.where(known, figures, low), np.where(known, figures, np.inf))


def _partner_age(sheet: Sheet) -> Interval:
    known = sheet.has("couple") & sheet.known["partner_age"]
    found = _either(known, sheet.values["partner_age"], -np.inf)
    nobody = sheet.has("couple", 0)
    return Interval(np.where(nobody, np.nan, found.low), np.where(nobody, np.nan, found.high))


def _rates(sheet: Sheet) -> Interval:
    ends = np.array([RATES[one] for one in QUESTIONS["disability"].choices], float)
    place = np.where(sheet.known["disability"], sheet.values["disability"], 0).astype(np.int64)
    known = sheet.known["disability"]
    return Interval(np.where(known, ends[place, 0], 0.0), np.where(known, ends[place, 1], 100.0))


def _rent(sheet: Sheet) -> Interval:
    without = sheet.chosen("housing", *NO_RENT)
    paid = sheet.known["rent"] & _may_pay_rent(sheet)
    return _either(without | paid, np.where(without, 0.0, sheet.values["rent"]))


def _may_pay_rent(sheet: Sheet) -> Array:
    """Return who rents, or may; what an institution costs is no rent."""
    found: Array = ~sheet.known["housing"] | sheet.chosen("housing", *TENANTS)
    return found


def _resources(sheet: Sheet) -> Interval:
    """Return net euros a month of the household, on average over three months, without benefits."""
    low = np.zeros(sheet.count)
    for prefix in PREFIXES:
        counts = ~sheet.has("couple", 0) if prefix else np.ones(sheet.count, bool)
        for kind in COUNTED:
            name = f"{prefix}{kind}"
            low += np.where(counts & sheet.known[name], sheet.values[name].astype(float), 0.0)
    is_more = _lacks_incomes(sheet)
    for prefix in PREFIXES:
        counts = ~sheet.has("couple", 0) if prefix else np.ones(sheet.count, bool)
        for kind in sorted(UNCOUNTED):
            is_more |= counts & sheet.has(tick_name(f"{prefix}incomes", str(kind)))
    return Interval(low, np.where(is_more, np.inf, low))


def _lacks_incomes(sheet: Sheet) -> Array:
    """Return where an income that counts is not known."""
    lacks = ~sheet.known["couple"]
    for prefix in PREFIXES:
        names = [f"{prefix}{one}" for one in COUNTED]
        names += [tick_name(f"{prefix}incomes", str(one)) for one in sorted(UNCOUNTED)]
        counts = sheet.has("couple") if prefix else np.ones(sheet.count, bool)
        for name in names:
            lacks = lacks | (counts & ~sheet.known[name])
    return lacks


def _choice(fact: str, sheet: Sheet, name: str) -> dict[str, Array]:
    column = BY_NAME[name]
    places = {"yes": 1, "no": 0} if not column.choices or column.choices == YES_NO else {
        one: place for place, one in enumerate(column.choices)
    }  # fmt: skip
    return {
        said: ~sheet.known[name] | (sheet.values[name] == places[value])
        for said, value in FACTS[fact].options
    }


def _pregnant(sheet: Sheet) -> dict[str, Array]:
    is_past = sheet.known["age"] & (sheet.values["age"] > FERTILE_UNTIL)
    partner = sheet.known["partner_age"] & (sheet.values["partner_age"] > FERTILE_UNTIL)
    is_past = is_past & (sheet.has("couple", 0) | partner)
    known = sheet.known["pregnant"]
    is_yes = known & (sheet.values["pregnant"] > 0)
    is_no = np.where(known, ~is_yes, is_past)
    return {"oui": ~is_no, "non": ~is_yes}


def _ticks(fact: str, sheet: Sheet) -> dict[str, Truth]:
    found = {}
    for said, value in FACTS[fact].options:
        is_national = fact == "recoit" and value in BENEFITS
        name = f"received_{value}" if is_national else tick_name(BY_TICKS[fact], value)
        ticked = sheet.known[name] & (sheet.values[name] > 0)
        found[said] = Truth(ticked, ticked | ~sheet.known[name])
    return found


def _children(sheet: Sheet) -> Children:
    aged = np.repeat(sheet.known["children_ages"], sheet.children)
    ages = sheet.values["children_ages"][aged].astype(float)
    unaged = np.where(sheet.known["children"], sheet.children.astype(float), np.inf)
    unaged = np.where(sheet.known["children_ages"], 0.0, unaged)
    return Children(sheet.owners()[aged], ages, ages, Interval(np.zeros(sheet.count), unaged))


def _same(name: str) -> Callable[[Sheet], Interval]:
    return lambda sheet: _either(sheet.known[name], sheet.values[name])


NUMBERS: Final[Mapping[str, Callable[[Sheet], Interval]]] = {
    **{fact: _same(name) for fact, name in SAME_NAME.items()},
    "enfants": lambda sheet: _either(sheet.known["children"], sheet.children),
    "age_conjoint": _partner_age,
    "taux_incapacite": _rates,
    "loyer": _rent,
    "ressources": _resources,
}
