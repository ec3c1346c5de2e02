"""Incomes and benefits received, month by month, in OpenFisca-France's words.

Gross and taxed amounts are derived from net ones with the rates in force for an employee who is
not a manager (aides-jeunes does the same): a wage is asked as it is received. Pensions:
openfisca_pensions.py.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

import numpy as np

from allervers.rights.domain.population import Array
from allervers.rights.domain.right import Right
from allervers.rights.gateways.openfisca_reading import LAST_THREE, YEAR, Input, Reading, Times

# Net to gross: 22 % of contributions on wages. Taxed = net + CSG and CRDS that cannot be deducted
# (2.9 % of 98.25 % of gross). Unemployment, under the income that is exempt: net = gross − 3 %.
GROSS_WAGE: Final = 1 / 0.78
TAXED_WAGE: Final = 1 + 0.029 * 0.9825 * GROSS_WAGE
# Benefits of the past, given for every month: those asked, and those known not to be received.
OF_FAMILY: Final = (
    Right.RSA, Right.PPA, Right.AIDE_LOGEMENT, Right.ASPA,
    Right.AF, Right.CF, Right.ASF, Right.PAJE_BASE, Right.AEEH,
)  # fmt: skip
OF_ASKER: Final = {
    Right.AAH: "aah", Right.MVA: "caah", Right.ASI: "asi", Right.ASS: "ass",
}  # fmt: skip
NOT_RECEIVED: Final = ("mva",)  # the caah says it


def _nine_before(now: Array, year: Array) -> Array:
    """Return the months 4 to 12, so that the averages of three and of twelve months both hold."""
    found: Array = np.maximum(YEAR * year - LAST_THREE * now, 0.0) / (YEAR - LAST_THREE)
    return found


def _income(kind: str, age: int, share: float | str, rows: Reading) -> Array:
    """Return an income: `age` 0 for the last three months, 1 for the nine before, 2 for older."""
    now, year = rows.persons[kind], rows.persons[f"{kind}_year"]
    amount = now if age == 0 else year if age == 2 else _nine_before(now, year)  # noqa: PLR2004
    found: Array = amount * (getattr(rows.pensions, share) if isinstance(share, str) else share)
    return found


INCOMES: Final[dict[str, tuple[str, float | str]]] = {
    "salaire_net": ("wages", 1.0),
    "salaire_imposable": ("wages", TAXED_WAGE),
    "salaire_de_base": ("wages", GROSS_WAGE),
    "chomage_net": ("unemployment", 1.0),
    "chomage_imposable": ("unemployment", 1.0),
    "retraite_nette": ("retirement", 1.0),
    "retraite_brute": ("retirement", "gross"),
    "retraite_imposable": ("retirement", "taxed"),
    "pensions_invalidite": ("invalidity", 1.0),
    "pensions_alimentaires_percues": ("support", 1.0),
    "revenus_capital": ("capital", 1.0),
}


def incomes(times: Times) -> Iterator[Input]:
    """Give every income: the last three months, the nine before, older ones."""
    for variable, (kind, share) in INCOMES.items():
        for age, periods in enumerate(times.incomes):
            yield Input(variable, periods, partial(_income, kind, age, share))


def _benefit(right: Right, months_ago: int, rows: Reading) -> Array:
    """Return what was received in a past month; a whole year is taken as more than a year."""
    months = rows.homes[f"received_{right}_months"]
    had = months >= min(months_ago, YEAR)
    return np.where(had, rows.homes[f"received_{right}"], 0.0)


def _benefit_of_asker(right: Right, months_ago: int, rows: Reading) -> Array:
    amount = _benefit(right, months_ago, rows)[rows.population.household]
    return np.where(rows.is_asker, amount, 0.0)


def _has_aah(rows: Reading) -> Array:
    has = rows.homes[f"received_{Right.AAH}_months"] > 0
    return rows.is_asker & has[rows.population.household]


def _none_by_person(rows: Reading) -> Array:
    return np.zeros(len(rows.population.role))


def received(times: Times) -> Iterator[Input]:
    """Give the benefits of each of the last twelve months, and of all those before."""
    spans = [*((ago, times.span(ago, ago)) for ago in range(1, YEAR + 1))]
    spans.append((YEAR, times.span(times.oldest, YEAR + 1)))
    for ago, periods in spans:
        for right in OF_FAMILY:
            yield Input(right.value, periods, partial(_benefit, right, ago))
        for right, variable in OF_ASKER.items():
            yield Input(variable, periods, partial(_benefit_of_asker, right, ago))
    # Rents far above the ceiling take the housing benefit away, but from who has the AAH.
    yield Input("handicap", times.past, _has_aah)
    for name in NOT_RECEIVED:
        yield Input(name, times.past, _none_by_person)
