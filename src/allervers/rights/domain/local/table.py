"""Households as local rights see them: each fact with all that it may be, row by row.

What is not known is never zero: a number not known lies anywhere, a choice may be any. `Truth`
holds what must be and what may be; both ends of every answer follow from them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Final

import numpy as np

from allervers.rights.domain.local.facts import FACTS, Sort
from allervers.rights.domain.local.rights import (
    All,
    Among,
    Between,
    Condition,
    Free,
    Not,
    OneOf,
    Territory,
)
from allervers.rights.domain.local.territory import departement_of, region_of
from allervers.rights.domain.population import Array


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """For each row: whether it is true in every case (`must`), and in one at least (`may`)."""

    must: Array
    may: Array

    def __and__(self, other: "Truth") -> "Truth":
        return Truth(self.must & other.must, self.may & other.may)

    def __or__(self, other: "Truth") -> "Truth":
        return Truth(self.must | other.must, self.may | other.may)

    def __invert__(self) -> "Truth":
        return Truth(~self.may, ~self.must)


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """A number between two ends, row by row; NaN at both: there is none (no partner, no age)."""

    low: Array
    high: Array

    def within(self, asked: Between) -> Truth:
        """Return whether the number lies where it is asked to."""
        return Truth(
            _above(self.low, asked) & _below(self.high, asked),
            _above(self.high, asked) & _below(self.low, asked),
        )


def _above(values: Array, asked: Between) -> Array:
    if asked.low is None:
        return ~np.isnan(values)
    low = float(asked.low)
    found: Array = values > low if asked.is_over else values >= low
    return found


def _below(values: Array, asked: Between) -> Array:
    if asked.high is None:
        return ~np.isnan(values)
    high = float(asked.high)
    found: Array = values < high if asked.is_under else values <= high
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Children:
    """The children's ages, one after the other, each with its row; `unaged`: those of no age."""

    row: Array
    low: Array
    high: Array
    unaged: Interval

    def within(self, asked: Between) -> Interval:
        """Return how many children have an age that is asked."""
        one = Interval(self.low, self.high).within(asked)
        rows = len(self.unaged.low)
        sure = np.bincount(self.row[one.must], minlength=rows)
        perhaps = np.bincount(self.row[one.may], minlength=rows)
        return Interval(sure.astype(float), perhaps + self.unaged.high)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """All the facts of some households. `communes`: Insee's codes; empty: not known."""

    count: int
    communes: Array
    numbers: Mapping[str, Interval]
    choices: Mapping[str, Mapping[str, Array]]  # fact → value → whether it may be that one
    ticks: Mapping[str, Mapping[str, Truth]]  # fact → value → whether it is ticked
    children: Children

    def always(self, *, value: bool) -> Truth:
        """Return the same truth for every row."""
        return Truth(np.full(self.count, value), np.full(self.count, value))

    def unsure(self) -> Truth:
        """Return what nobody knows, for every row."""
        return Truth(np.zeros(self.count, bool), np.ones(self.count, bool))


def holds(condition: Condition, table: Table) -> Truth:
    """Return whether a condition holds, row by row."""
    return READERS[type(condition)](condition, table)


def _between(asked: Between, table: Table) -> Truth:
    if FACTS[asked.fact].sort is Sort.CHILD:
        return table.children.within(asked).within(Between("", low=Decimal(1)))
    found = table.numbers.get(asked.fact)
    return table.unsure() if found is None else found.within(asked)


def _among(asked: Among, table: Table) -> Truth:
    if FACTS[asked.fact].sort is Sort.TICKS:
        ticked = table.ticks.get(asked.fact, {})
        each = [ticked.get(one, table.unsure()) for one in asked.values]
        return reduce(Truth.__or__, each, table.always(value=False))
    possible = table.choices.get(asked.fact)
    if possible is None:
        return table.unsure()
    nothing = np.zeros(table.count, bool)
    may = reduce(np.logical_or, (possible.get(one, nothing) for one in asked.values), nothing)
    others = (mask for one, mask in possible.items() if one not in asked.values)
    return Truth(may & ~reduce(np.logical_or, others, nothing), may)


def _all(asked: All, table: Table) -> Truth:
    each = (holds(one, table) for one in asked.parts)
    return reduce(Truth.__and__, each, table.always(value=True))


def _one_of(asked: OneOf, table: Table) -> Truth:
    each = (holds(one, table) for one in asked.parts)
    return reduce(Truth.__or__, each, table.always(value=False))


def lives_in(territory: Territory, table: Table) -> Truth:
    """Return whether the commune of each row is one of the territory's.

    Composed bodies (EPCI) and places not placed yet are not known: they may be anywhere, but in
    what their own départements or communes say.
    """
    if territory.is_everywhere:
        return table.always(value=True)
    codes, row = np.unique(table.communes, return_inverse=True)
    must = np.array([_is_in(territory, str(one)) for one in codes], bool)[row]
    known = table.communes != ""
    named = territory.departements or territory.communes or territory.regions
    vague = not territory.is_placed and not named
    return Truth(must & known, must | ~known | vague)


def _is_in(territory: Territory, commune: str) -> bool:
    departement = departement_of(commune)
    return (
        commune in territory.communes
        or departement in territory.departements
        or region_of(departement) in territory.regions
    )


READERS: Final[Mapping[type[Condition], Callable[..., Truth]]] = {
    Between: _between,
    Among: _among,
    Free: lambda _asked, table: table.unsure(),
    All: _all,
    OneOf: _one_of,
    Not: lambda asked, table: ~holds(asked.part, table),
}
