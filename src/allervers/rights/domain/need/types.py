"""Types of households for the need of a territory: kind × resources × housing, and their RSA.

The kinds are those in which the Cnaf counts, by place, the households that it pays. Neither the
Cnaf nor Filosofi publishes by place how many children they have, the resources of those without
the RSA, or their rent: types that differ by these alone are never averaged, they make an interval.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import product
from typing import Final

from allervers.rights.domain.engine import Engine
from allervers.rights.domain.household import Adult, Child, Home, Household, Income, Monthly
from allervers.rights.domain.need.interval import Interval
from allervers.rights.domain.populating import population_of
from allervers.rights.domain.right import Right


class Kind(StrEnum):
    """A kind of household, and the column of the Cnaf that counts it."""

    ALONE = "ai"
    LONE_PARENT = "am"
    COUPLE = "acssenf"
    COUPLE_WITH_CHILDREN = "acavenf"


@dataclass(frozen=True, slots=True)
class NeedType:
    """One type. `wages`: net euros a month, of one adult; `rent` is 0 for who has no benefit."""

    kind: Kind
    children: int
    wages: int
    housing: str
    rent: int

    @property
    def has_benefit(self) -> bool:
        """Whether a housing benefit is paid: only to the tenant whose rent is counted."""
        return self.rent > 0

    def household(self) -> Household:
        """Return the household as the rules see it: adults of 35, children of the first ages."""
        wages = Monthly(Decimal(self.wages), Decimal(self.wages))
        incomes = {Income.WAGES: wages} if self.wages else {}
        asker = Adult(AGE, "employee" if self.wages else "jobseeker", incomes)
        is_couple = self.kind in (Kind.COUPLE, Kind.COUPLE_WITH_CHILDREN)
        partner = Adult(AGE, "home", {}) if is_couple else None
        home = Home(self.housing, Decimal(self.rent), commune=PLACE if self.rent else "")
        children = tuple(map(Child, CHILDREN_AGES[: self.children]))
        return Household(asker, home, partner, children)


AGE: Final = 35
CHILDREN_AGES: Final = (8, 11, 5)  # neither a baby nor 14: no benefit of those ages
PLACE: Final = "92036"  # where the rent is counted; the RSA itself is the same everywhere in France
CHILDREN: Final[Mapping[Kind, Sequence[int]]] = {
    Kind.ALONE: (0,),
    Kind.LONE_PARENT: (1, 2, 3),
    Kind.COUPLE: (0,),
    Kind.COUPLE_WITH_CHILDREN: (1, 2, 3),
}
BANDS: Final = (0, 250, 500)
# Tenant with a housing benefit; housed for nothing; tenant without a housing benefit.
HOUSINGS: Final = (("tenant", 600), ("hosted", 0), ("tenant", 0))
TYPES: Final = tuple(
    NeedType(kind, children, wages, *housing)
    for kind in Kind
    for children, wages, housing in product(CHILDREN[kind], BANDS, HOUSINGS)
)
# Euros a month by kind, and by whether a housing benefit is paid.
Worths = Mapping[tuple[Kind, bool], Interval]


def worths_of(engine: Engine, month: date) -> Worths:
    """Return the RSA of each kind of household, from its least type to its most.

    A type that is not entitled is left out: it cannot be one that does not take up its right.
    Raises EngineError when the rules do not know the month.
    """
    found = engine.amounts(population_of([one.household() for one in TYPES], month), month)
    rsa = found[Right.RSA]
    due: dict[tuple[Kind, bool], list[float]] = {}
    for one, amount, is_due in zip(TYPES, rsa.amount, rsa.is_due, strict=True):
        if is_due:
            due.setdefault((one.kind, one.has_benefit), []).append(float(amount))
    return {
        key: Interval(min(due.get(key, [0.0])), max(due.get(key, [0.0])))
        for key in product(Kind, (False, True))
    }
