"""Figures are read as French people write them; an impossible answer is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.rights.domain.answers import UNKNOWN, Answers, Json
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.domain.validity import is_valid, read_figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("650", "650.00"),
        ("1 234,50 €", "1234.50"),
        ("1\u202f234,5", "1234.50"),
        ("1\u00a0234", "1234.00"),
        ("12.5", "12.50"),
        ("0", "0.00"),
    ],
)
def test_french_figures_are_read(text: str, figure: str) -> None:
    assert read_figure(text) == Decimal(figure)


@pytest.mark.parametrize(
    "text", ["", "abc", "-5", "1.234", "1,2,3", "12,345", "1e3", "٣", "NaN", "9" * 30, "€", "."]
)
def test_what_is_no_figure_is_refused(text: str) -> None:
    assert read_figure(text) is None


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    figure = read_figure(text)
    assert figure is None or figure >= 0


CHILDREN = Answers({"children": 2, "children_ages": [3, 9]})


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("age", 200),
        ("age", "40"),
        ("age", True),
        ("couple", "peut-être"),
        ("children_ages", [3]),
        ("children_ages", [3, 99]),
        ("shared_custody", [2]),
        ("shared_custody", [0, 0]),
        ("shared_custody", [True]),
        ("incomes", []),
        ("incomes", ["none", "wages"]),
        ("incomes", ["lottery"]),
        ("rent", "-3"),
        ("rent", 480),
        ("rent", "9000"),
        ("received_rsa", {"amount": "600", "months": 13}),
        ("received_rsa", {"amount": "600"}),
        ("commune", "Paris"),
        ("commune", {"unknown": False}),
    ],
)
def test_an_impossible_answer_is_refused(code: str, value: Json) -> None:
    assert not is_valid(QUESTIONS[code], value, CHILDREN)


@pytest.mark.parametrize("code", sorted(QUESTIONS))
def test_not_knowing_answers_any_question(code: str) -> None:
    assert is_valid(QUESTIONS[code], UNKNOWN, CHILDREN)
