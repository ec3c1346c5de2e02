"""The documented example is valid and readable; errors say where and what was expected."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from planner.check import check, value_of
from planner.json_values import Unreadable
from planner.reading import plan_from, problem_from
from planner.solve import solve
from planner.stop import Iterations
from planner.writing import plan_to_json

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGE = (REFERENCE / "planner-format.md").read_text(encoding="utf-8")
EXAMPLE: dict[str, Any] = json.loads(re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0])


def is_valid(name: str, value: object) -> bool:
    schema = json.loads((REFERENCE / f"planner-{name}.schema.json").read_text(encoding="utf-8"))
    return jsonschema_rs.is_valid(schema, value)


def test_example_of_the_documentation_follows_the_schema() -> None:
    assert is_valid("problem", EXAMPLE)


def test_example_is_read_as_it_says() -> None:
    problem = problem_from(EXAMPLE)
    market, school = problem.halts
    assert problem.travel.is_estimated
    assert {problem.days[d].isoformat() for d in market.openings[0].days} >= {
        "2027-03-02",
        "2027-05-04",
    }
    assert not any(
        "2027-04-10" <= str(problem.days[d]) <= "2027-04-25" for d in school.openings[0].days
    )
    assert problem.demand.people.tolist() == [pytest.approx(84.0), pytest.approx(28.0)]
    assert problem.units[0].has_on(1) == {"arabic", "caf"}
    assert problem.rewards[1].aboard == {"caf"}


def test_plan_written_then_read_is_the_same_and_valid() -> None:
    problem = problem_from(EXAMPLE)
    plan = solve(problem, Iterations(50)).plan
    told = json.loads(json.dumps(plan_to_json(problem, plan, value_of(problem, plan))))
    assert is_valid("plan", told)
    assert plan_from(told, problem) == plan
    assert plan.visits
    assert check(problem, plan) == ()


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("format",), "other", "format"),
        (("halts", 0, "openings", 0, "opens"), "9h", "halts[0].openings[0].opens"),
        (("halts", 1, "place"), "moon", "halts[1].place"),
        (("units", 0, "shifts", 0, "end"), "24:30", "units[0].shifts[0].end"),
        (("calendar", "from"), "2027-02-30", "calendar.from"),
        (("demand", "points", 0, "covered"), 1.5, "demand.points[0].covered"),
        (("demand", "exposures", 1, 1), "iris 9", "demand.exposures[1][1]"),
        (("travel", "points"), [[1, 2]], "travel.points"),
        (("people_per_km",), True, "people_per_km"),
    ],
)
def test_reading_when_a_value_is_wrong_says_where(
    path: tuple[Any, ...], value: object, where: str
) -> None:
    broken = copy.deepcopy(EXAMPLE)
    inside = broken
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    with pytest.raises(Unreadable) as unreadable:
        problem_from(broken)
    assert unreadable.value.path == where


def test_reading_when_a_field_is_absent_names_it() -> None:
    with pytest.raises(Unreadable, match="demand: expected the field 'points'"):
        problem_from({**EXAMPLE, "demand": {}})
