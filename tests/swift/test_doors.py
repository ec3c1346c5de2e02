"""What comes in is checked; images are verified; groups without members change nothing."""

import hashlib
import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from openfisca_swift.columns import RefusedError, build
from openfisca_swift.engine import Engine
from openfisca_swift.image import StaleImageError, fingerprint, read, write
from openfisca_swift.plan import Plan
from openfisca_swift.planning import make_plan
from tests.swift.oracle import differing
from tests.swift.tiny import COLUMNS, MONTH, tiny_batch, tiny_system, tiny_table

ASKED = ("double", "tenure_rate", "tax", "children", "everyone_rich", "is_adult")
PERSONAL = {"double", "tax", "is_adult", "birth", "wage", "bonus", "ended"}


@pytest.fixture
def tiny() -> Plan:
    """Return a plan of the tiny legislation."""
    return planned(*ASKED)


def planned(*names: str, top: float = 3000, rules: str = "") -> Plan:
    """Return a plan of these outputs."""
    outputs = [(name, MONTH) for name in names]
    return make_plan(tiny_system(top), COLUMNS, outputs, rules=rules)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (f"rent@{MONTH}", np.nan, "not a finite number"),
        (f"wage@{MONTH}", np.inf, "not a finite number"),
        (f"wage@{MONTH}", 1e39, "not a finite number"),
        (f"tenure@{MONTH}", "château", "is no value of"),
        (f"tenure@{MONTH}", 3, "outside its 3 names"),
        (f"tenure@{MONTH}", -1, "outside its 3 names"),
        ("birth@ETERNITY", "1990-13-45", "cannot be read"),
        ("birth@ETERNITY", "NaT", "empty date"),
    ],
)
def test_a_value_that_cannot_be_is_refused(tiny: Plan, name: str, value: Any, said: str) -> None:
    persons, groups, values = tiny_table()
    given = np.full(len(values[name]), value)
    with pytest.raises(RefusedError, match=said):
        build(tiny, persons, groups, {**values, name: given})


def test_names_of_an_enumeration_are_its_places(tiny: Plan) -> None:
    persons, groups, values = tiny_table()
    names = {**values, f"tenure@{MONTH}": np.array(["owner", "tenant", "guest"])}
    by_name, by_place = (build(tiny, persons, groups, one) for one in (names, values))
    assert not differing(by_name.inputs[f"tenure@{MONTH}"], by_place.inputs[f"tenure@{MONTH}"])


def test_a_missing_column_is_refused_not_taken_for_zero(tiny: Plan) -> None:
    persons, groups, values = tiny_table()
    del values[f"wage@{MONTH}"]
    with pytest.raises(RefusedError, match="wage@"):
        build(tiny, persons, groups, values)


def test_one_array_for_a_column_that_is_read_and_one_that_is_not(tiny: Plan) -> None:
    persons, groups, values = tiny_table()
    shared = {**values, "wage@2026-08": values[f"wage@{MONTH}"]}
    inputs = build(tiny, persons, groups, shared).inputs
    assert inputs[f"wage@{MONTH}"].dtype == np.float32
    assert not differing(inputs["wage@2026-08"], inputs[f"wage@{MONTH}"])
    assert set(inputs) == set(shared)
    assert len(inputs) == len(shared)


class Passing(dict[str, Any]):
    """Columns made when they are asked for, and forgotten at once."""

    def items(self) -> Any:
        """Give each column once, as a copy that nobody keeps."""
        return ((name, array.copy()) for name, array in super().items())


def test_columns_that_do_not_stay_are_not_taken_for_one_another(tiny: Plan) -> None:
    persons, groups, values = tiny_table()
    kept, passing = (build(tiny, persons, groups, one).inputs for one in (values, Passing(values)))
    assert not [name for name in kept if differing(kept[name], passing[name])]


def test_a_column_that_changes_no_output_need_not_be_given(tiny: Plan) -> None:
    persons, groups, values = tiny_table()
    assert "wage@2026-08" not in tiny.read
    del values["wage@2026-08"]
    build(tiny, persons, groups, values)


def test_a_column_that_the_plan_does_not_know_is_refused(tiny: Plan) -> None:
    persons, groups, values = tiny_table()
    with pytest.raises(RefusedError, match="no column"):
        build(tiny, persons, groups, {**values, "wage@1990-01": np.zeros(persons)})


@pytest.mark.parametrize("far", [-1, 9])
def test_a_person_without_a_group_is_refused(tiny: Plan, far: int) -> None:
    persons, groups, values = tiny_table()
    house = replace(groups["house"], ids=[far] * persons)
    with pytest.raises(RefusedError, match="needs a house"):
        build(tiny, persons, {"house": house}, values)


@pytest.mark.parametrize("role", [7, -1])
def test_a_role_that_does_not_exist_is_refused(tiny: Plan, role: int) -> None:
    persons, groups, values = tiny_table()
    house = replace(groups["house"], roles=np.full(persons, role))
    with pytest.raises(RefusedError, match="needs a role"):
        build(tiny, persons, {"house": house}, values)


@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_house_without_members_changes_nothing_for_the_others(tiny: Plan, place: int) -> None:
    engine = Engine(tiny, dict)
    persons, groups, values = tiny_table()
    full = engine.calculate(build(tiny, persons, groups, values))
    ids = np.asarray(groups["house"].ids)
    house = replace(groups["house"], count=4, ids=ids + (ids >= place))
    wider = {
        name: array if name.split("@")[0] in PERSONAL else np.insert(array, place, array[0])
        for name, array in values.items()
    }
    found = engine.calculate(build(tiny, persons, {"house": house}, wider))
    for name, array in full.items():
        if name.split("@")[0] not in PERSONAL:
            assert not found[name][place]
            found[name] = np.delete(found[name], place)
        assert not differing(found[name], array)


def test_an_image_answers_as_the_plan_it_was_made_of(tiny: Plan, tmp_path: Path) -> None:
    again = read(tmp_path / "image", write(tiny, tmp_path / "image"), tiny.rules)
    found, expected = (Engine(one, dict).calculate(tiny_batch(one)) for one in (again, tiny))
    assert not any(differing(found[name], expected[name]) for name in expected)


def test_an_image_that_changed_or_of_other_rules_is_refused(tiny: Plan, tmp_path: Path) -> None:
    digest = write(tiny, tmp_path / "image")
    with pytest.raises(StaleImageError, match="other rules"):
        read(tmp_path / "image", digest, "newer")
    content = (tmp_path / "image").read_bytes()
    (tmp_path / "image").write_bytes(content + b" ")
    with pytest.raises(StaleImageError, match="not the file expected"):
        read(tmp_path / "image", digest, tiny.rules)


def test_an_image_restores_nothing_but_plans(tmp_path: Path) -> None:
    content = pickle.dumps(print)
    (tmp_path / "image").write_bytes(content)
    with pytest.raises(StaleImageError, match=r"holds no builtins\.print"):
        read(tmp_path / "image", hashlib.sha256(content).hexdigest(), "")


def test_an_image_keeps_what_is_left_to_stock_and_the_formulas_called(tmp_path: Path) -> None:
    image, plan = tmp_path / "image", planned("branching", "looping")
    again = read(image, write(plan, image), "")
    assert again.left == plan.left
    found, expected = (Engine(one, tiny_system).calculate(tiny_batch(one)) for one in (again, plan))
    assert not any(differing(found[name], expected[name]) for name in expected)


def test_the_fingerprint_is_the_same_until_something_changes() -> None:
    assert fingerprint(overlay="css 2025") == fingerprint(overlay=b"css 2025")
    known = {
        fingerprint(),
        fingerprint(overlay="css 2025"),
        fingerprint(overlay="css 2026"),
        fingerprint(("openfisca-core",), overlay="css 2025"),
    }
    assert len(known) == 4


def test_a_changed_overlay_makes_the_image_stale(tmp_path: Path) -> None:
    image = tmp_path / "image"
    old, new = (fingerprint(overlay=f"ceiling={amount}") for amount in (10_166, 10_339))
    digest = write(planned("tax", rules=old), image)
    assert read(image, digest, old).rules == old
    with pytest.raises(StaleImageError, match="other rules"):
        read(image, digest, new)


def test_corrected_parameters_are_in_the_plan() -> None:
    plans = [planned("tax", top=top) for top in (3000, 1500)]
    one, other = (Engine(plan, dict).calculate(tiny_batch(plan)) for plan in plans)
    assert differing(one[f"tax@{MONTH}"], other[f"tax@{MONTH}"])
