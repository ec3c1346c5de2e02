"""A day of a season ordered again: never worse, locks kept, what it displaced put right."""

from planner.check import check, value_of
from planner.day.season import day_of, reordered
from planner.plan import Plan, Visit
from planner.problem import Problem
from planner.solve import solve
from planner.stop import Iterations
from tests.planner.small import small

LOCKED = Visit(3, "u1", 800, "h5", 90)


def test_an_empty_day_is_filled_as_well_as_the_search_fills_it() -> None:
    whole = solve(small(), Iterations(50)).plan
    holed = Plan(tuple(one for one in whole.visits if one.day != 2))
    mended = reordered(small(), holed, 2, Iterations(60))
    assert check(small(), mended) == ()
    assert value_of(small(), mended).total >= value_of(small(), holed).total
    assert [one for one in mended.visits if one.day != 2] == list(holed.visits)


def test_a_day_that_does_nothing_is_put_right() -> None:
    problem: Problem = small(rewards=())
    one = Plan((Visit(0, "u0", 800, "h1", 120),))
    better = reordered(problem, one, 0, Iterations(60))
    assert check(problem, better) == ()
    assert value_of(problem, better).total > value_of(problem, one).total


def test_a_locked_visit_keeps_its_unit_and_its_hour() -> None:
    problem = small(locked=(LOCKED,))
    better = reordered(problem, Plan((LOCKED,)), 3, Iterations(60))
    assert LOCKED in better.visits
    assert len(better.visits) > 1
    assert check(problem, better) == ()


def test_a_halt_visited_too_recently_is_not_offered() -> None:
    rest = Plan((Visit(0, "u0", 800, "h1", 120),))
    assert "h1" not in {one.id for one in day_of(small(), rest, 3).stops}
    assert "h1" in {one.id for one in day_of(small(), rest, 6).stops}
