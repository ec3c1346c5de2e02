"""How an input of OpenFisca is read in a population: which variable, which periods, which column.

Incomes start in January two years before the year of four months ago: the prime d'activité looks
at four months, and each of them at the tax year before last.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np

from allervers.rights.domain.population import ASKER, CHILD, Array, Population
from allervers.rights.gateways.openfisca_pensions import PensionRates, pension_rates

YEAR, LAST_THREE, MONTHS_OF_PPA = 12, 3, 4
SETTLED: Final = 99  # years of permit: no length is asked


class Reading:
    """A population read once; what several inputs share is computed once."""

    def __init__(self, population: Population) -> None:
        self.population = population
        self.persons = population.persons
        self.homes = population.homes

    @cached_property
    def is_adult(self) -> Array:
        """Whether each person is the asker or the partner."""
        found: Array = self.population.role != CHILD
        return found

    @cached_property
    def is_asker(self) -> Array:
        """Whether each person is the asker."""
        found: Array = self.population.role == ASKER
        return found

    @cached_property
    def pensions(self) -> PensionRates:
        """Return the rates that the pensions of each person's household bear."""
        found = pension_rates(self.population)
        rows = self.population.household
        return PensionRates(found.gross[rows], found.taxed[rows])

    def of_asker(self, column: str) -> Array:
        """Return a household's figure put on its asker, zero on the others."""
        return np.where(self.is_asker, self.homes[column][self.population.household], 0.0)


Read = Callable[[Reading], Array]


@dataclass(frozen=True, slots=True)
class Input:
    """One variable, the periods over which it has the same value, and how it is read.

    `names`: what is read are places in this list of OpenFisca's names.
    """

    variable: str
    periods: tuple[str, ...]
    read: Read
    names: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the name of its column: the variable and its first period."""
        return f"{self.variable}@{self.periods[0]}"


def months_since_start(month: date) -> int:
    """Return how many months ago the inputs begin."""
    return 24 + month.month - 1 + (YEAR if month.month <= MONTHS_OF_PPA else 0)


def shifted(month: date, months_ago: int) -> date:
    """Return the first day of another month."""
    months = month.year * 12 + month.month - 1 - months_ago
    return date(months // 12, months % 12 + 1, 1)


class Times:
    """The periods of the inputs of a month: "2026-09"."""

    def __init__(self, month: date) -> None:
        self.month = month
        self.oldest = months_since_start(month)

    def span(self, since: int, until: int) -> tuple[str, ...]:
        """Return the months from `since` months ago to `until`, in order; negative: to come."""
        return tuple(f"{shifted(self.month, ago):%Y-%m}" for ago in range(since, until - 1, -1))

    @property
    def all(self) -> tuple[str, ...]:
        """Return every month, to the end of the year."""
        return self.span(self.oldest, self.month.month - YEAR)

    @property
    def past(self) -> tuple[str, ...]:
        """Return the months before."""
        return self.span(self.oldest, 1)

    @property
    def years(self) -> tuple[str, ...]:
        """Return the year before last, last year and this one."""
        return tuple(str(self.month.year - ago) for ago in (2, 1, 0))

    @property
    def incomes(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the months of the last three's amount, of the nine before, and older ones."""
        return (
            self.span(LAST_THREE, self.month.month - YEAR),
            self.span(YEAR, LAST_THREE + 1),
            self.span(self.oldest, YEAR + 1),
        )
