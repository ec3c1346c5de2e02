"""Every change, unit, stale figure, gap and correction has its French sentence."""

from datetime import date
from decimal import Decimal

import pytest

from allervers.rights.domain.explanation import Change, Month, Topic, Turn
from allervers.rights.domain.freshness import Parameter, freshness_of
from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.domain.varying import CHOICES, MONEY
from allervers.rights.gateways.openfisca_register import rules_register
from allervers.rights.wording.explanations import (
    TOPICS,
    amount_name,
    change_sentence,
    month_text,
)
from allervers.rights.wording.freshness import (
    CORRECTIONS,
    GAPS,
    freshness_sentences,
    parameter_value,
    value_text,
)
from tests.rights.explaining.cases import PARENT

MONTH = date(2026, 11, 1)


def sentence(turn: Turn, question: str, value: str, topic: Topic, **more: object) -> str:
    """Say one change, with ordinary spaces."""
    one = Change(turn, question, topic, value, **more)  # type: ignore[arg-type]
    return change_sentence(one, Right.RSA, PARENT).replace("\u00a0", " ").replace("\u202f", " ")


def test_threshold_is_said_with_its_amount() -> None:
    said = sentence(Turn.UP_TO, "wages", "1210", Topic.INCOME, amount=Decimal("6.49"))
    assert said == (
        "Le droit s'ouvrirait si le salaire net ne dépassait pas 1 210 € par mois. "
        "Ce serait alors environ 6,49 € par mois."
    )


def test_no_right_is_said_rather_than_nothing_a_month() -> None:
    said = sentence(Turn.RAISES, "invalidity", "415", Topic.INCOME, amount=Decimal(0))
    assert said.endswith("Sans cela, il n'y aurait pas de droit.")


def test_age_is_said_for_who_has_it() -> None:
    assert "à partir du mois des 65 ans" in sentence(Turn.FROM, "age", "65", Topic.AGE)
    assert "du conjoint" in sentence(Turn.FROM, "partner_age", "65", Topic.AGE)
    child = sentence(Turn.ENDS_IF, "children_ages", "3", Topic.AGE, child=0)
    assert child == "Le droit s'arrête aux 3 ans de l'enfant de 2 ans."


@pytest.mark.parametrize("code", MONEY)
@pytest.mark.parametrize("turn", [one for one in Turn if one not in (Turn.IF, Turn.ENDS_IF)])
def test_every_amount_has_its_sentence(code: str, turn: Turn) -> None:
    said = sentence(turn, code, "500", MONEY[code][0])
    assert "500 €" in said
    assert "%(" not in said
    assert amount_name(code).removesuffix(",") in said
    assert ",." not in said


@pytest.mark.parametrize("code", CHOICES)
def test_every_choice_has_its_sentence(code: str) -> None:
    topic, values = CHOICES[code]
    for value in values:
        for turn in (Turn.IF, Turn.ENDS_IF):
            said = sentence(turn, code, value, topic)
            assert "%(" not in said
            assert f"« {value} »" not in said


def test_every_topic_has_a_title() -> None:
    assert set(TOPICS) == set(Topic)


def test_month_is_said_with_its_amount_or_that_there_is_none() -> None:
    due = Month(date(2027, 5, 1), is_due=True, amount=Decimal("443.60"))
    when, what = month_text(due, Right.ASPA)
    assert when == "à partir de mai 2027"
    assert what.replace("\u00a0", " ") == "443,60 € par mois"
    free = Month(MONTH, is_due=True, amount=Decimal(0))
    assert month_text(free, Right.CSS)[1] == "droit ouvert, gratuit"
    assert month_text(free, Right.APA)[1] == "droit ouvert"  # a part may be left to pay
    closed = Month(MONTH, is_due=False, amount=Decimal(0))
    assert month_text(closed, Right.CSS)[1] == "pas de droit"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (651.69, "currency", "651,69 €"),
        (10_339, "currency", "10 339 €"),
        (0.6, "/1", "60 %"),
        (0.5985, "/1", "59,85 %"),
        (25, "year", "25 ans"),
        (0.4165, "BMAF", "0,4165 × la base mensuelle des allocations familiales"),
        (["FR", "BE"], "", "liste de 2 éléments"),
        ([[0, 194], [5_700, 146]], "currency", "barème de 2 tranches"),
        (True, "", "oui"),
        (None, "", ""),
    ],
)
def test_value_is_said_with_its_unit(value: object, unit: str, said: str) -> None:
    found = value_text(value, unit)  # type: ignore[arg-type]
    assert found.replace("\u00a0", " ").replace("\u202f", " ") == said


def test_table_says_how_many_figures_it_holds() -> None:
    table = Parameter("x", "x", kind="table", changes=((MONTH, 12),))
    assert parameter_value(table, MONTH) == "12 chiffres, selon le cas"


def test_every_gap_and_correction_of_the_register_is_said() -> None:
    register = rules_register()
    assert {one.code for one in register.gaps} <= set(GAPS)
    assert {one.code for one in register.corrections} <= set(CORRECTIONS)
    for right in register.reads:
        for one in freshness_sentences(freshness_of(right, MONTH, register)):
            assert "%(" not in one


def test_every_right_shown_is_in_the_register() -> None:
    assert set(RIGHTS) <= set(rules_register().reads)
