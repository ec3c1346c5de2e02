"""Populations joined are those computed apart."""

from datetime import date

import numpy as np
import pytest

from allervers.rights.domain.joining import joined, parted
from allervers.rights.domain.populating import population_of
from allervers.rights.domain.population import Population
from allervers.rights.domain.reading import household_of
from allervers.rights.domain.right import RIGHTS
from tests.rights.households import answered
from tests.rights.simple_rules import SimpleRules

MONTH = date(2026, 11, 1)


def population(*seeds: int) -> Population:
    """Return invented households as columns."""
    return population_of([household_of(answered(seed)) for seed in seeds], MONTH)


def assert_same(one: Population, other: Population) -> None:
    """Compare every column."""
    assert one.count == other.count
    assert np.array_equal(one.household, other.household)
    assert np.array_equal(one.role, other.role)
    for left, right in ((one.persons, other.persons), (one.homes, other.homes)):
        assert list(left) == list(right)
        assert all(np.array_equal(left[name], right[name]) for name in left)


def test_joined_populations_are_those_made_at_once() -> None:
    apart = [population(1, 2, 3), population(4), population(5, 6)]
    assert_same(joined(apart), population(1, 2, 3, 4, 5, 6))


def test_one_population_joined_is_itself() -> None:
    one = population(1, 2)
    assert joined([one]) is one


@pytest.mark.parametrize("counts", [[1, 3, 2], [6], [2, 2, 2]])
def test_parted_amounts_go_back_to_whom_they_belong(counts: list[int]) -> None:
    found = SimpleRules().amounts(population(1, 2, 3, 4, 5, 6), MONTH)
    parts = parted(found, counts)
    assert [len(part[RIGHTS[0]].amount) for part in parts] == counts
    for right in RIGHTS:
        whole = np.concatenate([part[right].amount for part in parts])
        assert np.array_equal(whole, found[right].amount)
