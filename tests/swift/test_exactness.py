"""Every bit of every answer is the stock engine's."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openfisca_swift.columns import Batch
from openfisca_swift.plan import Plan
from openfisca_swift.program import Program
from tests.swift.france import outputs_of
from tests.swift.generated import home, seeded
from tests.swift.households import batch_of
from tests.swift.oracle import Oracle, differing

MONTH = "2026-09"
OUTPUTS = outputs_of(MONTH)


def assert_same_bits(program: Program, oracle: Oracle, batch: Batch) -> dict[str, int]:
    """Compare each output; return how many rows of each are not zero."""
    ours = program.run(batch.structure, batch.inputs)
    stock = oracle.ask(batch, program.plan.columns, OUTPUTS)
    rows = {name: differing(ours[name], array) for name, array in stock.items()}
    assert not any(rows.values()), {name: found[:5] for name, found in rows.items() if found}
    return {name: int(np.count_nonzero(array)) for name, array in stock.items()}


def test_past_benefits_are_inputs_and_nothing_turns_in_a_spiral(plan: Plan) -> None:
    assert plan.spirals == ()
    assert plan.left == {}
    assert plan.called == (f"zone_apl@{MONTH}",)
    assert 0 < len(plan.read) < len(plan.columns)


@settings(max_examples=2)
@given(seed=st.integers(0, 10**6))
def test_answers_of_one_home_are_those_of_stock(
    oracle: Oracle, plan: Plan, program: Program, seed: int
) -> None:
    assert_same_bits(program, oracle, batch_of(plan, [home(seeded(seed))]))


@settings(max_examples=2)
@given(seed=st.integers(0, 10**6), size=st.integers(2, 60))
def test_answers_of_some_homes_are_those_of_stock(
    oracle: Oracle, plan: Plan, program: Program, seed: int, size: int
) -> None:
    chance = seeded(seed)
    assert_same_bits(program, oracle, batch_of(plan, [home(chance) for _one in range(size)]))


def test_answers_of_two_thousand_homes_are_those_of_stock_and_not_all_zero(
    oracle: Oracle, plan: Plan, program: Program
) -> None:
    chance = seeded(20260901)
    batch = batch_of(plan, [home(chance) for _one in range(2_000)])
    positive = assert_same_bits(program, oracle, batch)
    assert all(rows > 0 for rows in positive.values()), positive


@pytest.mark.nightly
def test_answers_of_fifty_thousand_homes_are_those_of_stock(
    oracle: Oracle, plan: Plan, program: Program
) -> None:
    chance = seeded(6)
    assert_same_bits(program, oracle, batch_of(plan, [home(chance) for _one in range(50_000)]))


def test_one_home_in_a_batch_is_answered_as_alone(plan: Plan, program: Program) -> None:
    chance = seeded(7)
    homes = [home(chance) for _one in range(200)]
    together = batch_of(plan, homes)
    answers = program.run(together.structure, together.inputs)["rsa@2026-09"]
    families = [1 + len(one.grown) for one in homes]
    for place in range(0, 200, 20):
        alone = batch_of(plan, [homes[place]])
        expected = answers[sum(families[:place]) :][: families[place]]
        assert not differing(program.run(alone.structure, alone.inputs)["rsa@2026-09"], expected)
