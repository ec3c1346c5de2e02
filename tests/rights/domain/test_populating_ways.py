"""Ways made columns at once are the households read one by one."""

from datetime import date
from functools import partial

import numpy as np
import pytest

from allervers.rights.domain.answers import UNKNOWN, Answers
from allervers.rights.domain.bounding.completions import Sizes, complete
from allervers.rights.domain.bounding.populating import (
    OF_ADULTS,
    OF_CHILDREN,
    OF_HOME,
    population_of_ways,
)
from allervers.rights.domain.bounding.ways import Ways
from allervers.rights.domain.needs import excluded, needed
from allervers.rights.domain.populating import population_of
from allervers.rights.domain.population import Population
from allervers.rights.domain.population_columns import HOME, PERSON
from allervers.rights.domain.questionnaire import asked_codes
from allervers.rights.domain.reading import household_of
from allervers.rights.domain.right import RIGHTS, Right
from tests.rights.households import answered

MONTH = date(2026, 11, 1)
FEW = Sizes(prior=60, even=60)


def half(seed: int) -> Answers:
    """Return answers of which every other one was not asked, and one is not known."""
    whole = answered(seed)
    kept = {code: value for place, (code, value) in enumerate(whole.raw.items()) if place % 2}
    answers = Answers({"age": UNKNOWN, **kept})
    while stray := set(answers) - set(asked_codes(answers)):
        answers = Answers({code: one for code, one in answers.raw.items() if code not in stray})
    return answers


def ways_of(seed: int) -> Ways:
    """Return a few ways to complete such answers."""
    return complete(half(seed), RIGHTS, np.random.default_rng(seed), FEW).ways


def assert_same(left: Population, right: Population) -> None:
    """Compare every column, types included."""
    assert (left.household == right.household).all()
    assert (left.role == right.role).all()
    for name in [one.name for one in PERSON]:
        assert left.persons[name].dtype == right.persons[name].dtype, name
        assert (left.persons[name] == right.persons[name]).all(), name
    for name in [one.name for one in HOME]:
        assert left.homes[name].dtype == right.homes[name].dtype, name
        assert (left.homes[name] == right.homes[name]).all(), name


@pytest.mark.parametrize("seed", range(8))
def test_ways_are_the_households_read_one_by_one(seed: int) -> None:
    ways = ways_of(seed)
    homes = [household_of(ways.answers(row)) for row in range(ways.count)]
    assert_same(population_of_ways(ways, MONTH), population_of(homes, MONTH))


def test_every_column_is_read_at_once() -> None:
    known = {*OF_ADULTS, *OF_HOME, *OF_CHILDREN}
    assert {one.name for one in (*PERSON, *HOME)} <= known, "slow: add it to populating_ways"


def test_column_that_is_not_known_is_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = population_of_ways(ways_of(3), MONTH)
    monkeypatch.delitem(OF_HOME, "rent")
    monkeypatch.delitem(OF_ADULTS, "wages_year")
    assert_same(population_of_ways(ways_of(3), MONTH), usual)


@pytest.mark.parametrize("seed", range(8))
def test_each_way_answers_all_that_is_worth_asking_and_nothing_else(seed: int) -> None:
    answers, ways = half(seed), ways_of(seed)
    for row in range(0, ways.count, 7):
        way = ways.answers(row)
        assert set(needed(Right.RSA, way, MONTH)) <= set(way)
        assert set(way) <= set(asked_codes(way))
        assert all(way.raw[code] == answers.raw[code] for code in answers if code != "age")


def test_reading_over_ways_is_reading_each() -> None:
    for seed in range(4):
        ways = ways_of(seed)
        for right in RIGHTS:
            read = ways.each(partial(excluded, right))
            alone = [excluded(right, ways.answers(row)) for row in range(ways.count)]
            assert [read.results[place] for place in read.which] == alone


def test_right_with_few_ways_has_them_all_once() -> None:
    answers = Answers({"couple": "no", "children": 2, "nationality": "french",
                       "children_ages": [4, 9], "taxed_income": "20000"})  # fmt: skip
    found = complete(answers, [Right.AF, Right.ARS], np.random.default_rng(0), FEW)
    assert set(found.exhausted) == {Right.AF, Right.ARS}
    shared = [found.ways.answers(row).raw["shared_custody"] for row in range(found.ways.count)]
    assert sorted(map(repr, shared)) == ["[0, 1]", "[0]", "[1]", "[]"]
