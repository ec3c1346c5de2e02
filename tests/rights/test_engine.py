"""The gateway: no past is simulated, the order changes nothing, the web loads nothing."""

import subprocess
import sys
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from allervers.rights.domain.household import Household
from allervers.rights.domain.needs import needed
from allervers.rights.domain.populating import population_of
from allervers.rights.domain.reading import household_of
from allervers.rights.domain.right import RIGHTS
from allervers.rights.gateways.openfisca_france import OpenFiscaFrance
from allervers.rights.gateways.openfisca_variables import outputs_of
from openfisca_allervers import overlay
from openfisca_swift.stock import stock_simulation
from tests.rights.households import answered

MONTH = date(2026, 11, 1)
PERIODS = dict(outputs_of(f"{MONTH:%Y-%m}"))
NAMES = tuple(PERIODS)


def households(count: int) -> list[Household]:
    """Return varied households: couples, parents alone, retired, disabled, students."""
    return [household_of(answered(seed)) for seed in range(count)]


def stock(rules: OpenFiscaFrance, asked: list[Household]) -> Any:
    """Return OpenFisca's own simulation of these households, with our inputs."""
    batch = rules.batch(population_of(asked, MONTH), MONTH, is_whole=True)
    columns = rules.swift(MONTH).plan.columns
    return stock_simulation(rules.system, batch.structure, columns, batch.inputs)


def calculated(rules: OpenFiscaFrance, asked: list[Household], order: tuple[str, ...]) -> Any:
    """Compute every variable in an order; answer them by name, as lists."""
    simulation = stock(rules, asked)
    found = {name: simulation.calculate(name, PERIODS[name]).tolist() for name in order}
    return {name: found[name] for name in NAMES}


def test_order_of_calculation_changes_nothing(rules: OpenFiscaFrance) -> None:
    asked = households(40)
    usual = calculated(rules, asked, NAMES)
    for first in NAMES[::5]:  # each computed first, the others after it, backwards
        rest = tuple(name for name in reversed(NAMES) if name != first)
        assert calculated(rules, asked, (first, *rest)) == usual, first


@pytest.mark.nightly
def test_every_order_of_what_touches_what_changes_nothing(rules: OpenFiscaFrance) -> None:
    asked = households(40)
    usual = calculated(rules, asked, NAMES)
    entangled = ("rsa", "ppa", "aide_logement", "css_participation_forfaitaire", "aah")
    rest = tuple(name for name in NAMES if name not in entangled)
    for order in permutations(entangled):
        assert calculated(rules, asked, (*order, *rest)) == usual, order


def test_one_household_has_the_same_rights_alone_and_among_others(
    rules: OpenFiscaFrance,
) -> None:
    asked = households(30)
    together = rules.compute(asked, MONTH)
    for place in (0, 7, 29):
        assert rules.compute([asked[place]], MONTH) == [together[place]]
    assert rules.compute(list(reversed(asked)), MONTH) == list(reversed(together))


def test_what_a_right_does_not_need_does_not_change_it(rules: OpenFiscaFrance) -> None:
    whole = [answered(seed) for seed in range(120)]
    cut = [
        (right, answers, {code: answers.raw[code] for code in needed(right, answers, MONTH)})
        for answers in whole
        for right in RIGHTS
    ]
    full = rules.compute([household_of(answers) for answers in whole], MONTH)
    only = rules.compute([household_of(type(one)(kept)) for _right, one, kept in cut], MONTH)
    wrong = [
        f"{right}: {full[place // len(RIGHTS)][right]} ≠ {only[place][right]}"
        for place, (right, _answers, _kept) in enumerate(cut)
        if full[place // len(RIGHTS)][right] != only[place][right]
    ]
    assert not wrong, "\n".join(wrong)


def test_no_benefit_of_the_past_is_simulated(rules: OpenFiscaFrance) -> None:
    simulation = stock(rules, households(5))
    simulation.trace = True
    for name in NAMES:
        simulation.calculate(name, PERIODS[name])
    benefits = {"rsa", "ppa", "aide_logement", "aah", "aspa", "af", "cf", "asf", "paje_base"}

    def computed(node: Any) -> set[str]:
        is_past = str(node.period) < f"{MONTH:%Y-%m}"
        own = {node.name} if node.children and is_past else set()
        return own.union(*(computed(child) for child in node.children))

    found: set[str] = set().union(*(computed(tree) for tree in simulation.tracer.trees))
    assert not found & benefits


def test_rules_name_their_version_and_their_corrections(rules: OpenFiscaFrance) -> None:
    assert rules.rules.startswith("openfisca-france 176.")
    assert rules.rules.endswith(f"+ corrections {overlay()[:8]}")


def test_web_process_never_loads_the_engine() -> None:
    script = (
        "import django, sys; django.setup(); import allervers.config.wsgi, allervers.config.urls;"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "rules = ('openfisca_core', 'openfisca_france', 'openfisca_swift', 'valhalla');"
        "assert not [name for name in sys.modules if name.startswith(rules)]"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_no_variable_needs_itself_in_the_past(rules: OpenFiscaFrance) -> None:
    assert not rules.swift(MONTH).plan.spirals
    assert rules.swift(MONTH).fallbacks == 0


@pytest.mark.nightly
@pytest.mark.parametrize("month", range(1, 13))
def test_no_variable_needs_itself_in_the_past_whatever_the_month(
    rules: OpenFiscaFrance, month: int
) -> None:
    plan = rules.swift(date(2026, month, 1)).plan
    assert (plan.spirals, plan.left) == ((), {})
