"""Brute force against the search and the proof, on every tiny problem that Hypothesis draws."""

import os

import pytest
from hypothesis import given, settings

from planner.check import check, value_of
from planner.problem import Problem
from planner.solve import bound, solve
from planner.stop import Iterations
from tests.planner.oracle import best_by_brute_force, problems

SLACK = 1e-6
MANY = 30 if os.environ.get("NUMBA_DISABLE_JIT") else 400


@given(problems())
@settings(max_examples=MANY)
def test_search_and_proof_surround_the_best_plan(problem: Problem) -> None:
    best, _ = best_by_brute_force(problem)
    result = solve(problem, Iterations(100))
    ceiling = bound(problem, Iterations(10)).ceiling
    assert result.total <= best + SLACK
    assert best <= ceiling + SLACK


@given(problems())
@settings(max_examples=MANY)
def test_check_accepts_what_the_search_gives_at_the_same_value(problem: Problem) -> None:
    result = solve(problem, Iterations(50))
    assert check(problem, result.plan) == ()
    assert value_of(problem, result.plan).total == pytest.approx(result.total, abs=SLACK)


@given(problems(most_halts=7, most_days=3))
@settings(max_examples=MANY)
def test_ceiling_is_above_the_search_on_larger_problems(problem: Problem) -> None:
    result = solve(problem, Iterations(100))
    assert bound(problem, Iterations(5), result.plan).ceiling >= result.total - SLACK


@given(problems(most_halts=7, most_days=3))
@settings(max_examples=MANY // 3)
def test_same_seed_and_iterations_give_the_same_plan(problem: Problem) -> None:
    first, again = (solve(problem, Iterations(50), seed=3) for _ in range(2))
    assert first == again
