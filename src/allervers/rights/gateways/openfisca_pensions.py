"""What is kept back on a pension before it is paid, so that a net one can be made gross.

A small pension bears nothing: gross is net. The rate depends on the income of the tax household
two years ago (CSS, L136-8, III), taken here as nine tenths of a year of what is received now.
Thresholds of 2026: ministerial instruction of 11 December 2025 (metropolitan France).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from allervers.rights.domain.household import Household, Income

YEAR: Final = 12
TAXED_SHARE: Final = Decimal("0.9")  # after the tenth deducted from wages and pensions
TAXED_INCOMES: Final = frozenset({
    Income.WAGES, Income.UNEMPLOYMENT, Income.RETIREMENT, Income.INVALIDITY, Income.SUPPORT,
    Income.CAPITAL,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rate:
    """Up to an income (plus so much a half-share): all that is kept back, and what is taxed too.

    `kept`: CSG, CRDS and Casa together; `not_deducted`: their part that is taxed all the same.
    """

    ceiling: Decimal
    half_share: Decimal
    kept: Decimal
    not_deducted: Decimal

    @property
    def gross(self) -> Decimal:
        """Return gross euros for one net."""
        return 1 / (1 - self.kept)

    @property
    def taxed(self) -> Decimal:
        """Return taxed euros for one net."""
        return 1 + self.not_deducted * self.gross


NONE: Final = Rate(Decimal(13_048), Decimal(3_484), Decimal(0), Decimal(0))
# CSG 3.8 % deductible, CRDS 0.5 %.
REDUCED: Final = Rate(Decimal(17_057), Decimal(4_555), Decimal("0.043"), Decimal("0.005"))
# CSG 6.6 % (4.2 deductible), CRDS 0.5 %, Casa 0.3 %.
MIDDLE: Final = Rate(Decimal(26_472), Decimal(7_066), Decimal("0.074"), Decimal("0.032"))
# CSG 8.3 % (5.9 deductible), CRDS 0.5 %, Casa 0.3 %.
FULL: Final = Rate(Decimal("Infinity"), Decimal(0), Decimal("0.091"), Decimal("0.032"))
RATES: Final = (NONE, REDUCED, MIDDLE, FULL)


def rate_of(household: Household) -> Rate:
    """Return the rate that the pensions of a household bear."""
    monthly = sum(
        (
            found.last_twelve
            for adult in household.adults
            for kind, found in adult.incomes.items()
            if kind in TAXED_INCOMES
        ),
        Decimal(0),
    )
    income = monthly * YEAR * TAXED_SHARE
    more = half_shares(household)
    return next(one for one in RATES if income <= one.ceiling + more * one.half_share)


def half_shares(household: Household) -> int:
    """Return the half-shares above the first share (CGI, 194): two for a partner, then children."""
    children = len(household.children)
    alone = 1 if children and household.partner is None else 0
    of_children = children + max(children - 2, 0) + alone
    return of_children + (2 if household.partner is not None else 0)
