"""The engine always answers as stock does: by the plan, or by stock when there is none."""

from typing import Any

import numpy as np
import pytest

from openfisca_swift.columns import Batch, RefusedError, build
from openfisca_swift.engine import Engine
from openfisca_swift.plan import Plan
from openfisca_swift.planning import make_plan
from openfisca_swift.stock import stock_answers, stock_simulation
from tests.swift.oracle import differing
from tests.swift.tiny import COLUMNS, MONTH, tiny_batch, tiny_system, tiny_table

FOLLOWED = (
    *("double", "tenure_rate", "tax", "children", "everyone_rich", "last_wage", "moved"),
    *("is_adult", "quadruple", "ended_twice"),
)


def planned(*names: str) -> tuple[Any, Plan]:
    """Return the tiny legislation and a plan of these outputs."""
    system = tiny_system()
    return system, make_plan(system, COLUMNS, [(name, MONTH) for name in names])


def assert_as_stock(system: Any, plan: Plan, batch: Batch) -> Engine:
    """Compare every output with the stock engine's; return the engine that answered."""
    engine = Engine(plan, lambda: system)
    found = engine.calculate(batch)
    outputs = [tuple(name.split("@")) for name in (*plan.outputs, *plan.left)]
    stock = stock_answers(tiny_system(), batch.structure, COLUMNS, batch.inputs, outputs)  # type: ignore[arg-type]
    assert set(found) == set(stock)
    assert not {name for name in stock if differing(found[name], stock[name])}
    return engine


@pytest.mark.parametrize("persons", [2, 6, 100])
def test_formulas_that_are_followed_answer_as_stock(persons: int) -> None:
    system, plan = planned(*FOLLOWED)
    assert (plan.left, plan.called, plan.spirals) == ({}, (), ())
    assert assert_as_stock(system, plan, tiny_batch(plan, persons)).fallbacks == 0


def test_a_branch_on_values_is_left_to_stock_with_the_reason() -> None:
    system, plan = planned("double", "branching")
    assert list(plan.outputs) == [f"double@{MONTH}"]
    assert "branching" in plan.left[f"branching@{MONTH}"]
    assert assert_as_stock(system, plan, tiny_batch(plan)).fallbacks == 0


def test_stock_answers_alone_when_no_output_has_a_plan() -> None:
    system, plan = planned("branching")
    assert_as_stock(system, plan, tiny_batch(plan))


def test_what_is_left_to_stock_needs_every_column() -> None:
    _system, plan = planned("branching")
    persons, groups, values = tiny_table()
    del values[f"rent@{MONTH}"]
    with pytest.raises(RefusedError, match="rent"):
        build(plan, persons, groups, values)


def test_a_loop_over_values_is_called() -> None:
    system, plan = planned("looping")
    assert plan.called == (f"looping@{MONTH}",)
    assert assert_as_stock(system, plan, tiny_batch(plan)).fallbacks == 0


def test_a_formula_that_is_called_reads_each_month_apart() -> None:
    system, plan = planned("looping_months")
    assert plan.called == (f"looping_months@{MONTH}",)
    assert assert_as_stock(system, plan, tiny_batch(plan)).fallbacks == 0


def test_a_called_formula_that_changes_what_it_reads_sends_the_batch_to_stock() -> None:
    system, plan = planned("changing", "double")
    engine = assert_as_stock(system, plan, tiny_batch(plan))
    assert engine.fallbacks == 1
    assert "read-only" in engine.why


def test_a_called_formula_that_reads_something_unforeseen_sends_the_batch_to_stock() -> None:
    system, plan = planned("unforeseen", "double")
    engine = assert_as_stock(system, plan, tiny_batch(plan))
    assert engine.fallbacks == 1
    assert "bonus" in engine.why


def test_a_formula_that_changes_an_array_then_asks_for_values_is_left_to_stock() -> None:
    system, plan = planned("spoiling", "double")
    assert list(plan.left) == [f"spoiling@{MONTH}"]
    batch = tiny_batch(plan)
    before = batch.inputs[f"wage@{MONTH}"].copy()
    Engine(plan, lambda: system).calculate(batch)
    assert np.array_equal(batch.inputs[f"wage@{MONTH}"], before)


def test_spirals_are_named_and_cut_where_stock_cuts_them() -> None:
    system, plan = planned("saved")
    assert plan.spirals
    assert_as_stock(system, plan, tiny_batch(plan))


def test_each_output_is_answered_as_alone_whatever_else_is_asked() -> None:
    system, plan = planned("circle", "kept")
    batch = tiny_batch(plan)
    assert_as_stock(system, plan, batch)
    together = stock_simulation(system, batch.structure, COLUMNS, batch.inputs)
    together.calculate("circle", MONTH)
    alone = Engine(plan, dict).calculate(batch)[f"kept@{MONTH}"]
    assert differing(alone, together.calculate("kept", MONTH))  # so it matters


def test_a_period_that_a_variable_cannot_have_is_refused_with_the_words_of_stock() -> None:
    with pytest.raises(ValueError, match="must be computed for a whole month"):
        make_plan(tiny_system(), COLUMNS, [("double", "2026")])
