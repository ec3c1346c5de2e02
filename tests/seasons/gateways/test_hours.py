"""Hours that can be announced: rounder, and every rule still kept."""

from dataclasses import replace
from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from allervers.seasons.domain.problem import problem_json
from allervers.seasons.domain.reach import with_reach
from allervers.seasons.gateways.planner.hours import STEP, rounded
from planner.check import Rule, check, value_of
from planner.plan import Plan, Visit
from planner.problem import Problem
from planner.reading import problem_from
from tests.seasons.setup.facts import UNIT, a_halt, a_season, a_unit, halt_id

NINE = 9 * 60


def a_problem(**unit: object) -> Problem:
    """Return three halts 1.1 km apart, two hours each and three at most, until 17:00."""
    season = a_season(halts=tuple(a_halt(rank) for rank in range(3)), units=(a_unit(**unit),))
    return problem_from(problem_json(with_reach(season)))


def earliest(problem: Problem, first: int, day: int = 0) -> Plan:
    """Visit each halt in turn, as early as the planner would, from `first` on."""
    drive = problem.travel.minutes[problem.units[0].profile]
    places = {one.id: one.place for one in problem.halts}
    visits, start = list[Visit](), first
    for rank in range(3):
        visits.append(Visit(day, UNIT, start, halt_id(rank), 120))
        if rank < 2:
            start += 120 + int(drive[places[halt_id(rank)], places[halt_id(rank + 1)]])
    return Plan(tuple(visits))


@given(first=st.integers(NINE, NINE + 90), back=st.integers(16 * 60, 17 * 60 + 30))
def test_rounder_hours_keep_every_rule_and_what_the_plan_is_worth(first: int, back: int) -> None:
    problem = a_problem(back=time(back // 60, back % 60))
    plan = earliest(problem, first)
    found = rounded(problem, plan)
    assert set(check(problem, found)) <= set(check(problem, plan))
    assert value_of(problem, found).total == value_of(problem, plan).total
    assert [one.halt for one in found.visits] == [one.halt for one in plan.visits]
    assert all(new.start >= old.start for new, old in zip(found.visits, plan.visits, strict=True))


def test_hours_are_told_to_five_minutes_where_the_day_allows() -> None:
    problem = a_problem()
    plan = earliest(problem, NINE + 2)
    assert any(one.start % STEP for one in plan.visits)
    assert not any(one.start % STEP or one.minutes % STEP for one in rounded(problem, plan).visits)


def test_a_day_without_slack_and_an_impossible_one_keep_their_minutes() -> None:
    problem = a_problem()
    full = earliest(problem, NINE)
    ends = full.visits[-1].start + full.visits[-1].minutes
    halts = tuple(
        replace(one, openings=tuple(replace(span, closes=ends) for span in one.openings))
        for one in problem.halts
    )
    tight = replace(problem, halts=halts)
    assert rounded(tight, full) == full
    overlapping = Plan((full.visits[0], replace(full.visits[1], start=NINE + 61)))
    assert rounded(problem, overlapping) == overlapping


def test_announced_visits_and_those_kept_do_not_move() -> None:
    problem = a_problem()
    plan = earliest(problem, NINE + 2)
    given_ = replace(problem, locked=(plan.visits[1],))
    assert plan.visits[1] in rounded(given_, plan).visits
    assert plan.visits[0] in rounded(problem, plan, plan.visits[:1]).visits


def test_a_budget_of_minutes_that_rounder_hours_would_pass_keeps_the_planner_s_hours() -> None:
    problem = a_problem()
    plan = earliest(problem, NINE + 2)
    minutes = next(m for m in range(300, 600) if not broken_with(problem, plan, m))
    tight = replace(problem, units=(replace(problem.units[0], minutes_in_all=minutes),))
    assert rounded(tight, plan) == plan


def broken_with(problem: Problem, plan: Plan, minutes: int) -> bool:
    """Whether a plan breaks a budget of so many minutes."""
    unit = replace(problem.units[0], minutes_in_all=minutes)
    told = check(replace(problem, units=(unit,)), plan)
    return any(one.rule is Rule.MINUTES_IN_ALL for one in told)
