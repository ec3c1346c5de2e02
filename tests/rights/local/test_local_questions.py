"""The questions of local rights: kept when others change, asked again after a move."""

import pytest

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.local_questions import LOCAL_CODES
from allervers.rights.domain.questionnaire import ORDER, QUESTIONS, changed

SAID: dict[str, Json] = {
    "age": 40, "children": 0, "housing": "hosted", "local_commune": "92040", "local_years": 3,
    "local_years_commune": 2, "local_quotient": "700.00",
}  # fmt: skip


def test_local_questions_are_known_and_out_of_the_national_order() -> None:
    assert set(QUESTIONS) >= LOCAL_CODES
    assert not LOCAL_CODES & {question.code for question, _rule in ORDER}


def test_other_answers_leave_those_of_local_rights() -> None:
    now = changed(Answers(SAID), "age", 41)
    assert now.raw == {**SAID, "age": 41}


@pytest.mark.parametrize("place", ["35238", None])
def test_after_a_move_durations_are_asked_again(place: str | None) -> None:
    now = changed(Answers(SAID), "local_commune", place)
    assert not {"local_years", "local_years_commune"} & set(now)
    assert now.euros("local_quotient") == 700
    same = changed(Answers(SAID), "local_commune", "92040")
    assert same.number("local_years") == 3
