"""The rate at which pensions are kept back (CSS, L136-8, III), from what is received now."""

from decimal import Decimal

import pytest

from allervers.rights.domain.household import Adult, Child, Home, Household, Income, Monthly
from allervers.rights.gateways.openfisca_pensions import rate_of


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
    assert rate_of(retired(*pensions, children=children)).kept == Decimal(kept)


def test_net_made_gross_then_net_again() -> None:
    rate = rate_of(retired(2000))
    assert round(2000 * rate.gross * (1 - rate.kept), 6) == 2000
    assert rate.taxed > 1
