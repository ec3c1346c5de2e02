"""What comes in is checked; what leaves the plan is answered by stock; images are verified."""

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from openfisca_swift.columns import RefusedError, build
from openfisca_swift.engine import Engine
from openfisca_swift.graph import Node
from openfisca_swift.image import StaleImageError, read, write
from openfisca_swift.operations import OutOfPlanError
from openfisca_swift.plan import Plan
from openfisca_swift.program import Program
from tests.swift.generated import home, seeded
from tests.swift.households import batch_of, table_of
from tests.swift.oracle import differing


def table(plan: Plan) -> tuple[int, Any, dict[str, Any]]:
    chance = seeded(3)
    return table_of(plan, [home(chance) for _one in range(3)])


def test_past_benefits_are_inputs_and_nothing_turns_in_a_spiral(plan: Plan) -> None:
    assert plan.spirals == ()
    assert plan.called == ("zone_apl@2026-09",)


def test_a_plan_reads_fewer_inputs_than_it_may_be_given(plan: Plan) -> None:
    assert 0 < len(plan.read) < len(plan.columns)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("loyer@2024-01", np.nan, "not a finite number"),
        ("salaire_net@2026-08", np.inf, "not a finite number"),
        ("statut_occupation_logement@2024-01", "château", "is no value of"),
        ("date_naissance@ETERNITY", "1990-13-45", "cannot be read"),
    ],
)
def test_a_value_that_cannot_be_is_refused(plan: Plan, name: str, value: Any, said: str) -> None:
    persons, groups, values = table(plan)
    given = np.full(len(values[name]), value)
    with pytest.raises(RefusedError, match=said):
        build(plan, persons, groups, {**values, name: given})


def test_a_missing_column_is_refused_not_taken_for_zero(plan: Plan) -> None:
    persons, groups, values = table(plan)
    del values["rsa@2026-08"]
    with pytest.raises(RefusedError, match="rsa@2026-08"):
        build(plan, persons, groups, values)


def test_a_column_that_the_plan_does_not_know_is_refused(plan: Plan) -> None:
    persons, groups, values = table(plan)
    with pytest.raises(RefusedError, match="no column"):
        build(plan, persons, groups, {**values, "salaire_net@1990-01": np.zeros(persons)})


def test_a_person_without_a_group_is_refused(plan: Plan) -> None:
    persons, groups, values = table(plan)
    far = replace(groups["menage"], ids=[9] * persons)
    with pytest.raises(RefusedError, match="needs a menage"):
        build(plan, persons, {**groups, "menage": far}, values)


def test_homes_without_members_change_nothing_for_the_others(plan: Plan) -> None:
    engine = Engine(plan, _never)
    persons, groups, values = table(plan)
    full = engine.calculate(build(plan, persons, groups, values))
    wider = {key: replace(one, count=one.count + 2) for key, one in groups.items()}
    more = {
        name: array if plan.kinds[name.split("@")[0]].entity == "individu" else _extended(array)
        for name, array in values.items()
    }
    found = engine.calculate(build(plan, persons, wider, more))
    for name, array in full.items():
        assert not differing(found[name][: len(array)], array)
        assert not found[name][len(array) :].any()


def _extended(array: Any) -> Any:
    return np.concatenate([np.asarray(array), np.asarray(array)[:1], np.asarray(array)[:1]])


def _never(*_arguments: Any) -> Any:
    raise OutOfPlanError("never foreseen")


def test_what_leaves_the_plan_is_answered_by_the_stock_engine(
    plan: Plan, program: Program, system: Any
) -> None:
    chance = seeded(4)
    batch = batch_of(plan, [home(chance) for _one in range(2)])
    nodes = tuple(_broken(one) if one.operation == "opaque" else one for one in plan.nodes)
    engine = Engine(replace(plan, nodes=nodes), lambda: system)
    found = engine.calculate(batch)
    assert engine.fallbacks == 1
    for name, array in program.run(batch.structure, batch.inputs).items():
        assert not differing(found[name], array)


def _broken(node: Node) -> Node:
    return replace(node, arguments=(_never, *node.arguments[1:]))


def test_an_image_answers_as_the_plan_it_was_made_of(
    plan: Plan, program: Program, tmp_path: Path
) -> None:
    digest = write(plan, tmp_path / "image")
    batch = batch_of(plan, [home(seeded(5))])
    again = Program(read(tmp_path / "image", digest, plan.rules))
    found = again.run(batch.structure, batch.inputs)
    for name, array in program.run(batch.structure, batch.inputs).items():
        assert not differing(found[name], array)


def test_an_image_that_changed_or_of_other_rules_is_refused(plan: Plan, tmp_path: Path) -> None:
    digest = write(plan, tmp_path / "image")
    with pytest.raises(StaleImageError, match="other rules"):
        read(tmp_path / "image", digest, "newer")
    content = bytearray((tmp_path / "image").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "image").write_bytes(content)
    with pytest.raises(StaleImageError, match="not the file expected"):
        read(tmp_path / "image", digest, plan.rules)


def test_an_image_restores_nothing_but_plans(tmp_path: Path) -> None:
    import hashlib  # noqa: PLC0415 - to forge an image with the hash expected

    content = pickle.dumps(print)
    (tmp_path / "image").write_bytes(content)
    with pytest.raises(StaleImageError, match=r"holds no builtins\.print"):
        read(tmp_path / "image", hashlib.sha256(content).hexdigest(), "")
