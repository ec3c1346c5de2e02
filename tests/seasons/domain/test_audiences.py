"""Audiences counted each with a weight: by the planner, then told apart again."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allervers.seasons.domain.audiences import Group, by_audience, group_named, groups_of, people_in
from allervers.seasons.domain.facts import SeasonFacts
from allervers.seasons.domain.need import NeedPoint
from allervers.seasons.domain.problem import problem_json
from allervers.seasons.domain.reach import with_reach
from allervers.seasons.domain.reached import reached_by_audience, reached_interval
from allervers.seasons.gateways.planner.hand import reached_apart
from planner.check import value_of
from planner.plan import Plan, Visit
from planner.problem import Problem
from planner.reading import problem_from
from tests.seasons.setup.facts import UNIT, a_halt, a_point, a_season, halt_id

PEOPLE = {"all": (80.0, 120.0), "youth": (10.0, 30.0), "seniors": (40.0, 40.0)}


def season(**values: object) -> SeasonFacts:
    """Return a season of three halts, people of two audiences beside each."""
    points = tuple(replace(a_point(rank), people=PEOPLE) for rank in range(3))
    return with_reach(a_season(**{"points": points, **values}))  # type: ignore[arg-type]


def planned(facts: SeasonFacts, times: tuple[int, ...] = (2, 1, 1)) -> tuple[Problem, Plan]:
    """Return the problem, and a plan that visits each halt so often."""
    visits = [
        Visit(5 * n, UNIT, 600, halt_id(rank), 120)
        for rank, count in enumerate(times)
        for n in range(count)
    ]
    return problem_from(problem_json(facts)), Plan(tuple(sorted(visits)))


def test_everybody_alike_is_the_problem_that_it_always_was() -> None:
    body = problem_json(season())
    assert body["demand"]["audiences"] == ["all"]  # type: ignore[index]
    assert body["demand"]["points"][0] == {  # type: ignore[index]
        "id": "p0", "people": {"all": 100.0}, "covered": 0.0,
    }  # fmt: skip
    problem, plan = planned(season())
    assert reached_apart(problem, plan) == {}


def test_weights_are_columns_and_value_is_their_sum() -> None:
    alone = {name: season(weights={name: 1.0}) for name in ("all", "youth", "seniors")}
    worth = {name: value_of(*planned(facts)).reached for name, facts in alone.items()}
    problem, plan = planned(season(weights={"all": 1.0, "youth": 2.5}))
    assert problem.demand.audiences == ("all", "youth*2.5")
    assert value_of(problem, plan).reached == pytest.approx(worth["all"] + 2.5 * worth["youth"])
    told = reached_apart(problem, plan)
    assert told == pytest.approx({"all": worth["all"], "youth": worth["youth"]})


def test_a_halt_for_young_people_reaches_the_young_among_all_and_nobody_else() -> None:
    halts = (a_halt(0, audiences=("youth",)), a_halt(1), a_halt(2))
    problem, plan = planned(season(halts=halts), (3, 0, 0))
    everyone, _plan = planned(season(), (3, 0, 0))
    told = reached_apart(problem, plan)
    assert (
        told["all"] == told["youth"] == pytest.approx(value_of(everyone, plan).reached * 20 / 100)
    )
    both = value_of(problem, planned(season(halts=halts), (3, 2, 1))[1]).reached
    assert both < value_of(everyone, planned(season(), (3, 2, 1))[1]).reached


def test_unknown_audience_stays_in_the_whole_and_between_bounds() -> None:
    lacking = NeedPoint("p9", "", 48.85, 2.301, {"all": (50.0, 60.0)}, 0.0, 0.0, ())
    assert people_in(lacking, Group("youth")) is None
    assert people_in(lacking, Group("all", 1.0, ("youth",))) == (50.0, 60.0)
    facts = season(points=(lacking, *season().points[1:]), weights={"youth": 1.0})
    problem, _plan = planned(facts)
    assert len(problem.demand.people) == 2
    exposed = [("h", "p9", 0.35)]
    told = reached_by_audience([lacking], exposed, {"h": 1}, {})
    assert told["youth"][0] == 0
    assert told["youth"][1] == told["all"][1] == reached_interval([lacking], exposed, {"h": 1})[1]


def test_a_halt_for_people_nobody_counts_reaches_from_nobody_to_everybody() -> None:
    lacking = NeedPoint("p9", "", 48.85, 2.301, {"all": (50.0, 60.0)}, 0.0, 0.0, ())
    exposed = [("h", "p9", 0.35), ("mine", "p9", 0.35)]
    told = reached_by_audience([lacking], exposed, {"h": 1, "mine": 2}, {"mine": ["youth"]})
    assert told["all"][1] == pytest.approx(told["youth"][1])
    assert told["all"][0] == pytest.approx(reached_interval([lacking], exposed, {"h": 1})[0])
    halts = (a_halt(0, audiences=("families",)), a_halt(1), a_halt(2))
    nobody = reached_apart(*planned(season(weights={"all": 1.0, "families": 2.0}, halts=halts)))
    assert set(nobody) == {"all"}


weights = st.dictionaries(
    st.sampled_from(["all", "youth", "families", "seniors"]), st.floats(0.01, 50), min_size=1
)


@given(weights, st.sets(st.sampled_from(["youth", "families", "seniors"])))
@settings(max_examples=60)
def test_names_of_groups_are_read_again(told: dict[str, float], reserved: set[str]) -> None:
    groups = groups_of(told, reserved)
    assert [group_named(one.name) for one in groups] == groups
    reached = {one.name: one.weight for one in groups}
    people = by_audience(reached)
    assert all(people[one.audience] >= 1 - 1e-9 for one in groups if people)
