"""Shortlist and fleet against a count of every choice, on tiny problems."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.design import fleet, reach_of, shortlist, visit_minutes
from planner.linear import LinearFailed
from planner.problem import Problem
from tests.planner.oracle import problems
from tests.planner.small import small


@given(problems(most_halts=6), st.integers(1, 3))
@settings(max_examples=25)
def test_shortlist_is_the_best_of_every_choice(problem: Problem, count: int) -> None:
    names = [one.id for one in problem.halts]
    choices = combinations(names, min(count, len(names)))
    best = max(reach_of(problem, one, 0.0) for one in choices)
    found = shortlist(problem, count)
    assert found.reach == pytest.approx(best)
    assert found.ceiling == pytest.approx(best)
    assert len(found.halts) <= count


@given(problems(most_halts=6), st.sampled_from([0.3, 0.7, 1.0]))
@settings(max_examples=25)
def test_fleet_is_the_smallest_of_every_choice(problem: Problem, share: float) -> None:
    names = [one.id for one in problem.halts]
    wanted = share * reach_of(problem, tuple(names), 0.0)
    each = dict(zip(names, visit_minutes(problem, problem.units[0]), strict=True))
    has = sum(b - a for a, b in problem.units[0].shifts.values())
    enough = (
        sum(each[h] for h in chosen)
        for size in range(len(names) + 1)
        for chosen in combinations(names, size)
        if reach_of(problem, chosen, 0.0) >= wanted - 1e-9
    )
    least = min(-(-minutes // has) for minutes in enough)
    found = fleet(problem, wanted)
    assert found.units == found.least == least
    assert found.reach >= wanted - 1e-4


def test_shortlist_keeps_what_it_is_told_to_keep() -> None:
    found = shortlist(small(), 2, kept=frozenset({"h4"}))
    assert "h4" in found.halts
    assert found.reach == found.ceiling == 120.0


def test_shortlist_counts_only_people_exposed_enough() -> None:
    assert shortlist(small(), 2, least=0.2).reach == 60.0


def test_what_cannot_be_reached_is_refused() -> None:
    with pytest.raises(LinearFailed):
        fleet(small(), 10_000.0)
