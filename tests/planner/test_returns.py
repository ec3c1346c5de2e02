"""Patterns of return: kept while the search goes on, and by what is proposed after a setback."""

from collections.abc import Callable
from multiprocessing import Pipe

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.check import check, value_of
from planner.command import searching
from planner.draft import Draft
from planner.plan import Plan, Visit
from planner.problem import Problem
from planner.replan import Event, happened, refill
from planner.rng import seeded
from planner.routes import begun, ground_of, plan_of
from planner.search.anneal import anneal, paces_of
from planner.search.patterns import kept_days
from planner.search.returns import returns_of
from planner.search.shuffle import exchange, peers_of
from planner.search.state import refresh
from planner.solve import HURRIES, begin, finished, met, solve
from planner.stop import Iterations
from tests.planner.oracle import problems
from tests.planner.small import halt, small

SLACK = 1e-6


def returning(**changes: int) -> Problem:
    """Return the small season; its halts are to be visited again, and in time."""
    return small(
        halts=tuple(
            halt(h, **{"at_least": 3, "within": 4, "every": 4, **changes}) for h in range(6)
        )
    )


def left_of(problem: Problem, plan: Plan, unit: str) -> tuple[Problem, Plan, Event]:
    """Return what is left when a unit is down for a week."""
    event = Event(frozenset(range(5)), unit=unit)
    left = Plan(tuple(one for one in plan.visits if not event.hits(one)))
    return happened(problem, event), left, event


@pytest.mark.parametrize("seed", [2, 3])
@pytest.mark.parametrize("budget", [0, 400])
def test_search_from_a_sound_plan_with_patterns_is_never_worse(seed: int, budget: int) -> None:
    problem = returning()
    start = solve(problem, Iterations(300), seed).plan
    found = solve(problem, Iterations(budget), seed + 10, start)
    assert check(problem, found.plan) == ()
    assert found.total >= value_of(problem, start).total - SLACK


@given(problems(most_halts=6, most_days=3), st.integers(1, 5))
@settings(max_examples=30)
def test_search_from_a_sound_plan_of_any_small_season_is_never_worse(
    problem: Problem, seed: int
) -> None:
    start = solve(problem, Iterations(50), seed).plan
    found = solve(problem, Iterations(50), seed + 1, start)
    assert check(problem, found.plan) == ()
    assert found.total >= value_of(problem, start).total - SLACK


def test_visits_kept_of_a_halt_are_the_longest_run_in_time_if_long_enough() -> None:
    ordinals = list(range(100, 130))
    twice = halt(0, at_least=2, within=8)
    assert kept_days(twice, [3], ordinals) == set()
    assert kept_days(twice, [3, 20], ordinals) == set()
    assert kept_days(twice, [1, 12, 18, 25], ordinals) == {12, 18, 25}
    assert kept_days(halt(0), [3], ordinals) == {3}


def test_search_after_a_setback_finds_more_people_than_completing_what_is_left() -> None:
    problem = returning(at_least=2, within=8, every=2)
    after, left, _ = left_of(problem, solve(problem, Iterations(300)).plan, "u0")
    least = solve(after, Iterations(0), 1, left)
    found = solve(after, Iterations(400), 1, left)
    assert check(after, least.plan) == check(after, found.plan) == ()
    assert found.total > least.total + 1.0


def test_what_a_search_hands_over_keeps_patterns_and_never_falls() -> None:
    problem, totals = returning(), list[float]()
    start = solve(problem, Iterations(100)).plan

    def note(at: float, finish: Callable[[], tuple[Plan, float]]) -> None:
        plan, total = finish()
        assert check(problem, plan) == ()
        assert at == pytest.approx(total), "nothing is lost when patterns are completed"
        totals.append(total)

    solve(problem, Iterations(400), 2, start, lambda at: note(at.total, at.finish))
    assert totals == sorted(totals)


def test_tries_of_the_search_break_no_pattern() -> None:
    problem = returning()
    ground = ground_of(problem)
    state, returns = begun(ground, solve(problem, Iterations(100)).plan), returns_of(problem)
    peers, chance, best = peers_of(ground.model), seeded(1), met(ground, state)
    for _ in range(20):
        anneal(ground.model, state, peers, returns, best, chance, paces_of(HURRIES), 10, 5.0, 4)
        assert check(problem, plan_of(ground, state)) == ()


def test_finished_when_what_was_met_is_worth_less_gives_the_first_sound_plan_back() -> None:
    problem = returning()
    ground = ground_of(problem)
    climb = begin(ground, solve(problem, Iterations(100)).plan)
    climb.best.size[:] = 0
    least = refresh(ground.model, climb.first)
    assert finished(ground, climb)[1] >= least > 0.0


def test_exchanged_rounds_come_back_in_time() -> None:
    problem = returning(every=1, at_least=0)
    ground = ground_of(problem)
    state, chance = begun(ground, solve(problem, Iterations(200)).plan), seeded(1)
    before, peers, returns = plan_of(ground, state), peers_of(ground.model), returns_of(problem)
    for _ in range(500):
        exchange(ground.model, state, peers, returns, chance)
    assert plan_of(ground, state) != before
    assert check(problem, plan_of(ground, state)) == ()


def test_plans_are_still_handed_over_once_patterns_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(searching, "OFTEN", 0.0)
    monkeypatch.setattr(searching, "SHARE", 0.0)
    mouth, ears = Pipe()
    order = searching.Order(60.0, 1000, 1, None)
    searching.search_for(ears, returning(), order)
    told = list[searching.Best]()
    while mouth.poll():
        told.append(mouth.recv())
    assert [one for one in told if one.iterations > 600 and not one.is_last]


def test_refill_may_come_back_to_a_halt_in_time() -> None:
    problem = returning(at_least=2, every=2, within=8)
    plan = solve(problem, Iterations(300)).plan
    added = 0
    for gone in plan.visits:
        event = Event(frozenset({gone.day}), halt=gone.halt)
        left = Plan(tuple(one for one in plan.visits if not event.hits(one)))
        made = refill(Draft(problem, plan), event)
        after = happened(problem, event)
        assert len(check(after, made.plan)) <= len(check(after, left))
        added += len(made.added)
    assert added


def test_refill_when_a_unit_is_down_uses_the_room_of_others_from_that_day_on() -> None:
    problem = small(halts=tuple(halt(h, every=2) for h in range(6)))
    whole = solve(problem, Iterations(100)).plan
    plan = Plan(tuple(v for v in whole.visits if v.unit == "u0" or v.day % 2))
    event = Event(frozenset({4, 5}), unit="u0")
    made = refill(Draft(problem, plan), event)
    assert 0 < len(made.added) <= len(made.removed) == sum(event.hits(v) for v in plan.visits)
    assert check(happened(problem, event), made.plan) == ()
    assert not any(event.hits(visit) for visit in made.plan.visits)
    assert all(visit.day >= 4 for visit in made.added)
    assert made.recovered > 0.0


def test_a_halt_may_be_visited_again_only_within_reach_of_its_visits() -> None:
    problem = returning()
    draft = Draft(problem, Plan((Visit(3, "u0", 540, "h0", 120),)))
    assert [d for d in range(10) if draft.may_come[0, d]] == [0, 1, 2, 3, 4, 5]
    assert not draft.may_come[1].any()
