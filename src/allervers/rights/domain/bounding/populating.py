"""Ways to complete answers, made columns of a population at once (domain/reading.py, vectorised).

tests/rights/domain/test_populating_ways.py compares with the reading of one household at a time. A
column that is not known here is read that way: right, and a hundred times slower.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any, Final

import numpy as np

from allervers.rights.domain.answers import Json
from allervers.rights.domain.bounding.ways import Ways
from allervers.rights.domain.household import birth_date
from allervers.rights.domain.populating import OF_CHILD, population_of
from allervers.rights.domain.population import ASKER, CHILD, PARTNER, Array, Population
from allervers.rights.domain.population_columns import (
    GIR_CHOICES,
    HOME,
    PERSON,
    SCHOOLS,
    Column,
)
from allervers.rights.domain.questionnaire import BENEFITS, COUNTED, DISTANCES, TAX_BRACKETS
from allervers.rights.domain.reading import NEUTRAL_AGE, RATES, SETTLED, household_of

OLDEST: Final = 130
ABSENT_YEAR: Final = -1.0
RESIDENT: Final = 5  # years that the card of ten years counts for, at least


class Reader:
    """Reads the columns of answers as numbers; no answer: the same as domain/reading.py."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways

    def read(self, code: str, of_value: Callable[[Any], float], absent: float = 0.0) -> Array:
        """Return a number for each way."""
        column = self.ways.columns.get(code)
        if column is None:
            return np.full(self.ways.count, absent, dtype=np.float64)
        return column.read(of_value, absent)

    def number(self, code: str, absent: float = 0.0) -> Array:
        """Return a number or euros."""
        return self.read(code, float, absent)

    def among(self, code: str, *values: str) -> Array:
        """Return whether a choice is one of these."""
        return self.read(code, lambda value: value in values) > 0

    def ticked(self, code: str, option: str) -> Array:
        """Return whether an option is among those ticked."""
        return self.read(code, lambda value: option in value) > 0


Both = tuple[Array, Array]  # of the asker, of the partner
PREFIX: Final = ("", "partner_")
OF_CHILDREN: Final = ("is_shared", "is_disabled", "school")


def population_of_ways(ways: Ways, month: date) -> Population:
    """Return the household of each way, in order; ages are of the first of `month`."""
    reader = Reader(ways)
    couple = reader.among("couple", "yes")
    children = _children(ways)
    sizes = 1 + couple + np.array([len(one) for one in children], dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    role = np.full(int(sizes.sum()), CHILD, dtype=np.uint8)
    role[starts] = ASKER
    role[starts[couple] + 1] = PARTNER
    rest = _Rest(ways, month)
    persons = {}
    for column in PERSON:
        maker = OF_ADULTS.get(column.name)
        if maker is None and column.name not in OF_CHILDREN:
            persons[column.name] = rest.population.persons[column.name]
            continue
        made = np.full(len(role), OF_CHILD.get(column.name, 0), dtype=_plain(column))
        if maker is not None:
            asker, partner = maker(reader)
            made[starts], made[starts[couple] + 1] = asker, partner[couple]
        persons[column.name] = made
    ages = list(chain.from_iterable(children))
    persons["birth"][role == CHILD] = np.array(ages, dtype=np.float64)
    persons["birth"] = _births(month)[persons["birth"].astype(np.int64)]
    firsts = starts + 1 + couple
    persons["is_shared"][_ticked_children(ways, "shared_custody", firsts)] = 1
    is_high = reader.among("disabled_rate", "yes")
    persons["is_disabled"][_ticked_children(ways, "disabled_children", firsts, is_high)] = 1
    for name in ("lycee", "college"):  # ticked twice: the last
        pupils = _ticked_children(ways, f"{name}_children", firsts)
        persons["school"][pupils] = SCHOOLS.index(name)
    return Population(
        count=ways.count,
        household=np.repeat(np.arange(ways.count), sizes),
        role=role,
        persons={one.name: persons[one.name].astype(one.dtype) for one in PERSON},
        homes={one.name: _of_home(one, reader, rest).astype(one.dtype) for one in HOME},
    )


class _Rest:
    """The households read one at a time, only if a column asks for it."""

    def __init__(self, ways: Ways, month: date) -> None:
        self.ways, self.month = ways, month
        self._found: Population | None = None

    @property
    def population(self) -> Population:
        if self._found is None:
            homes = [household_of(self.ways.answers(row)) for row in range(self.ways.count)]
            self._found = population_of(homes, self.month)
        return self._found


def _plain(column: Column) -> str:
    return "float64" if column.name == "birth" else column.dtype


def _children(ways: Ways) -> list[tuple[int, ...]]:
    column = ways.columns.get("children_ages")
    if column is None:
        return [()] * ways.count
    values: list[Any] = [*column.values, ()]
    return [values[place] for place in column.places.tolist()]


def _ticked_children(ways: Ways, code: str, firsts: Array, only: Array | None = None) -> list[int]:
    """Return the places, among persons, of the children ticked; `only`: in these ways."""
    column = ways.columns.get(code)
    if column is None:
        return []
    values: list[Any] = [*column.values, ()]
    places = column.places if only is None else np.where(only, column.places, len(values) - 1)
    pairs = zip(firsts.tolist(), places.tolist(), strict=True)
    return [first + child for first, place in pairs for child in values[place]]


@lru_cache(maxsize=4)
def _births(month: date) -> Array:
    found = [birth_date(age, month) for age in range(OLDEST)]
    return np.array(found, dtype="datetime64[D]")


def _of_home(column: Column, reader: Reader, rest: _Rest) -> Array:
    maker = OF_HOME.get(column.name)
    return maker(reader) if maker is not None else rest.population.homes[column.name]


def _place(column: str, absent: str) -> Callable[[Json], float]:
    choices = next(one.choices for one in (*PERSON, *HOME) if one.name == column)
    places = {name: float(place) for place, name in enumerate(choices)}
    return lambda value: places[str(value or absent)]


def _ages(reader: Reader) -> Both:
    asker, partner = (reader.number(f"{one}age", NEUTRAL_AGE) for one in PREFIX)
    return asker, partner


def _activities(reader: Reader) -> Both:
    place = _place("activity", "home")
    asker, partner = (reader.read(f"{one}activity", place, place(None)) for one in PREFIX)
    return asker, partner


def _permits(reader: Reader) -> Both:
    years = reader.number("permit_years", SETTLED)
    years = np.where(reader.among("nationality", "resident"), np.maximum(years, RESIDENT), years)
    counted = reader.among("nationality", "resident", "other")
    found = np.where(counted, years, SETTLED)
    return found, found


def _europeans(reader: Reader) -> Both:
    found = reader.among("nationality", "european")
    return found, found


def _asker_only(read: Callable[[Reader], Array]) -> Callable[[Reader], Both]:
    def maker(reader: Reader) -> Both:
        found = read(reader)
        return found, np.zeros_like(found)

    return maker


def _yes(code: str) -> Callable[[Reader], Array]:
    return lambda reader: reader.among(code, "yes")


def _income(kind: str, *, is_year: bool) -> Callable[[Reader], Both]:
    def one(reader: Reader, prefix: str) -> Array:
        now = reader.number(f"{prefix}{kind}")
        if is_year:
            changes = reader.among(f"{prefix}steady", "no")
            year = reader.number(f"{prefix}{kind}_year", ABSENT_YEAR)
            now_known = reader.number(f"{prefix}{kind}", ABSENT_YEAR) >= 0
            now = np.where(changes & (year >= 0) & now_known, year, now)
        return np.where(reader.ticked(f"{prefix}incomes", kind), now, 0.0)

    return lambda reader: (one(reader, ""), one(reader, "partner_"))


def _received(right: str, part: str) -> Callable[[Reader], Array]:
    def read(reader: Reader) -> Array:
        had = reader.ticked("benefits", right)
        return np.where(had, reader.read(f"received_{right}", lambda one: float(one[part])), 0.0)

    return read


def _commune(reader: Reader) -> Array:
    column = reader.ways.columns.get("commune")
    if column is None:
        return np.full(reader.ways.count, "", dtype="U5")
    return np.array([*column.values, ""], dtype="U5")[column.places]


def _housing(reader: Reader) -> Array:
    place = _place("housing", "homeless")
    return reader.read("housing", place, place(None))


def _gir(value: Json) -> float:
    return float(GIR_CHOICES.index(str(value))) if value in GIR_CHOICES else 0.0


def _rank_of(choices: tuple[str, ...]) -> Callable[[Json], float]:
    return lambda value: float(choices.index(str(value)))


def _of_student(read: Callable[[Reader], Array]) -> Callable[[Reader], Array]:
    return lambda reader: np.where(reader.among("higher_study", "yes"), read(reader), 0.0)


OF_ADULTS: Final[Mapping[str, Callable[[Reader], Both]]] = {
    "birth": _ages,
    "activity": _activities,
    "permit_years": _permits,
    "is_european": _europeans,
    "is_pregnant": _asker_only(_yes("pregnant")),
    "incapacity": _asker_only(
        lambda reader: reader.read("disability", lambda one: float(RATES.get(one, 0)))
    ),
    "has_rsdae": _asker_only(lambda reader: reader.among("disability", "from_50_rsdae")),
    "is_unfit": _asker_only(_yes("unfit")),
    **{kind: _income(kind, is_year=False) for kind in COUNTED},
    **{f"{kind}_year": _income(kind, is_year=True) for kind in COUNTED},
}
OF_HOME: Final[Mapping[str, Callable[[Reader], Array]]] = {
    "housing": _housing,
    "rent": lambda reader: reader.number("rent"),
    "is_flat_share": _yes("flat_share"),
    "commune": _commune,
    "is_recently_alone": _yes("separated_recently"),
    "taxed_income": lambda reader: reader.number("taxed_income"),
    "has_two_incomes": _yes("two_incomes"),
    "has_ended_are": _yes("worked_five_years"),
    "gir": lambda reader: reader.read("gir", _gir),
    "tax_bracket": lambda reader: reader.read("income_tax", _rank_of(TAX_BRACKETS)),
    "is_in_higher_study": _yes("higher_study"),
    "parents_income": _of_student(lambda reader: reader.number("parents_income")),
    "parents_children": _of_student(lambda reader: reader.number("parents_children")),
    "parents_students": _of_student(lambda reader: reader.number("parents_students")),
    "study_distance": _of_student(
        lambda reader: reader.read("study_distance", _rank_of(DISTANCES))
    ),
    **{f"received_{right}": _received(right, "amount") for right in BENEFITS},
    **{f"received_{right}_months": _received(right, "months") for right in BENEFITS},
}
