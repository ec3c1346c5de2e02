"""The gateway agrees with OpenFisca as released, run in a process of its own."""

import json
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from allervers.rights.domain.household import Household
from allervers.rights.domain.reading import household_of
from allervers.rights.gateways.openfisca_corrections import CSS_CEILING
from allervers.rights.gateways.openfisca_france import (
    CSS,
    VARIABLES,
    OpenFiscaFrance,
    period_of,
    values,
)
from allervers.rights.gateways.openfisca_inputs import entries_of, structure_of
from tests.rights.households import answered

MONTH = date(2026, 11, 1)
NAMES = (*VARIABLES, *CSS)


def situation_of(rules: OpenFiscaFrance, households: list[Household]) -> dict[str, Any]:
    """Write the inputs as OpenFisca's situation JSON."""
    situation = structure_of(households, MONTH)
    for entry in entries_of(households, MONTH):
        group = rules.system.get_variable(entry.variable).entity.plural
        for member, value in zip(situation[group].values(), entry.values, strict=True):
            member.setdefault(entry.variable, {})[entry.period] = value
    return situation


@pytest.mark.nightly
def test_stock_openfisca_agrees_on_the_same_situation(rules: OpenFiscaFrance) -> None:
    households = [household_of(answered(seed)) for seed in range(12)]
    asked = {
        "situation": situation_of(rules, households),
        "ceiling": CSS_CEILING.value,
        "month": f"{MONTH:%Y-%m}",
        "variables": NAMES,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.rights.stock_oracle"],
        input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    stock = json.loads(done.stdout)
    simulation = rules.simulation(households, MONTH)
    ours = {name: values(simulation, name, period_of(MONTH)).tolist() for name in NAMES}
    assert ours == stock
