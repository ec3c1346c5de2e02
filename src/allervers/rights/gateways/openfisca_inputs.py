"""A population in OpenFisca-France's words: every input, past included, as one array for each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np

from allervers.rights.domain.population import Array, Population
from allervers.rights.gateways.openfisca_facts import FACTS, FACTS_NOW, FACTS_OF_YEARS
from allervers.rights.gateways.openfisca_past import incomes, received
from allervers.rights.gateways.openfisca_reading import Input, Reading, Times
from openfisca_swift.columns import Membership

# How OpenFisca calls asker, partner, child (domain/population.py) in each kind of group.
GROUPS: Final = {
    "famille": ("demandeur", "conjoint", "enfant"),
    "foyer_fiscal": ("declarant_principal", "conjoint", "personne_a_charge"),
    "menage": ("personne_de_reference", "conjoint", "enfant"),
}
Places = Mapping[str, tuple[str, ...]]


def inputs_of(month: date) -> list[Input]:
    """Return every input of a month: facts, incomes, benefits of the past."""
    times = Times(month)
    return [
        Input("date_naissance", ("ETERNITY",), _births),
        *(Input(name, times.all, read, names) for name, read, names in FACTS),
        *(Input(name, times.span(0, 0), read, names) for name, read, names in FACTS_NOW),
        *(Input(name, times.years, read, names) for name, read, names in FACTS_OF_YEARS),
        *incomes(times),
        *received(times),
    ]


def memberships(population: Population, roles: Places) -> dict[str, Membership]:
    """Return who is whose: a household is one family, one tax household and one home.

    `roles`: those of each kind of group, as the plan orders them.
    """
    made = {}
    for group, names in GROUPS.items():
        places = np.array([roles[group].index(name) for name in names], dtype=np.uint8)
        made[group] = Membership(population.household, places[population.role], population.count)
    return made


def _births(rows: Reading) -> Array:
    return rows.persons["birth"]


def values_of(
    inputs: Sequence[Input], population: Population, names: Places
) -> Iterator[tuple[str, Array]]:
    """Give each input's array under its column's name, `variable@first period`.

    `names`: for an enumeration, OpenFisca's names in their order.
    """
    rows = Reading(population)
    for one in inputs:
        array = one.read(rows)
        if one.names:
            known = names[one.variable]
            array = np.array([known.index(name) for name in one.names], dtype=np.int16)[array]
        yield one.name, array
