"""Households, one by one, made columns (domain/population_columns.py)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any, Final

import numpy as np

from allervers.rights.domain.household import (
    Adult,
    Child,
    Household,
    Income,
    Studies,
    birth_date,
)
from allervers.rights.domain.population import ASKER, CHILD, PARTNER, Array, Population
from allervers.rights.domain.population_columns import HOME, PERSON, Column
from allervers.rights.domain.questionnaire import BENEFITS, COUNTED
from allervers.rights.domain.right import Right

Person = Adult | Child
YEAR_END: Final = "_year"
# What is not said of a child; its other columns hold 0.
OF_CHILD: Final[dict[str, Any]] = {"permit_years": 99.0}


def population_of(households: Sequence[Household], month: date) -> Population:
    """Return these households as columns, in their order; ages are of the first of `month`."""
    persons: list[Person] = []
    for one in households:
        persons += [*one.adults, *one.children]
    sizes = [len(one.adults) + len(one.children) for one in households]
    return Population(
        count=len(households),
        household=np.repeat(np.arange(len(households)), sizes),
        role=np.array(list(chain.from_iterable(map(roles_of, households))), dtype=np.uint8),
        persons={one.name: _array(one, of_persons(one, persons, month)) for one in PERSON},
        homes={one.name: _array(one, map(HOME_READERS[one.name], households)) for one in HOME},
    )


def roles_of(household: Household) -> Iterable[int]:
    """Give the role of each person of a household."""
    yield ASKER
    if household.partner is not None:
        yield PARTNER
    yield from (CHILD,) * len(household.children)


def of_persons(column: Column, persons: Sequence[Person], month: date) -> Iterable[Any]:
    """Give one column of the persons, neutral where it does not concern them."""
    if column.name == "birth":
        return [birth_date(one.age, month) for one in persons]
    if column.name in INCOME_COLUMNS:
        kind, is_year = INCOME_COLUMNS[column.name]
        return [_income(one, kind, is_year=is_year) for one in persons]
    owner, reader = PERSON_READERS[column.name]
    other = OF_CHILD.get(column.name, 0)
    return [reader(one) if isinstance(one, owner) else other for one in persons]


def _array(column: Column, values: Iterable[Any]) -> Array:
    found = list(values)
    if column.choices:
        places = {name: place for place, name in enumerate(column.choices)}
        found = [places[one] if isinstance(one, str) else one for one in found]
    return np.array(found, dtype=column.dtype)


def _income(person: Person, kind: Income, *, is_year: bool) -> float:
    found = person.incomes.get(kind) if isinstance(person, Adult) else None
    if found is None:
        return 0.0
    return float(found.last_twelve if is_year else found.last_three)


def _amount(right: Right) -> Callable[[Household], float]:
    return lambda one: float(one.received[right].amount) if right in one.received else 0.0


def _months(right: Right) -> Callable[[Household], int]:
    return lambda one: one.received[right].months if right in one.received else 0


def _studies(household: Household) -> Studies:
    return household.studies or Studies()


INCOME_COLUMNS: Final = {
    f"{kind}{end}": (kind, end == YEAR_END) for kind in COUNTED for end in ("", YEAR_END)
}
# Whom a column concerns, and where it is read.
PERSON_READERS: Final[dict[str, tuple[type[Adult] | type[Child], Callable[[Any], Any]]]] = {
    "activity": (Adult, lambda one: one.activity),
    "permit_years": (Adult, lambda one: one.permit_years),
    "is_european": (Adult, lambda one: one.is_european),
    "is_pregnant": (Adult, lambda one: one.is_pregnant),
    "incapacity": (Adult, lambda one: float(one.incapacity)),
    "has_rsdae": (Adult, lambda one: one.has_rsdae),
    "is_unfit": (Adult, lambda one: one.is_unfit),
    "is_shared": (Child, lambda one: one.is_shared),
    "is_disabled": (Child, lambda one: one.is_disabled),
    "school": (Child, lambda one: one.school),
}
HOME_READERS: Final[dict[str, Callable[[Household], Any]]] = {
    "housing": lambda one: one.home.kind,
    "rent": lambda one: float(one.home.rent),
    "is_flat_share": lambda one: one.home.is_flat_share,
    "commune": lambda one: one.home.commune,
    "is_recently_alone": lambda one: one.is_recently_alone,
    "taxed_income": lambda one: float(one.taxed_income or 0),
    "has_two_incomes": lambda one: one.has_two_incomes,
    "has_ended_are": lambda one: one.has_ended_are,
    "gir": lambda one: one.gir,
    "tax_bracket": lambda one: one.tax_bracket,
    "is_in_higher_study": lambda one: one.studies is not None,
    "parents_income": lambda one: float(_studies(one).parents_income),
    "parents_children": lambda one: _studies(one).children,
    "parents_students": lambda one: _studies(one).students,
    "study_distance": lambda one: _studies(one).distance,
    **{f"received_{right}": _amount(right) for right in BENEFITS},
    **{f"received_{right}_months": _months(right) for right in BENEFITS},
}
