"""What is said to change a right is computed by the rules: checked just below and just above."""

from datetime import date
from decimal import Decimal

import orjson
import pytest
from pydantic import TypeAdapter

from allervers.rights.domain.answers import UNKNOWN, Answers
from allervers.rights.domain.engine import Engine, Outcome
from allervers.rights.domain.explaining import explain
from allervers.rights.domain.explanation import Change, Explanation, Month, Turn
from allervers.rights.domain.finding import Status
from allervers.rights.domain.reading import household_of
from allervers.rights.domain.right import Right
from allervers.rights.gateways.openfisca_register import rules_register
from tests.rights.explaining.cases import ALONE, ELDER, PARENT

MONTH = date(2026, 11, 1)


def said(right: Right, answers: Answers, rules: Engine) -> Explanation:
    """Explain one right."""
    return explain(right, answers, MONTH, rules, rules_register())


def change(found: Explanation, turn: Turn, question: str) -> Change:
    """Return the one change of this kind on this question."""
    [one] = [one for one in found.changes if (one.turn, one.question) == (turn, question)]
    return one


def outcome(rules: Engine, right: Right, answers: Answers, code: str, value: object) -> Outcome:
    """Compute the right with one answer changed, one household alone."""
    [found] = rules.compute([household_of(answers.with_answer(code, value))], MONTH)
    return found[right]


@pytest.mark.parametrize(
    ("right", "answers", "turn", "code", "step"),
    [
        (Right.RSA, ALONE, Turn.UP_TO, "wages", 1),
        (Right.PPA, ALONE, Turn.ENDS_ABOVE, "wages", 1),
        (Right.PPA, ALONE, Turn.ENDS_BELOW, "wages", -1),
        (Right.AIDE_LOGEMENT, ALONE, Turn.ENDS_BELOW, "rent", -1),
        (Right.CSS, ALONE, Turn.ENDS_ABOVE, "wages", 1),
        (Right.RSA, ELDER, Turn.UP_TO, "retirement", 1),
        (Right.ARS, PARENT, Turn.ENDS_ABOVE, "taxed_income", 1),
    ],
)
def test_right_is_open_at_the_threshold_and_closed_one_euro_beyond(
    rules: Engine, right: Right, answers: Answers, turn: Turn, code: str, step: int
) -> None:
    value = int(change(said(right, answers, rules), turn, code).value)
    assert outcome(rules, right, answers, code, str(value)).is_due
    assert not outcome(rules, right, answers, code, str(value + step)).is_due


@pytest.mark.parametrize(("wages", "turn"), [("600", Turn.PAID_ABOVE), ("1000", Turn.FREE_UP_TO)])
def test_css_is_free_up_to_an_amount_and_paid_one_euro_above(
    rules: Engine, wages: str, turn: Turn
) -> None:
    answers = ALONE.with_answer("wages", wages)
    value = int(change(said(Right.CSS, answers, rules), turn, "wages").value)
    assert outcome(rules, Right.CSS, answers, "wages", str(value)).amount == 0
    above = outcome(rules, Right.CSS, answers, "wages", str(value + 1))
    assert above.is_due
    assert above.amount > 0


def test_aspa_opens_at_65_and_the_month_is_said(rules: Engine) -> None:
    found = said(Right.ASPA, ELDER, rules)
    assert found.status is Status.NOT_ENTITLED
    one = change(found, Turn.FROM, "age")
    assert one.value == "65"
    assert one.amount == outcome(rules, Right.ASPA, ELDER, "age", 65).amount
    assert [name.rpartition(".")[2] for name in one.cites] == ["age_min"]
    # 64 and a half by supposition: six months later.
    assert found.months == (
        Month(MONTH, is_due=False, amount=Decimal("0.00")),
        Month(date(2027, 5, 1), is_due=True, amount=one.amount or Decimal(0)),
    )
    assert change(found, Turn.IF, "unfit").value == "yes"


def test_excluded_by_one_answer_still_says_what_would_open(rules: Engine) -> None:
    found = said(Right.AAH, ALONE, rules)
    assert [one.code for one in found.reasons] == ["rate_too_low"]
    assert {one.value for one in found.changes} == {"from_50_rsdae", "from_80"}
    assert found.months == ()


def test_what_weighs_on_the_amount_is_the_difference_without_it(rules: Engine) -> None:
    found = said(Right.AIDE_LOGEMENT, ALONE, rules)
    one = change(found, Turn.LOWERS, "wages")
    without = outcome(rules, Right.AIDE_LOGEMENT, ALONE, "wages", "0").amount
    assert one.amount == without
    assert Decimal(one.value) == without - (found.amount or 0)


def test_baby_of_two_ends_one_right_and_opens_another(rules: Engine) -> None:
    paje, cf = said(Right.PAJE_BASE, PARENT, rules), said(Right.CF, PARENT, rules)
    assert [one.is_due for one in paje.months] == [True, False]
    assert [one.is_due for one in cf.months] == [False, True]
    assert change(cf, Turn.FROM, "children_ages").child == 0
    ends = change(paje, Turn.ENDS_IF, "children_ages")
    assert (ends.child, ends.value) == (0, "3")


def test_nothing_is_tried_while_an_answer_is_missing(rules: Engine) -> None:
    for answers in (ALONE.without("rent"), ALONE.with_answer("rent", UNKNOWN)):
        found = said(Right.AIDE_LOGEMENT, answers, rules)
        assert found.missing == ("rent",)
        assert found.changes == ()
        assert found.months == ()


def test_texts_and_freshness_come_with_it(rules: Engine) -> None:
    found = said(Right.CSS, ALONE, rules)
    assert found.texts[0].correction == "css_ceiling_2025"
    assert found.freshness is not None
    assert [one.code for one in found.freshness.stale] == ["raise_missed"]
    assert {name for one in found.changes for name in one.cites} <= {
        one.name for one in found.texts
    }


@pytest.mark.parametrize("right", Right)
def test_explanation_goes_through_json_unchanged(rules: Engine, right: Right) -> None:
    found = said(right, PARENT, rules)
    assert TypeAdapter(Explanation).validate_json(orjson.dumps(found, default=str)) == found
