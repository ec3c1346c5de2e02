"""Answers that come from outside: read as a page keeps them, or refused with a cause."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.rights.domain.checking import Problem, WrongAnswersError, checked
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.domain.reading import household_of
from tests.rights.households import answered

ALONE: Mapping[str, Any] = {"age": 40, "couple": "no", "children": 0, "housing": "tenant"}
PAID: Mapping[str, Any] = {**ALONE, "incomes": ["wages"]}


@pytest.mark.parametrize("seed", range(20))
def test_answers_of_a_page_are_read_as_they_are(seed: int) -> None:
    answers = answered(seed, unknown=0.1)
    assert checked(answers.raw).raw == answers.raw


@pytest.mark.parametrize("given", ["650", "650,00", "650.0 €", 650, 650.0])
def test_euros_are_kept_as_text_with_cents(given: object) -> None:
    assert checked({**ALONE, "rent": given}).raw["rent"] == "650.00"


@pytest.mark.parametrize(
    ("raw", "problem", "code"),
    [
        (None, Problem.NOT_ANSWERS, ""),
        ([], Problem.NOT_ANSWERS, ""),
        ({"shoe_size": 43}, Problem.UNKNOWN_QUESTION, "shoe_size"),
        ({**ALONE, "age": 400}, Problem.IMPOSSIBLE, "age"),
        ({**ALONE, "age": 40.0}, Problem.IMPOSSIBLE, "age"),
        ({**ALONE, "age": True}, Problem.IMPOSSIBLE, "age"),
        ({**ALONE, "rent": -1}, Problem.IMPOSSIBLE, "rent"),
        ({**ALONE, "rent": float("nan")}, Problem.IMPOSSIBLE, "rent"),
        ({**ALONE, "rent": float("inf")}, Problem.IMPOSSIBLE, "rent"),
        ({**ALONE, "rent": "12.345"}, Problem.IMPOSSIBLE, "rent"),
        ({**ALONE, "children": 40}, Problem.IMPOSSIBLE, "children"),
        ({**ALONE, "partner_age": 40}, Problem.NOT_ASKED, "partner_age"),
        ({**PAID, "wages": None}, Problem.IMPOSSIBLE, "wages"),
        ({"benefits": ["rsa"], "received_rsa": 3}, Problem.IMPOSSIBLE, "received_rsa"),
    ],
)
def test_wrong_answers_are_refused_with_their_cause(raw: object, problem: str, code: str) -> None:
    with pytest.raises(WrongAnswersError) as refused:
        checked(raw)
    assert (refused.value.problem, refused.value.code) == (problem, code)


@pytest.mark.parametrize("months", [True, 3.0, "3", [], None, 0, 13, 10**30])
def test_months_received_are_a_whole_number_of_the_year(months: object) -> None:
    received = {"amount": "300", "months": months}
    with pytest.raises(WrongAnswersError):
        checked({"benefits": ["rsa"], "received_rsa": received})


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(QUESTIONS)), ANYTHING, max_size=8))
def test_whatever_is_sent_is_read_or_refused(raw: dict[str, Any]) -> None:
    try:
        answers = checked(raw)
    except WrongAnswersError:
        return
    household_of(answers)  # what was read can be computed
