"""What is kept back on a pension before it is paid, so that a net one can be made gross.

A small pension bears nothing: gross is net. The rate depends on the income of the tax household
two years ago (CSS, L136-8, III), taken here as nine tenths of a year of what is received now.
Thresholds of 2026: ministerial instruction of 11 December 2025 (metropolitan France).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from allervers.rights.domain.population import CHILD, PARTNER, Array, Population
from allervers.rights.domain.questionnaire import COUNTED

YEAR: Final = 12
TAXED_SHARE: Final = 0.9  # after the tenth deducted from wages and pensions
MANY_CHILDREN: Final = 2  # each child above counts for a share instead of half of one


@dataclass(frozen=True, slots=True)
class Rate:
    """Up to an income (plus so much a half-share): all that is kept back, and what is taxed too.

    `kept`: CSG, CRDS and Casa together; `not_deducted`: their part that is taxed all the same.
    """

    ceiling: float
    half_share: float
    kept: float
    not_deducted: float


NONE: Final = Rate(13_048, 3_484, 0, 0)
# CSG 3.8 % deductible, CRDS 0.5 %.
REDUCED: Final = Rate(17_057, 4_555, 0.043, 0.005)
# CSG 6.6 % (4.2 deductible), CRDS 0.5 %, Casa 0.3 %.
MIDDLE: Final = Rate(26_472, 7_066, 0.074, 0.032)
# CSG 8.3 % (5.9 deductible), CRDS 0.5 %, Casa 0.3 %.
FULL: Final = Rate(float("inf"), 0, 0.091, 0.032)
RATES: Final = (NONE, REDUCED, MIDDLE, FULL)


@dataclass(frozen=True, slots=True, eq=False)
class PensionRates:
    """For one net euro of pension of each household: euros gross, and euros taxed (float64)."""

    gross: Array
    taxed: Array


def pension_rates(population: Population) -> PensionRates:
    """Return what the pensions of each household bear."""
    of_person = sum(population.persons[f"{kind}_year"] for kind in COUNTED)
    monthly = np.bincount(population.household, of_person, minlength=population.count)
    income = monthly * YEAR * TAXED_SHARE
    more = half_shares(population)
    # Rounded to the cent: a sum of floats must not miss a ceiling by a millionth.
    under = [np.round(income, 2) <= one.ceiling + more * one.half_share for one in RATES[:-1]]
    kept = np.select(under, [one.kept for one in RATES[:-1]], FULL.kept)
    not_deducted = np.select(under, [one.not_deducted for one in RATES[:-1]], FULL.not_deducted)
    gross = 1 / (1 - kept)
    return PensionRates(gross, 1 + not_deducted * gross)


def half_shares(population: Population) -> Array:
    """Return the half-shares above the first share (CGI, 194): two for a partner, then children."""
    children = _count(population, CHILD)
    partner = _count(population, PARTNER)
    alone = np.where((children > 0) & (partner == 0), 1, 0)
    found: Array = children + np.maximum(children - MANY_CHILDREN, 0) + alone + 2 * partner
    return found


def _count(population: Population, role: int) -> Array:
    members = population.household[population.role == role]
    return np.bincount(members, minlength=population.count)
