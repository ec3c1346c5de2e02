"""From answers to findings, with an engine that says what the test wants."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest

from allervers.rights.domain.answers import UNKNOWN, Answers, Json
from allervers.rights.domain.engine import Outcome, Outcomes
from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.household import Household
from allervers.rights.domain.judging import judge
from allervers.rights.domain.right import RIGHTS, Right
from tests.rights.households import answered

MONTH = date(2026, 11, 1)
NOBODY: dict[str, Json] = {
    "age": 40, "couple": "no", "children": 0, "pregnant": "no", "nationality": "french",
    "activity": "home", "disability": "from_80", "incomes": ["none"], "housing": "tenant",
    "rent": "500", "flat_share": "no", "commune": "92040", "benefits": ["none"],
}  # fmt: skip


@dataclass
class Saying:
    """An engine whose amounts are what a function of the household says."""

    amount: Callable[[Household], int]
    asked: list[Household] = field(default_factory=list)
    rules = "règles inventées"

    def compute(self, households: Sequence[Household], month: date) -> list[Outcomes]:
        """Give the same amount to every right."""
        self.asked += households
        amounts = [Decimal(self.amount(one)) for one in households]
        return [dict.fromkeys(RIGHTS, Outcome(amount > 0, amount)) for amount in amounts]


def found(right: Right, answers: dict[str, Json], amount: Callable[[Household], int]) -> Found:
    """Judge, and give the finding of one right."""
    return judge(Answers(answers), MONTH, Saying(amount))[RIGHTS.index(right)]


def test_nothing_is_computed_when_nothing_was_asked() -> None:
    engine = Saying(lambda _household: 100)
    findings = judge(Answers({}), MONTH, engine)
    assert [one.status for one in findings] == [Status.NOT_ASKED] * len(RIGHTS)
    assert all(one.missing and one.amount is None for one in findings)
    assert not engine.asked


@pytest.mark.parametrize("code", ["incomes", "rent", "benefits", "couple", "children"])
def test_one_answer_missing_is_never_zero(code: str) -> None:
    one = found(Right.RSA, {k: v for k, v in NOBODY.items() if k != code}, lambda _household: 100)
    assert one.status is Status.NOT_ASKED
    assert code in one.missing


def test_income_not_known_is_perhaps_without_a_figure() -> None:
    answers = {**NOBODY, "incomes": ["wages"], "wages": UNKNOWN, "steady": "yes"}
    one = found(Right.RSA, answers, lambda _household: 100)
    assert (one.status, one.amount, one.missing) == (Status.PERHAPS, None, ("wages",))


def test_unknown_choice_is_settled_when_both_ways_agree() -> None:
    answers = {**NOBODY, "flat_share": UNKNOWN}
    sure = found(Right.AIDE_LOGEMENT, answers, lambda one: 200 if one.home.is_flat_share else 300)
    assert (sure.status, sure.amount) == (Status.ENTITLED, None)
    assert {"code": "between", "low": "200", "high": "300"} in [r.as_row() for r in sure.reasons]
    torn = found(Right.AIDE_LOGEMENT, answers, lambda one: 200 if one.home.is_flat_share else 0)
    assert (torn.status, torn.amount) == (Status.PERHAPS, None)
    none = found(Right.AIDE_LOGEMENT, answers, lambda _household: 0)
    assert none.status is Status.NOT_ENTITLED


def test_unknown_answer_that_opens_questions_is_perhaps() -> None:
    one = found(Right.RSA, {**NOBODY, "couple": UNKNOWN}, lambda _household: 100)
    assert one.status is Status.PERHAPS


def test_income_nobody_can_count_forbids_a_figure() -> None:
    answers = {**NOBODY, "incomes": ["self_employed"]}
    assert found(Right.RSA, answers, lambda _household: 100).status is Status.PERHAPS
    assert found(Right.RSA, answers, lambda _household: 0).status is Status.NOT_ENTITLED
    assert found(Right.PPA, answers, lambda _household: 0).status is Status.PERHAPS


def test_what_is_received_is_shown_beside() -> None:
    answers = {**NOBODY, "benefits": ["rsa"], "received_rsa": {"amount": "500", "months": 12}}
    assert found(Right.RSA, answers, lambda _household: 600).received == Decimal(500)


@pytest.mark.parametrize("seed", range(40))
def test_only_a_certain_right_has_a_figure(seed: int) -> None:
    for one in judge(answered(seed, unknown=0.15), MONTH, Saying(lambda h: h.asker.age)):
        assert one.amount is None or one.status is Status.ENTITLED
        assert one.status is not Status.NOT_ASKED or one.missing
