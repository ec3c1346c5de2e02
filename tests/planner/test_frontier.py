"""What is given up for what, on the season that one can read."""

from dataclasses import replace

import pytest

from planner.check import value_of
from planner.frontier import floor_prices, frontier, with_floor
from planner.plan import Plan
from planner.problem import Reward
from planner.solve import solve
from planner.stop import Iterations
from tests.planner.small import small

FEW = 50


def test_frontier_keeps_what_nothing_beats_and_a_dear_kilometre_drives_less() -> None:
    points = frontier(small(rewards=()), (0.01, 0.4, 3.0), (0.0,), FEW)
    assert not any(a.beats(b) for a in points for b in points)
    assert [one.reached for one in points] == sorted((p.reached for p in points), reverse=True)
    assert points[0].km > points[-1].km
    assert points[0].reached == pytest.approx(value_of(small(), points[0].plan).reached)


def test_frontier_serves_more_communes_when_they_are_worth_more() -> None:
    dear = small(rewards=(), people_per_km=1.2)
    without, with_ = (frontier(dear, (1.2,), (floor,), FEW)[-1] for floor in (0.0, 200.0))
    assert with_.communes > without.communes
    assert {one.id for one in with_floor(dear, 5.0).rewards} == {
        "frontier: c0", "frontier: c1", "frontier: c2"
    }  # fmt: skip


def test_frontier_of_the_same_budget_is_the_same() -> None:
    first, again = (frontier(small(), (0.1, 0.5), (0.0, 20.0), FEW) for _ in range(2))
    assert first == again


def test_price_of_a_floor_is_what_it_displaces() -> None:
    far = Reward("far", 60.0, 2, frozenset({"h3"}))
    problem = small(rewards=(far,), people_per_km=1.2)
    plan = solve(problem, Iterations(FEW)).plan
    (price,) = floor_prices(problem, plan, FEW)
    assert price.reward == "far"
    assert price.is_met
    assert not price.is_met_without
    free = solve(replace(problem, rewards=()), Iterations(FEW), start=plan).total
    kept = value_of(replace(problem, rewards=()), plan).total
    assert price.price == pytest.approx(free - kept, abs=2.0)
    assert price.price > 0.0


def test_a_floor_that_is_met_anyway_costs_nothing() -> None:
    near = Reward("near", 5.0, 1, frozenset({"h0"}))
    problem = small(rewards=(near,))
    plan = solve(problem, Iterations(FEW)).plan
    (price,) = floor_prices(problem, plan, FEW, {"near"})
    assert price.is_met
    assert price.is_met_without
    assert price.price == pytest.approx(0.0, abs=1.0)
    assert floor_prices(problem, Plan(), FEW, {"other"}) == ()
