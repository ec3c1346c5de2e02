"""From answers to findings and to the next question, with rules that say what the test wants."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from allervers.rights.domain.answers import SKIPPED, UNKNOWN, Answers, Json
from allervers.rights.domain.checking import checked
from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.population import Array, Population
from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.domain.screening import screen
from tests.rights.households import answered
from tests.rights.piecewise_rules import Invented, Saying

MONTH = date(2026, 11, 1)
NOBODY: dict[str, Json] = {
    "age": 40, "couple": "no", "children": 0, "pregnant": "no", "nationality": "french",
    "activity": "home", "disability": "from_80", "incomes": ["none"], "housing": "tenant",
    "rent": "500", "flat_share": "no", "commune": "92040", "benefits": ["none"],
    "are_ended": "no", "taxed_income": "0",
}  # fmt: skip


def always(euros: float) -> Callable[[Population], Array]:
    """Return rules that pay everyone the same."""
    return lambda people: np.full(people.count, euros)


def flat_share(shared: float, alone: float) -> Callable[[Population], Array]:
    """Return rules that look at one thing."""
    return lambda people: np.where(people.homes["is_flat_share"], shared, alone)


def found(right: Right, answers: dict[str, Json], amount: Callable[[Population], Array]) -> Found:
    """Screen, and give the finding of one right."""
    return screen(Answers(answers), MONTH, Saying(amount)).findings[RIGHTS.index(right)]


def test_nothing_is_certain_when_nothing_was_asked() -> None:
    screened = screen(Answers({}), MONTH, Invented())
    assert {one.status for one in screened.findings} == {Status.NOT_ASKED}
    assert all(one.missing and one.amount is None for one in screened.findings)
    assert screened.next_code is not None
    assert not screened.is_settled


@pytest.mark.parametrize("code", ["incomes", "rent", "benefits", "couple", "children"])
def test_one_answer_missing_is_never_zero(code: str) -> None:
    answers = Answers({k: v for k, v in NOBODY.items() if k != code})
    screened = screen(answers, MONTH, Invented())
    rsa = screened.findings[0]
    if code in ("incomes", "couple", "children"):
        assert rsa.status is Status.NOT_ASKED
        assert code in rsa.missing
        assert rsa.high is not None
        assert rsa.low is not None
        assert rsa.low < rsa.high
    assert rsa.amount is None or rsa.status is Status.ENTITLED


def test_income_not_known_is_perhaps_between_two_figures() -> None:
    answers = {**NOBODY, "incomes": ["wages"], "wages": UNKNOWN, "steady": "yes"}
    one = screen(Answers(answers), MONTH, Invented()).findings[0]
    assert (one.status, one.amount, one.missing) == (Status.PERHAPS, None, ("wages",))
    assert (one.low, one.high) == (Decimal(0), Decimal("590.00"))
    sure = found(Right.AIDE_LOGEMENT, answers, always(100))
    assert (sure.status, sure.amount) == (Status.ENTITLED, Decimal("100.00"))


def test_unknown_choice_is_settled_when_both_ways_agree() -> None:
    answers = {**NOBODY, "flat_share": UNKNOWN}
    sure = found(Right.AIDE_LOGEMENT, answers, flat_share(200, 300))
    assert (sure.status, sure.amount) == (Status.ENTITLED, None)
    assert (sure.low, sure.high) == (Decimal(200), Decimal(300))
    assert {"code": "between", "low": "200.00", "high": "300.00"} in [
        reason.as_row() for reason in sure.reasons
    ]
    torn = found(Right.AIDE_LOGEMENT, answers, flat_share(200, 0))
    assert (torn.status, torn.amount) == (Status.PERHAPS, None)
    assert (torn.low, torn.high) == (Decimal(0), Decimal(200))
    assert found(Right.AIDE_LOGEMENT, answers, always(0)).status is Status.NOT_ENTITLED


def test_income_nobody_can_count_forbids_a_figure() -> None:
    answers = {**NOBODY, "incomes": ["self_employed"]}
    assert found(Right.RSA, answers, always(100)).status is Status.PERHAPS
    assert found(Right.RSA, answers, always(0)).status is Status.NOT_ENTITLED
    assert found(Right.PPA, answers, always(0)).status is Status.PERHAPS


def test_doubt_that_depends_on_what_is_missing_leaves_the_right_open() -> None:
    answers = {code: value for code, value in NOBODY.items() if code != "incomes"}
    assert found(Right.RSA, answers, always(100)).status is Status.NOT_ASKED


def test_rsa_beside_an_aah_as_high_is_never_certain() -> None:
    whole = found(Right.RSA, NOBODY, always(100))
    assert (whole.status, whole.reasons[0].code) == (Status.PERHAPS, "not_together")
    part = {code: value for code, value in NOBODY.items() if code != "flat_share"}
    assert found(Right.RSA, part, always(100)).status is not Status.ENTITLED


def test_what_is_received_is_shown_beside() -> None:
    answers = {**NOBODY, "benefits": ["rsa"], "received_rsa": {"amount": "500", "months": 12}}
    assert found(Right.RSA, answers, always(600)).received == Decimal(500)


def test_question_passed_over_is_not_proposed_again() -> None:
    answers = Answers({})
    for _again in range(3):
        code = screen(answers, MONTH, Invented()).next_code
        assert code is not None
        assert not answers.is_skipped(code)
        answers = answers.with_answer(code, SKIPPED)
    assert all(not answers.is_asked(code) for code in answers)
    assert checked(dict(answers.raw)) == answers  # the service of the rights is told of it


def test_nothing_is_left_to_ask_once_nothing_can_change() -> None:
    screened = screen(Answers({**NOBODY}), MONTH, Invented())
    assert (screened.next_code, screened.is_settled) == (None, True)
    without = {code: value for code, value in NOBODY.items() if code != "flat_share"}
    screened = screen(Answers(without), MONTH, Invented())  # these rules do not look at it
    assert (screened.next_code, screened.is_settled) == (None, True)


@pytest.mark.parametrize("seed", range(20))
def test_only_a_certain_right_has_a_figure(seed: int) -> None:
    for one in screen(answered(seed, unknown=0.15), MONTH, Invented()).findings:
        assert one.amount is None or one.status is Status.ENTITLED
        assert one.status is not Status.NOT_ASKED or one.missing
        assert one.low is None or one.high is None or one.low <= one.high
