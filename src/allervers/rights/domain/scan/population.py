"""From a settled sheet to the population that the engine computes.

What no question asks about a household, or what concerns it not, is neutral, as in
domain/reading.py: rights that would need it are never read from what is computed here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from allervers.rights.domain.population import ASKER, CHILD, PARTNER, Array, Population
from allervers.rights.domain.population_columns import (
    GIR_CHOICES,
    HOME,
    PERSON,
    SCHOOLS,
    Column,
)
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.domain.reading import RATES, SETTLED
from allervers.rights.domain.scan.columns import BY_NAME, MONTHS
from allervers.rights.domain.scan.settling import PARTNER as OF_PARTNER
from allervers.rights.domain.scan.settling import Settled

NEUTRAL: Final = {"activity": "home", "partner_activity": "home", "housing": "homeless"}
SOME_DAY: Final = np.datetime64("1986-01-01", "D")
LAST_GIR: Final = len(GIR_CHOICES) - 1
RESIDENT_YEARS: Final = 5  # the card of ten years exempts from those of the RSA
# Columns of a population that bear another name than their question.
QUESTION_OF: Final = {
    "is_pregnant": "pregnant",
    "is_unfit": "unfit",
    "is_flat_share": "flat_share",
    "is_recently_alone": "separated_recently",
    "has_two_incomes": "two_incomes",
    "has_ended_are": "worked_five_years",
    "tax_bracket": "income_tax",
    "is_in_higher_study": "higher_study",
}
OF_CHILDREN: Final = frozenset({"is_shared", "is_disabled", "school"})


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where each person of a population comes from: households, and rows among the children."""

    household: Array
    role: Array
    children: Array  # rows of the children among the persons


def population_of(found: Settled) -> Population:
    """Return the households of a sheet as a population, in their order."""
    places = _places(found)
    return Population(
        count=found.sheet.count,
        household=places.household,
        role=places.role,
        persons={one.name: _person(found, places, one) for one in PERSON},
        homes={one.name: _home(found, one) for one in HOME},
    )


def _places(found: Settled) -> Places:
    partners = found.sheet.has("couple").astype(np.int64)
    sizes = 1 + partners + found.sheet.children
    household = np.repeat(np.arange(found.sheet.count), sizes)
    starts = np.cumsum(sizes) - sizes
    role = np.full(len(household), CHILD, dtype=np.uint8)
    role[starts] = ASKER
    role[starts[partners > 0] + 1] = PARTNER
    return Places(household, role, np.flatnonzero(role == CHILD))


def plain(found: Settled, name: str) -> Array:
    """Return a column of the file where it is known and concerns the household, else neutral."""
    column = BY_NAME[name]
    given = found.sheet.known[name] & found.concerns[column.code]
    if column.is_list:
        given = np.repeat(given, found.sheet.children)
    values = found.sheet.values[name]
    return np.where(given, values, _neutral(name, values))


def _neutral(name: str, values: Array) -> Array:
    if name in NEUTRAL:
        place = QUESTIONS[name].choices.index(NEUTRAL[name])
        return np.array(place, dtype=values.dtype)
    return np.zeros((), dtype=values.dtype)


def _home(found: Settled, column: Column) -> Array:
    name = QUESTION_OF.get(column.name, column.name)
    values = plain(found, name)
    if name == "gir":  # 5 and 6 open nothing, as when nobody evaluated
        values = np.where(values > LAST_GIR, 0, values)
    if name.endswith(MONTHS):  # of a benefit that is not received, none
        values = np.where(plain(found, name.removesuffix(MONTHS)) > 0, values, 0)
    return values.astype(column.dtype)


def _person(found: Settled, places: Places, column: Column) -> Array:
    asker, partner, child = (reader(found, column.name) for reader in READERS)
    if column.name in OF_ADULTS:
        asker = partner = OF_ADULTS[column.name](found)
    elif column.name in OF_ASKER:
        asker = OF_ASKER[column.name](found)
    values = np.zeros(len(places.role), column.dtype)
    household = places.household
    for role, one in ((ASKER, asker), (PARTNER, partner)):
        rows = places.role == role
        values[rows] = one[household[rows]]
    values[places.children] = child
    return values


def _of_asker(found: Settled, name: str) -> Array:
    """Return a column of the askers. A column that no question fills is an error, never zero."""
    if name == "birth":
        return _births(found, "birth", "age")
    if name in (OF_CHILDREN | set(OF_ADULTS) | set(OF_ASKER)):
        return np.zeros(found.sheet.count)
    return plain(found, QUESTION_OF.get(name, name))


def _of_partner(found: Settled, name: str) -> Array:
    """Return a column of the partners; neutral when it is asked of the asker only."""
    if name == "birth":
        return _births(found, "partner_birth", "partner_age")
    code = f"{OF_PARTNER}{name}"
    return plain(found, code) if code in BY_NAME else np.zeros(found.sheet.count)


def _births(found: Settled, name: str, age: str) -> Array:
    """Return days of birth; any will do where it is not known: what needs it is not read."""
    return np.where(found.sheet.known[age], found.sheet.values[name], SOME_DAY)


def _of_child(found: Settled, name: str) -> Array:
    count = int(found.sheet.children.sum())
    if name == "birth":
        return plain(found, "children_births")
    if name == "is_shared":
        return plain(found, "shared_custody")
    if name == "is_disabled":
        is_high = np.repeat(plain(found, "disabled_rate"), found.sheet.children)
        disabled: Array = plain(found, "disabled_children") * is_high
        return disabled
    if name == "school":
        lycee = np.where(plain(found, "lycee_children") > 0, SCHOOLS.index("lycee"), 0)
        college = plain(found, "college_children") > 0
        return np.where(college, SCHOOLS.index("college"), lycee)
    return np.full(count, SETTLED if name == "permit_years" else 0)


READERS: Final = (_of_asker, _of_partner, _of_child)


def _permit_years(found: Settled) -> Array:
    """Return the years that count (domain/reading.py): those of residents and of others."""
    sheet = found.sheet
    years = sheet.values["permit_years"]
    counted = np.where(sheet.chosen("nationality", "resident"), np.maximum(years, RESIDENT_YEARS),
                       years)  # fmt: skip
    return np.where(found.concerns["permit_years"] & sheet.known["permit_years"], counted, SETTLED)


def _incapacity(found: Settled) -> Array:
    choices = QUESTIONS["disability"].choices
    rates = np.array([float(RATES.get(one, 0)) for one in choices])
    return rates[plain(found, "disability").astype(np.int64)]


Reader = Callable[[Settled], Array]
OF_ADULTS: Final[Mapping[str, Reader]] = {
    "permit_years": _permit_years,
    "is_european": lambda found: found.sheet.chosen("nationality", "european"),
}
OF_ASKER: Final[Mapping[str, Reader]] = {
    "incapacity": _incapacity,
    "has_rsdae": lambda found: found.sheet.chosen("disability", "from_50_rsdae"),
}
