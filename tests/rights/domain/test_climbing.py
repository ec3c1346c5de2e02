"""Extremes that few households reach are not missed: bounds climb further than what was drawn."""

import json
from datetime import date
from decimal import Decimal
from importlib.resources import files

import numpy as np
import pytest

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.bounding import corners as package
from allervers.rights.domain.bounding.completions import refilled
from allervers.rights.domain.bounding.corners import FILE, corners, listed, overlaid
from allervers.rights.domain.bounding.filling import Drawn
from allervers.rights.domain.checking import checked
from allervers.rights.domain.engine import Engine
from allervers.rights.domain.needs import NEEDS
from allervers.rights.domain.population import ASKER, PARTNER, Array, Population
from allervers.rights.domain.questionnaire import asked_codes
from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.domain.screening import screen
from tests.rights.drawn_truths import lies
from tests.rights.households import answered
from tests.rights.piecewise_rules import Saying

MONTH = date(2026, 11, 1)
CEILING = 93_320.0  # of income; the points of the grid are 90,000 and 100,000
CODES = frozenset[str]().union(*NEEDS.values())


def even(seed: int = 0) -> Drawn:
    """Draw rare values nearly as often as others."""
    return Drawn(np.random.default_rng(seed), is_even=True)


def lonely_peak(population: Population) -> Array:
    """Give more to each of six rare things that a household has at once."""
    homes, persons = population.homes, population.persons
    partner = np.zeros(population.count, dtype=bool)
    partner[population.household[population.role == PARTNER]] = True
    asker = population.role == ASKER
    rare = [
        partner,
        persons["capital"][asker] > 3000,
        persons["invalidity"][asker] > 3000,
        persons["incapacity"][asker] > 0,
        homes["is_flat_share"] > 0,
        homes["rent"] > 2000,
    ]
    found: Array = 100.0 * np.sum(rare, axis=0)
    return found


def test_bounds_climb_towards_what_rare_answers_give_together() -> None:
    """No way drawn has more than four of them: the bounds climb, one answer after the other."""
    said = screen(Answers({}), MONTH, Saying(lonely_peak)).findings
    mva = said[RIGHTS.index(Right.MVA)]
    assert mva.is_estimate
    assert mva.high is not None
    assert mva.high >= 500


def jumping(population: Population) -> Array:
    """Give 300 €; just above a ceiling of yearly income 400 €, less and less, down to 200 €."""
    beyond = population.homes["taxed_income"] - CEILING
    more = np.where(beyond > 0, np.maximum(100.0 - beyond / 6, -100.0), 0.0)
    found: Array = 300.0 + more
    return found


def test_jump_between_two_points_of_a_coarse_grid_is_found() -> None:
    known = {"children": 2, "children_ages": [4, 6], "shared_custody": [], "nationality": "french"}
    said = screen(Answers(known), MONTH, Saying(jumping)).findings
    af = said[RIGHTS.index(Right.AF)]
    assert (af.missing, af.is_estimate) == (("taxed_income",), False)
    assert af.low == Decimal(200)
    assert af.high is not None
    assert Decimal("399.50") < af.high <= Decimal(400)


@pytest.mark.parametrize("seed", [2, 3])
def test_thousands_of_households_lie_within_the_bounds_of_a_first_answer(
    rules: Engine, seed: int
) -> None:
    truth = answered(seed).raw
    answers = Answers({"age": truth["age"], "couple": truth["couple"]})
    assert not lies(answers, rules, 2_000, seed)


@pytest.mark.nightly
def test_thousands_of_households_lie_within_the_bounds_of_many(rules: Engine) -> None:
    found = []
    for seed in range(200):
        chance = np.random.default_rng(seed)
        answers = Answers({})
        for _step in range(int(chance.integers(0, 16))):
            left = [code for code in asked_codes(answers) if not answers.is_asked(code)]
            if left:
                answers = answers.with_answer(left[0], answered(seed).raw[left[0]])
        found += lies(answers, rules, 10_000, seed)
    assert not found


def test_households_to_climb_from_answer_the_questionnaire() -> None:
    households = json.loads(files(package.__package__).joinpath(FILE).read_bytes())
    assert len(households) > 100
    for one in households:
        assert set(checked(one)) == set(one)


def test_what_is_known_comes_before_the_households_to_climb_from() -> None:
    known = Answers({"couple": "no", "children": 2, "pregnant": {"unknown": True}})
    ways = corners(known, CODES, even())
    for row in range(ways.count):
        way = ways.answers(row)
        assert way.text("couple") == "no"
        assert len(way.ages("children_ages")) == way.number("children") == 2
        assert set(way) == set(asked_codes(way)) & CODES


def test_what_an_answer_makes_pointless_is_taken_out_and_what_it_asks_is_filled() -> None:
    before = answered(5)
    changes: list[dict[str, Json]] = [
        {"couple": "yes"},
        {"couple": "no"},
        {"activity": "student"},
        {"incomes": ["none"]},
    ]
    ways = refilled(Answers({}), listed([{**before.raw, **one} for one in changes]), CODES, even())
    for row, change in enumerate(changes):
        way = ways.answers(row)
        assert change.items() <= way.raw.items()
        assert set(way) == set(asked_codes(way)) & CODES
        kept = set(way) & set(before)
        assert all(way.raw[code] == before.raw[code] for code in kept - set(change))


def test_children_counted_elsewhere_are_forgotten() -> None:
    ways = listed([{"children": 1, "children_ages": [4]}, {"children": 2, "children_ages": [1, 9]}])
    over = overlaid(Answers({"children": 2}), ways)
    assert [over.answers(row).raw.get("children_ages") for row in (0, 1)] == [None, [1, 9]]
