"""Every bit of every answer is the stock engine's."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openfisca_swift.columns import Batch
from openfisca_swift.plan import Plan
from openfisca_swift.planning import make_plan
from openfisca_swift.program import Program
from tests.swift.france import ROWWISE, columns_of, outputs_of
from tests.swift.generated import OVERSEAS, REFUGEE, home, seeded
from tests.swift.households import Home, batch_of, sizes_of
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
@given(seed=st.integers(0, 10**6), size=st.integers(1, 60))
def test_answers_of_some_homes_are_those_of_stock(
    oracle: Oracle, plan: Plan, program: Program, seed: int, size: int
) -> None:
    chance = seeded(seed)
    assert_same_bits(program, oracle, batch_of(plan, [home(chance) for _one in range(size)]))


@pytest.mark.nightly
@settings(max_examples=100)
@given(seed=st.integers(0, 10**6))
def test_answers_of_one_home_are_those_of_stock(
    oracle: Oracle, plan: Plan, program: Program, seed: int
) -> None:
    assert_same_bits(program, oracle, batch_of(plan, [home(seeded(seed))]))


def test_answers_of_two_thousand_homes_are_those_of_stock_and_not_all_zero(
    oracle: Oracle, plan: Plan, program: Program
) -> None:
    chance = seeded(20260901)
    batch = batch_of(plan, [home(chance) for _one in range(2_000)])
    positive = assert_same_bits(program, oracle, batch)
    assert all(rows > 0 for rows in positive.values()), positive


@pytest.mark.nightly
@pytest.mark.parametrize("month", ["2025-10", "2026-01", "2026-02", "2026-04", "2026-12"])
def test_answers_of_other_months_are_those_of_stock(
    system: Any, oracle: Oracle, month: str
) -> None:
    outputs, chance = outputs_of(month), seeded(int(month[5:]))
    plan = make_plan(system, columns_of(month), outputs, rowwise=ROWWISE)
    assert (plan.spirals, plan.left) == ((), {})
    first = date.fromisoformat(f"{month}-01")
    homes = [home(chance, first) for _one in range(2_000)]
    batch = batch_of(plan, homes, month)
    stock = oracle.ask(batch, plan.columns, outputs)
    ours = Program(plan).run(batch.structure, batch.inputs)
    assert not {name for name, array in stock.items() if differing(ours[name], array)}


@pytest.mark.nightly
def test_answers_of_fifty_thousand_homes_are_those_of_stock_and_of_each_alone(
    plan: Plan, program: Program, oracle: Oracle
) -> None:
    chance, size = seeded(6), 2_500
    homes = [home(chance) for _one in range(50_000)]
    whole = batch_of(plan, homes)
    ours = program.run(whole.structure, whole.inputs)
    parts = [batch_of(plan, homes[at : at + size]) for at in range(0, len(homes), size)]
    stock = [oracle.ask(part, plan.columns, OUTPUTS) for part in parts]
    for name, array in ours.items():
        assert not differing(array, np.concatenate([one[name] for one in stock])), name
    for place in range(0, len(homes), 500):
        assert_alone_as_together(program, homes, place, ours)


def assert_alone_as_together(
    program: Program, homes: Sequence[Home], place: int, together: Mapping[str, Any]
) -> None:
    """Compare the answers of one home computed alone with its rows among all."""
    plan, before = program.plan, Counter[str]()
    for one in homes[:place]:
        before.update(sizes_of(one))
    alone = batch_of(plan, [homes[place]])
    for name, array in program.run(alone.structure, alone.inputs).items():
        start = before[plan.kinds[name.split("@")[0]].entity]
        assert not differing(array, together[name][start : start + len(array)]), (name, place)


def test_one_home_in_a_batch_is_answered_as_alone(plan: Plan, program: Program) -> None:
    chance = seeded(7)
    homes = [home(chance) for _one in range(200)]
    batch = batch_of(plan, homes)
    together = program.run(batch.structure, batch.inputs)
    for place in range(0, 200, 20):
        assert_alone_as_together(program, homes, place, together)


def test_every_kind_of_home_is_generated() -> None:
    chance = seeded(8)
    homes = [home(chance) for _one in range(2_000)]
    adults = [one for each in homes for one in (*each.adults, *each.grown)]
    children = [one for each in homes for one in each.children]
    first = date.fromisoformat(f"{MONTH}-01")
    kinds: dict[str, Sequence[bool]] = {
        "couple": [len(one.adults) == 2 for one in homes],
        "separated": [
            len(one.adults) == 1
            and len(one.children) > 0
            and all(c.is_shared for c in one.children)
            for one in homes
        ],
        "overseas": [one.commune in OVERSEAS for one in homes],
        "grown child": [bool(one.grown) for one in homes],
        **{f"{n} children": [len(one.children) == n for one in homes] for n in range(10)},
        **{one: [each.activity == one for each in adults] for one in ("etudiant", "retraite")},
        "self-employed": ["rpns_imposables" in one.incomes for one in adults],
        "disabled": [one.incapacity >= 0.5 for one in adults],
        "refugee": [one.permit_years == REFUGEE for one in adults],
        "without papers": [one.nationality == "ZZ" and not one.permit_years for one in adults],
        "birthday on the first": [(one.birth.month, one.birth.day) == (9, 1) for one in adults],
        "birthday the day before": [(one.birth.month, one.birth.day) == (8, 31) for one in adults],
        "born this month": [one.birth == first for one in children],
    }
    assert {name for name, rows in kinds.items() if sum(rows) < 5} == set()
