"""Branching: any order of answers reaches an end; nothing that nobody asked counts as zero."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.rights.domain.answers import UNKNOWN, Answers
from allervers.rights.domain.needs import missing_for, needed, next_code, unknown_for
from allervers.rights.domain.questionnaire import ORDER, QUESTIONS, asked_codes, changed
from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.domain.validity import is_valid
from tests.rights.households import answered, chance_of, drawn

MONTH = date(2026, 11, 1)
SEEDS = st.integers(0, 10_000)


@given(SEEDS, st.floats(0, 1))
def test_any_order_of_answers_reaches_an_end(seed: int, unknown: float) -> None:
    chance, answers = chance_of(seed), Answers({})
    for _turn in range(len(QUESTIONS)):
        open_ones = [code for code in asked_codes(answers) if not answers.is_asked(code)]
        if not open_ones:
            break
        code = chance.choice(open_ones)
        is_unknown = chance.random() < unknown
        value = UNKNOWN if is_unknown else drawn(QUESTIONS[code], answers, chance)
        assert is_valid(QUESTIONS[code], value, answers)
        answers = changed(answers, code, value)
    assert next_code(answers, MONTH) is None
    assert all(missing_for(right, answers, MONTH) == () for right in RIGHTS)


@given(SEEDS)
def test_questions_asked_one_after_another_settle_every_right(seed: int) -> None:
    chance, answers, asked = chance_of(seed), Answers({}), 0
    while code := next_code(answers, MONTH):
        answers = answers.with_answer(code, drawn(QUESTIONS[code], answers, chance))
        asked += 1
    assert all(missing_for(right, answers, MONTH) == () for right in RIGHTS)
    assert asked <= 70


def test_a_person_alone_without_income_is_asked_a_dozen_questions() -> None:
    answers, asked = Answers({}), []
    said = {"age": 40, "children": 0, "couple": "no", "incomes": ["none"], "benefits": ["none"],
            "housing": "hosted", "nationality": "french", "activity": "home",
            "disability": "none", "pregnant": "no", "are_ended": "no",
            "taxed_income": "0"}  # fmt: skip
    while code := next_code(answers, MONTH):
        asked.append(code)
        answers = answers.with_answer(code, said[code])
    assert len(asked) == 12


@given(SEEDS, st.sampled_from(RIGHTS))
def test_taking_one_needed_answer_back_makes_the_right_not_asked(seed: int, right: Right) -> None:
    answers = answered(seed)
    for code in needed(right, answers, MONTH):
        cut = answers.without(code)
        still_excluded = missing_for(right, cut, MONTH) == ()
        if still_excluded:  # another answer alone settles it
            continue
        assert code in missing_for(right, cut, MONTH)
        assert code not in unknown_for(right, cut, MONTH)


def test_nothing_asked_means_nothing_known() -> None:
    nothing = Answers({})
    assert all(missing_for(right, nothing, MONTH) for right in RIGHTS)
    assert nothing.number("children") is None
    assert nothing.euros("wages") is None


def test_what_an_answer_opened_goes_with_it() -> None:
    answers = Answers({"couple": "yes", "partner_age": 40, "children": 2,
                       "children_ages": [2, 7], "shared_custody": [0], "age": 30})  # fmt: skip
    alone = changed(answers, "couple", "no")
    assert "partner_age" not in set(alone)
    three = changed(answers, "children", 3)
    assert {"children_ages", "shared_custody"}.isdisjoint(three)
    assert changed(answers, "children", 2) == answers


def test_every_question_has_its_own_code() -> None:
    codes = [question.code for question, _rule in ORDER]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("right", RIGHTS)
def test_every_question_a_right_needs_exists(right: Right) -> None:
    assert set(needed(right, answered(3), MONTH)) <= set(QUESTIONS)
