"""The gateway agrees with OpenFisca as released, run in a process of its own."""

import json
import subprocess
import sys
from datetime import date
from typing import Any

import numpy as np
import pytest

from allervers.rights.domain.populating import population_of
from allervers.rights.domain.population import ASKER, CHILD, Population
from allervers.rights.domain.reading import household_of
from allervers.rights.gateways.openfisca_france import OpenFiscaFrance
from allervers.rights.gateways.openfisca_inputs import inputs_of
from allervers.rights.gateways.openfisca_reading import Reading
from allervers.rights.gateways.openfisca_variables import outputs_of
from tests.rights.households import answered

MONTH = date(2026, 11, 1)
ROLES = {
    "familles": ("parents", "enfants"),
    "foyers_fiscaux": ("declarants", "personnes_a_charge"),
}


def structure_of(population: Population) -> dict[str, Any]:
    """Write who is whose as OpenFisca's situation JSON."""
    made: dict[str, Any] = {"individus": {f"p{row}": {} for row in range(len(population.role))}}
    for group, (adults, children) in ROLES.items():
        made[group] = {f"h{row}": {adults: [], children: []} for row in range(population.count)}
    made["menages"] = {
        f"h{row}": {"personne_de_reference": [], "conjoint": [], "enfants": []}
        for row in range(population.count)
    }
    for row, (home, role) in enumerate(zip(population.household, population.role, strict=True)):
        for group, (adults, children) in ROLES.items():
            made[group][f"h{home}"][children if role == CHILD else adults].append(f"p{row}")
        adult = "personne_de_reference" if role == ASKER else "conjoint"
        made["menages"][f"h{home}"]["enfants" if role == CHILD else adult].append(f"p{row}")
    return made


def situation_of(rules: OpenFiscaFrance, population: Population) -> dict[str, Any]:
    """Write the inputs as OpenFisca's situation JSON."""
    situation = structure_of(population)
    rows = Reading(population)
    for one in inputs_of(MONTH):
        group = rules.system.get_variable(one.variable).entity.plural
        array = one.read(rows)
        array = np.array(one.names)[array] if one.names else array
        plain = array.astype(str).tolist() if array.dtype.kind in "MO" else array.tolist()
        for member, value in zip(situation[group].values(), plain, strict=True):
            member.setdefault(one.variable, {}).update(dict.fromkeys(one.periods, value))
    return situation


@pytest.mark.nightly
def test_stock_openfisca_agrees_on_the_same_situation(rules: OpenFiscaFrance) -> None:
    population = population_of([household_of(answered(seed)) for seed in range(12)], MONTH)
    asked = {
        "situation": situation_of(rules, population),
        "outputs": outputs_of(f"{MONTH:%Y-%m}"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.rights.stock_oracle"],
        input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    found = rules.swift(MONTH).calculate(rules.batch(population, MONTH))
    assert {name: one.tolist() for name, one in found.items()} == json.loads(done.stdout)
