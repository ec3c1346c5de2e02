"""What an engine of rules must do; `gateways/openfisca_france.py` is the one we have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from allervers.rights.domain.household import Household
from allervers.rights.domain.population import Array, Population
from allervers.rights.domain.right import Right


class EngineError(Exception):
    """The rules could not be computed: a month without rules, a loop between formulas."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules give for one right.

    `amount` is in euros, exact to the cent. For the `css`, `is_due` says whether the person is
    covered, `amount` what the household pays a month (0: free), and `is_doubtful` that resources
    fall where the ceiling in force may differ from the last one known.
    """

    is_due: bool
    amount: Decimal
    is_doubtful: bool = False


Outcomes = dict[Right, Outcome]


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """`Outcome` for each household of a population, as arrays: float64 euros, and booleans."""

    amount: Array
    is_due: Array
    is_doubtful: Array


class Engine(Protocol):
    """Rules in force, for some households and one month."""

    @property
    def rules(self) -> str:
        """The version of the rules, such as "openfisca-france 176.1.8 + 1 correction"."""
        ...

    def compute(self, households: Sequence[Household], month: date) -> list[Outcomes]:
        """Return every right of each household, in the same order.

        The answer is the same whatever the order of the rights and the other households asked.
        Raises EngineError when the rules cannot say: a month without rules.
        """
        ...

    def amounts(self, population: Population, month: date) -> dict[Right, Amounts]:
        """Return every right of each household of a population, unrounded."""
        ...
