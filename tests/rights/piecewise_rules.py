"""Rules invented for the tests: known pieces of straight lines, computed in a millisecond."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from allervers.rights.domain.engine import Amounts, Outcome, Outcomes
from allervers.rights.domain.household import Household
from allervers.rights.domain.needs import NEEDS
from allervers.rights.domain.populating import population_of
from allervers.rights.domain.population import CHILD, PARTNER, Array, Population
from allervers.rights.domain.questionnaire import COUNTED
from allervers.rights.domain.right import RIGHTS, Right

CENT = Decimal("0.01")
TENANTS = 3  # the first kinds of home


@dataclass
class Saying:
    """An engine whose amounts are what a function of the population says, for every right."""

    amount: Callable[[Population], Array]
    asked: list[int] = field(default_factory=list)
    rules = "règles inventées"

    def of_right(self, right: Right, population: Population, month: date) -> Array:
        """Return the euros of one right."""
        return np.broadcast_to(self.amount(population), (population.count,))

    def amounts(self, population: Population, month: date) -> dict[Right, Amounts]:
        """Return every right of each household."""
        self.asked.append(population.count)
        never = np.zeros(population.count, dtype=bool)
        found = {right: self.of_right(right, population, month) for right in RIGHTS}
        return {
            right: Amounts(np.asarray(euros, dtype=np.float64), np.round(euros, 2) > 0, never)
            for right, euros in found.items()
        }

    def compute(self, households: Sequence[Household], month: date) -> list[Outcomes]:
        """Return every right of each household, to the cent."""
        found = self.amounts(population_of(households, month), month)
        return [
            {
                right: Outcome(
                    bool(one.is_due[row]),
                    Decimal(repr(float(one.amount[row]))).quantize(CENT, ROUND_HALF_UP),
                )
                for right, one in found.items()
            }
            for row in range(len(households))
        ]


class Invented(Saying):
    """Rights in the manner of the real ones: floors, bumps, ceilings, ages, places."""

    def __init__(self) -> None:
        super().__init__(lambda people: np.zeros(people.count))

    def of_right(self, right: Right, population: Population, month: date) -> Array:
        """Return the euros of one right; the other rights are worth 100 € a child."""
        facts = Facts(population, month)
        formula = FORMULAS.get(right)
        if formula is not None:
            return formula(facts)
        needs = NEEDS[right]  # what a right does not need does not change it
        few = 100.0 * (facts.children if "children" in needs else np.ones(population.count))
        if "taxed_income" in needs:
            few = few * (facts.homes["taxed_income"] < 30_000)
        return np.where(facts.is_settled, few, 0.0) if "permit_years" in needs else few


class Facts:
    """What the invented rules look at, by household."""

    def __init__(self, people: Population, month: date) -> None:
        self.people, self.homes = people, people.homes
        births = people.persons["birth"][people.askers]
        self.age = (np.datetime64(month) - births).astype(np.int64) // 365.25
        self.children = self.count(people.role == CHILD)
        self.couple = self.count(people.role == PARTNER)
        self.income = sum(self.summed(kind) for kind in COUNTED)
        self.wages = self.summed("wages")
        self.is_settled = people.persons["permit_years"][people.askers] >= 5
        self.unable = people.persons["incapacity"][people.askers]
        self.rent = np.where(self.homes["housing"] < TENANTS, self.homes["rent"], 0.0)

    def count(self, persons: Array) -> Array:
        """Count persons by household."""
        return np.bincount(self.people.household, persons, minlength=self.people.count)

    def summed(self, column: str) -> Array:
        """Add up a column of persons by household."""
        return self.count(self.people.persons[column])


def _rsa(facts: Facts) -> Array:
    base = 650.0 * (1 + 0.5 * facts.couple + 0.3 * facts.children)
    home = np.where(facts.rent > 0, 60.0, 0.0)
    found = base - home - facts.income - facts.homes["received_aah"]
    return np.where((facts.age >= 25) & facts.is_settled & (found >= 6), found, 0.0)


def _ppa(facts: Facts) -> Array:
    bump = np.minimum(0.61 * facts.wages, 600 - 0.39 * facts.wages) - 0.2 * facts.homes["rent"] / 10
    return np.where(bump >= 15, bump, 0.0)


def _housing(facts: Facts) -> Array:
    found = np.minimum(facts.rent, 320.0) - 35 - 0.25 * np.maximum(facts.income - 400, 0)
    return np.where(found >= 10, found, 0.0)


def _aspa(facts: Facts) -> Array:
    ceiling = np.where(facts.couple > 0, 1_620.0, 1_043.0)
    return np.where(facts.age >= 65, np.maximum(ceiling - facts.income, 0), 0.0)


FORMULAS: Mapping[Right, Callable[[Facts], Array]] = {
    Right.RSA: _rsa,
    Right.PPA: _ppa,
    Right.AIDE_LOGEMENT: _housing,
    Right.CSS: lambda facts: np.where(facts.income < 1_163, 8.0, 0.0),
    Right.ASPA: _aspa,
    Right.AAH: lambda facts: np.where(
        facts.unable >= 0.8, np.maximum(1_041 - facts.income / 2, 0), 0.0
    ),
}
