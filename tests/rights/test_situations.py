"""Situations, on a tiny legislation: the answers of OpenFisca's own web API, each alone."""

import os
import tempfile
import time
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import orjson
import pytest
from openfisca_web_api.handlers import calculate as web_api  # type: ignore[import-untyped]

from allervers.rights.domain.situation import SituationError, completed
from allervers.rights.exchange.openfisca_json import read_situation
from allervers.rights.gateways.openfisca_forms import PREFIX, PlannedSituations
from allervers.rights.gateways.openfisca_situations import Situations
from tests.swift.tiny import tiny_system

MONTH, BEFORE = "2026-09", "2026-08"
FORMULAS = ("double", "tax", "is_adult", "last_wage", "looping", "unforeseen")
OF_HOUSE = ("branching", "children", "everyone_rich", "tenure_rate", "moved")


def situation(wages: tuple[float, ...] = (900.5, 2400)) -> dict[str, Any]:
    """Return a house of an owner and children, everything asked."""
    people = {
        f"p{rank}": {
            "wage": {BEFORE: wage / 2, MONTH: wage},
            "birth": {"ETERNITY": "2008-09-02"},
            **{name: {MONTH: None} for name in FORMULAS},
        }
        for rank, wage in enumerate(wages)
    }
    house = {
        "owner": ["p0"],
        "child": list(people)[1:],
        "rent": {MONTH: 700},
        "tenure": {MONTH: "owner"},
        **{name: {MONTH: None} for name in OF_HOUSE},
    }
    return {"persons": people, "houses": {"h": house}}


@pytest.fixture(scope="module")
def system() -> Any:
    """Return the tiny legislation."""
    return tiny_system()


@pytest.fixture
def planned(system: Any) -> Iterator[PlannedSituations]:
    """Return what the calculating process holds."""
    made = PlannedSituations(Situations(system))
    yield made
    made.close()


def ours(planned: PlannedSituations, asked: dict[str, Any]) -> Any:
    """Return our answer to a situation."""
    read = read_situation(orjson.dumps(asked), 2026)
    return completed(read, planned.calculate(read))


def wait_for_plan(planned: PlannedSituations) -> None:
    """Wait until the plan being made is there."""
    end = time.monotonic() + 20
    while planned.is_making() and time.monotonic() < end:
        time.sleep(0.01)


def test_values_types_and_names_are_those_of_the_web_api(
    system: Any, planned: PlannedSituations
) -> None:
    assert ours(planned, situation()) == web_api(system, situation())


def test_a_form_that_comes_back_is_planned_and_says_the_same(
    system: Any, planned: PlannedSituations
) -> None:
    for first in ((900.5, 2400.0), (0.0, 1.25)):
        ours(planned, situation(first))
    wait_for_plan(planned)
    others: tuple[tuple[float, ...], ...] = ((333.33, 5000), (4100,), (10, 20, 30, 7000.5))
    for wages in others:
        assert ours(planned, situation(wages)) == web_api(system, situation(wages))
    assert (planned.by_stock, planned.planned) == (2, 3)


def test_answers_do_not_depend_on_the_order_of_the_keys(
    system: Any, planned: PlannedSituations
) -> None:
    asked: dict[str, Any] = {"persons": {"a": {"wage": {MONTH: 100, BEFORE: 10}}}}
    periods: dict[str, Any] = {BEFORE: None, MONTH: None}
    one, other = deepcopy(asked), deepcopy(asked)
    one["persons"]["a"]["saved"] = periods
    other["persons"]["a"]["saved"] = dict(reversed(periods.items()))
    alone = deepcopy(asked)
    alone["persons"]["a"]["saved"] = {MONTH: None}
    said = ours(planned, one)
    assert said == ours(planned, other)
    assert (
        said["persons"]["a"]["saved"][MONTH]
        == web_api(system, alone)["persons"]["a"]["saved"][MONTH]
    )


@pytest.mark.parametrize(
    ("entity", "name", "values", "status", "word"),
    [
        ("persons", "shoe_size", {MONTH: 43}, 404, "shoe_size"),
        ("persons", "rent", {MONTH: 43}, 400, "house"),
        ("persons", "wage", {MONTH: "much"}, 400, "much"),
        ("persons", "wage", {"2026": 12}, 400, "2026"),
        ("persons", "double", {"2026": None}, 400, "double"),
        ("persons", "wage", 12, 400, "object"),
        ("houses", "tenure", {MONTH: "squat"}, 400, "squat"),
    ],
)
def test_wrong_situation_is_refused_at_its_place(
    planned: PlannedSituations, entity: str, name: str, values: object, status: int, word: str
) -> None:
    asked = situation()
    identifier = next(iter(asked[entity]))
    asked[entity][identifier][name] = values
    with pytest.raises(SituationError) as refused:
        ours(planned, asked)
    assert refused.value.status == status
    assert word in str(refused.value.error[entity][identifier][name])


def test_group_without_members_is_left_to_the_stock_engine(
    system: Any, planned: PlannedSituations
) -> None:
    asked: dict[str, Any] = {
        "persons": {"a": {"wage": {MONTH: 5}, "double": {MONTH: None}}},
        "houses": {"empty": {}, "full": {"owner": ["a"]}},
    }
    for _again in range(3):
        assert ours(planned, asked) == web_api(system, deepcopy(asked))
    assert planned.planned == 0


def test_folders_of_killed_processes_are_removed_at_start(
    system: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = tmp_path / f"{PREFIX}{2**22 + 1}-x"  # past the largest number of a process
    others = [tmp_path / f"{PREFIX}{os.getpid()}-y", tmp_path / f"{PREFIX}old", tmp_path / "z"]
    for one in (gone, *others):
        one.mkdir()
    PlannedSituations(Situations(system)).close()
    assert not gone.exists()
    assert all(one.exists() for one in others)
