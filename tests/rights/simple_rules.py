"""Rules of our own invention, behind the Protocol of the engine: quick, and easy to foresee."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import numpy as np

from allervers.rights.domain.engine import Amounts, EngineError, Outcome, Outcomes
from allervers.rights.domain.household import Household
from allervers.rights.domain.populating import population_of
from allervers.rights.domain.population import Population
from allervers.rights.domain.right import RIGHTS, Right

LAST_YEAR = 2026  # of these rules
UNLUCKY = 60_000.0  # euros a month: these rules fail


class SimpleRules:
    """The `rsa` is 600 € less the wages of the person met; every other right is refused.

    `sizes`: the households of each computation, in turn.
    """

    rules = "simple rules"

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def compute(self, households: Sequence[Household], month: date) -> list[Outcomes]:
        """Return every right of each household."""
        found = self.amounts(population_of(households, month), month)
        return [
            {
                right: Outcome(bool(one.is_due[row]), Decimal(f"{one.amount[row]:.2f}"))
                for right, one in found.items()
            }
            for row in range(len(households))
        ]

    def amounts(self, population: Population, month: date) -> dict[Right, Amounts]:
        """Return every right of each household of a population."""
        self.sizes.append(population.count)
        wages = population.persons["wages"][population.askers]
        if month.year > LAST_YEAR or (wages == UNLUCKY).any():
            raise EngineError("These rules do not go that far.")
        nothing = np.zeros(population.count)
        rsa = np.maximum(600.0 - wages, 0.0)
        never = Amounts(nothing, nothing > 0, nothing > 0)
        return {**dict.fromkeys(RIGHTS, never), Right.RSA: Amounts(rsa, rsa > 0, nothing > 0)}
