"""The rate at which pensions are kept back (CSS, L136-8, III), from what is received now."""

from datetime import date
from decimal import Decimal

import pytest

from allervers.rights.domain.household import Adult, Child, Home, Household, Income, Monthly
from allervers.rights.domain.populating import population_of
from allervers.rights.gateways.openfisca_pensions import FULL, MIDDLE, NONE, REDUCED, pension_rates

MONTH = date(2026, 11, 1)


def retired(*pensions: int, children: int = 0) -> Household:
    """Return a household of one or two pensioners."""
    adults = [
        Adult(67, "retired", {Income.RETIREMENT: Monthly(Decimal(one), Decimal(one))})
        for one in pensions
    ]
    return Household(
        asker=adults[0],
        partner=adults[1] if len(adults) > 1 else None,
        children=(Child(12),) * children,
        home=Home("owner"),
    )


@pytest.mark.parametrize(
    ("pensions", "children", "kept"),
    [
        ((1208,), 0, "0"),  # 13 046.40 €
        ((1209,), 0, "0.043"),  # 13 057.20 € > 13 048
        ((1579,), 0, "0.043"),  # 17 053.20 €
        ((1580,), 0, "0.074"),
        ((2452,), 0, "0.091"),  # 26 481.60 € > 26 472
        ((1209, 500), 0, "0"),  # a couple: 13 048 + 2 × 3 484
        ((1853, 1), 0, "0.043"),  # 20 023.20 € > 20 016
        ((1800,), 1, "0"),  # alone with a child: two half-shares more, 20 016 > 19 440
    ],
)
def test_rate_follows_the_income_of_the_household(
    pensions: tuple[int, ...], children: int, kept: str
) -> None:
    found = pension_rates(population_of([retired(*pensions, children=children)], MONTH))
    assert found.gross[0] == 1 / (1 - float(kept))


def test_net_made_gross_then_net_again() -> None:
    found = pension_rates(population_of([retired(2000)], MONTH))
    assert round(2000 * found.gross[0] * (1 - MIDDLE.kept), 6) == 2000
    assert found.taxed[0] > 1


def test_each_household_bears_its_own_rate() -> None:
    asked = [retired(1000), retired(1300), retired(1800), retired(3000)]
    found = pension_rates(population_of(asked, MONTH))
    kept = [one.kept for one in (NONE, REDUCED, MIDDLE, FULL)]
    assert found.gross.tolist() == [1 / (1 - one) for one in kept]
