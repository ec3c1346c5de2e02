"""Swaps: nothing within one swap is worth more, as trying everything with `check` shows."""

from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.check import check, value_of
from planner.draft import Draft
from planner.plan import Plan, Visit
from planner.problem import Problem
from planner.replan import Event, happened, refill
from planner.solve import solve
from planner.stop import Iterations
from planner.swap import key, swap
from tests.planner.oracle import problems, routes
from tests.planner.small import demand, halt, small

SLACK = 1e-6
CAF = dict.fromkeys(range(10), frozenset({"caf"}))


def score(problem: Problem, plan: Plan, before: Plan, price: float) -> float:
    """Return what a plan is worth, less the price of what it changes."""
    changed = {key(one) for one in plan.visits} ^ {key(one) for one in before.visits}
    return value_of(problem, plan).total - price * len(changed)


def within_one_swap(problem: Problem, plan: Plan) -> list[Plan]:
    """Give every sound plan with another route in one round: one visit less, one more, or both."""
    found = []
    for unit in problem.units:
        for day in unit.shifts:
            rest = tuple(v for v in plan.visits if (v.unit, v.day) != (unit.id, day))
            now = {v.halt for v in plan.visits if (v.unit, v.day) == (unit.id, day)}
            for route in routes(problem, unit, day):
                new = {visit.halt for visit in route}
                if len(now - new) <= 1 and len(new - now) <= 1:
                    found.append(Plan(tuple(sorted((*rest, *route)))))
    return [one for one in found if not check(problem, one)]


@given(problems(most_halts=5, most_days=3), st.sampled_from([0.0, 0.5, 3.0, 1000.0]), st.data())
@settings(max_examples=25)
def test_no_single_swap_is_worth_more_than_what_is_proposed(
    problem: Problem, price: float, data: st.DataObject
) -> None:
    problem = replace(problem, halts=tuple(replace(one, at_least=0) for one in problem.halts))
    before = solve(problem, Iterations(50)).plan
    if not before.visits:
        return
    gone = data.draw(st.sampled_from(before.visits))
    event = Event(frozenset({gone.day}), halt=gone.halt)
    after, made = happened(problem, event), swap(problem, before, event, price)
    assert check(after, made.plan) == ()
    best = max(score(after, one, before, price) for one in within_one_swap(after, made.plan))
    assert score(after, made.plan, before, price) >= best - SLACK


def holed() -> tuple[Problem, Plan, Event]:
    """Return a season, its plan, and the cancellation of its first visit."""
    problem = small()
    before = solve(problem, Iterations(100)).plan
    gone = before.visits[0]
    return problem, before, Event(frozenset({gone.day}), halt=gone.halt)


def test_a_dear_change_is_not_proposed_and_a_free_one_may_be() -> None:
    problem, before, event = holed()
    made = [swap(problem, before, event, price) for price in (1e6, 5.0, 0.0)]
    assert made[0].changes == 1
    assert made[0].changes <= made[1].changes <= made[2].changes
    assert made[0].recovered <= made[1].recovered <= made[2].recovered


def test_free_swaps_recover_at_least_what_a_refill_does() -> None:
    problem, before, event = holed()
    filled = refill(Draft(problem, before), event)
    assert swap(problem, before, event, 0.0).recovered >= filled.recovered - SLACK


def test_a_swap_tells_people_towns_and_partners() -> None:
    first, second = small().units
    problem = small(units=(first, replace(second, offers=frozenset({"arabic"}), aboard=CAF)))
    before = solve(problem, Iterations(100)).plan
    gone = next(one for one in before.visits if one.unit == "u1")
    made = swap(problem, before, Event(frozenset({gone.day}), halt=gone.halt), 1.0)
    after = Plan(tuple(one for one in before.visits if one != gone))
    assert made.lost == pytest.approx(
        value_of(problem, before).total - value_of(problem, after).total
    )
    assert f"c{int(gone.halt[1]) // 2}" in made.communes
    assert made.partners == ("caf",)


def test_a_swap_never_touches_a_locked_visit_nor_begins_what_must_come_back() -> None:
    problem, before, event = holed()
    locked = tuple(one for one in before.visits if not event.hits(one))[::2]
    halts = tuple(halt(h, at_least=2) if h == 5 else halt(h) for h in range(6))
    problem = replace(problem, locked=locked, halts=halts)
    made = swap(problem, before, event, 0.0)
    assert set(locked) <= set(chain(made.plan.visits))
    assert check(happened(problem, event), made.plan) == ()


@pytest.mark.parametrize("who", [{"unit": "u1"}, {"halt": "h3"}, {"unit": "u1", "halt": "h3"}])
def test_what_has_happened_can_no_longer_be_planned(who: dict[str, str]) -> None:
    problem, before, _ = holed()
    event = Event(frozenset({0, 1, 2}), **who)
    after = happened(replace(problem, locked=before.visits), event)
    plan = solve(after, Iterations(30)).plan
    assert not [one for one in plan.visits if event.hits(one)]
    assert [one for one in plan.visits if one.day > 2]
    assert all(isinstance(one, Visit) for one in after.locked)


def test_a_locked_visit_that_is_worth_nothing_stays() -> None:
    people = np.array([0.0, 30.0, 30.0, 30.0, 30.0, 0.0])
    problem = small(demand=replace(demand(), people=people))
    poor = Visit(3, "u1", 800, "h5", 120)
    before = solve(replace(problem, locked=(poor,)), Iterations(100)).plan
    gone = before.visits[0]
    event = Event(frozenset({gone.day}), halt=gone.halt)
    free, held = problem, replace(problem, locked=(poor,))
    kept = [swap(one, before, event, 0.0).plan.visits for one in (free, held)]
    assert [poor.halt in {one.halt for one in visits} for visits in kept] == [False, True]
