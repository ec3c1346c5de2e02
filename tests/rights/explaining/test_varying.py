"""What an explanation may change: every question is in one table, none of them indecent."""

from datetime import date

import pytest

from allervers.rights.domain.answers import UNKNOWN, Answers
from allervers.rights.domain.cited import CITED
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.domain.varying import LEFT_OUT, VARIED, money_asked, ways, with_money
from allervers.rights.gateways.openfisca_register import rules_register
from tests.rights.explaining.cases import ALONE, PARENT

MONTH = date(2026, 11, 1)
INDECENT = {"couple", "separated_recently", "children", "pregnant", "nationality"}


def test_no_question_is_both_varied_and_left_out() -> None:
    assert not VARIED & set(LEFT_OUT)
    assert VARIED | set(LEFT_OUT) <= set(QUESTIONS)


def test_no_separation_child_or_nationality_is_ever_tried() -> None:
    assert set(LEFT_OUT) >= INDECENT
    for answers in (ALONE, PARENT):
        tried = [one.answers for right in RIGHTS for one in ways(right, answers, MONTH)]
        assert tried
        for code in INDECENT & set(answers):
            assert {str(one.raw.get(code)) for one in tried} <= {str(answers.raw[code]), "None"}


def test_one_answer_only_is_changed() -> None:
    for way in ways(Right.ARS, PARENT, MONTH):
        different = {
            code for code in QUESTIONS if way.answers.raw.get(code) != PARENT.raw.get(code)
        }
        assert different <= {way.question, "unfit", "pregnant"}


def test_nothing_is_tried_on_what_cannot_be_computed() -> None:
    assert not list(ways(Right.RSA, ALONE.with_answer("activity", UNKNOWN), MONTH))
    assert not list(ways(Right.RSA, Answers({"age": 40}), MONTH))


def test_own_wages_are_tried_even_without_any() -> None:
    jobless = Answers({**ALONE.without("wages").without("steady").raw, "incomes": ["none"]})
    assert money_asked(Right.PPA, jobless, MONTH) == ("wages",)
    paid = with_money(jobless, "wages", "800")
    assert paid.raw["incomes"] == ["wages"]
    assert (paid.text("wages"), paid.text("steady")) == ("800", "yes")


def test_rent_is_tried_for_the_right_it_weighs_on() -> None:
    assert "rent" in money_asked(Right.AIDE_LOGEMENT, ALONE, MONTH)
    assert "rent" not in money_asked(Right.RSA, ALONE, MONTH)


@pytest.mark.parametrize("right", CITED)
def test_what_is_cited_is_read_by_the_right(right: str) -> None:
    register = rules_register()
    known = {right, *register.through[right]}
    read = {name for one in known for name in register.reads[one]}
    cited = {name for names in CITED[right].values() for name in names}
    assert cited <= read, cited - read
