"""The truth lies within the bounds; what is certain stays so; settled: nothing changes."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.bounding.bounds import SAME_EUROS, outward
from allervers.rights.domain.bounding.completions import Sizes, complete
from allervers.rights.domain.bounding.next_question import usual_next
from allervers.rights.domain.engine import Engine
from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.questionnaire import changed
from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.domain.screening import screen
from tests.rights.households import answered
from tests.rights.piecewise_rules import Invented

MONTH = date(2026, 11, 1)
SURE = (Status.ENTITLED, Status.NOT_ENTITLED)
ALONE: dict[str, Json] = {
    "age": 40, "couple": "no", "children": 0, "pregnant": "no", "nationality": "french",
    "activity": "employee", "disability": "none", "are_ended": "no", "incomes": ["wages"],
    "steady": "yes", "housing": "homeless", "benefits": ["none"], "taxed_income": "9000",
}  # fmt: skip


def partial(truth: Answers, share: float) -> Answers:
    """Return a household's answers after a share of the questions, in the usual order."""
    steps = [Answers({})]
    while (code := usual_next(steps[-1])) is not None:
        steps.append(changed(steps[-1], code, truth.raw[code]))
    return steps[int(share * (len(steps) - 1))]


def mistakes(said: Found, true: Found) -> list[str]:
    """Return what is said of a right and is not true of the full answers."""
    found = []
    if said.status in SURE and said.status is not true.status:
        found.append(f"{said.right}: {said.status}, not {true.status}")
    amount = Decimal(0) if true.status is Status.NOT_ENTITLED else true.amount
    if said.low is not None and said.high is not None and amount is not None:
        if not said.low <= amount <= said.high:
            found.append(f"{said.right}: {amount} out of {said.low} to {said.high}")
    elif said.amount is not None and said.amount != amount:
        found.append(f"{said.right}: {said.amount}, not {amount}")
    return found


def untrue(seed: int, shares: tuple[float, ...], rules: Engine) -> list[str]:
    """Return every mistake about one household, from its first answers to its last."""
    truth = answered(seed)
    true = screen(truth, MONTH, rules).findings
    found = []
    for share in shares:
        said = screen(partial(truth, share), MONTH, rules).findings
        for one, other in zip(said, true, strict=True):
            found += [f"{seed} at {share}: {mistake}" for mistake in mistakes(one, other)]
    return found


@pytest.mark.parametrize("seed", range(6))
def test_truth_lies_within_the_bounds(seed: int) -> None:
    assert not untrue(seed, (0.4, 0.8, 0.95), Invented())


def test_truth_lies_within_the_bounds_of_the_rules(rules: Engine) -> None:
    assert not [mistake for seed in (3, 11) for mistake in untrue(seed, (0.5, 0.9), rules)]


@pytest.mark.nightly
def test_truth_lies_within_the_bounds_of_the_rules_for_many(rules: Engine) -> None:
    shares = (0.2, 0.5, 0.7, 0.85, 0.95)
    assert not [mistake for seed in range(1_000) for mistake in untrue(seed, shares, rules)]


@pytest.mark.parametrize("seed", range(4))
def test_more_answers_never_widen_what_was_tried_wholly(seed: int) -> None:
    truth = answered(seed)
    before = screen(partial(truth, 0.75), MONTH, Invented()).findings
    after = screen(partial(truth, 0.95), MONTH, Invented()).findings
    for old, new in zip(before, after, strict=True):
        if old.status in SURE and not old.is_estimate:
            assert new.status is old.status
        ends = (old.low, old.high, new.low, new.high)
        if None in ends or old.is_estimate or new.is_estimate:
            continue
        assert old.low <= new.low, old.right  # type: ignore[operator]
        assert new.high <= old.high, old.right  # type: ignore[operator]


@pytest.mark.parametrize("seed", range(2))
def test_once_settled_no_way_to_complete_changes_anything(seed: int) -> None:
    truth, answers = answered(seed), Answers({})
    while (code := screen(answers, MONTH, Invented()).next_code) is not None:
        answers = changed(answers, code, truth.raw[code])
    screened = screen(answers, MONTH, Invented())
    assert screened.is_settled
    ways = complete(answers, RIGHTS, np.random.default_rng(seed), Sizes(prior=6, even=6)).ways
    for row in range(ways.count - 12, ways.count):
        true = screen(ways.answers(row), MONTH, Invented()).findings
        for one, other in zip(screened.findings, true, strict=True):
            assert other.status is one.status
            if one.low is not None and one.high is not None and other.amount is not None:
                assert one.low <= other.amount <= one.high
                assert one.high - one.low <= Decimal(SAME_EUROS) + Decimal("0.01")


def test_bump_between_two_points_of_the_grid_is_not_missed() -> None:
    """The invented prime d'activité peaks at 600 €: the bounds reach 366 €, its amount there."""
    ppa = screen(Answers(ALONE), MONTH, Invented()).findings[RIGHTS.index(Right.PPA)]
    assert ppa.status is Status.NOT_ASKED
    assert ppa.low == 0
    assert ppa.high is not None
    assert Decimal(366) <= ppa.high <= Decimal(370)
    assert not ppa.is_estimate


def test_bounds_are_rounded_outward_but_to_one_figure_when_they_agree() -> None:
    assert outward(573.4872, 573.4872) == (Decimal("573.49"), Decimal("573.49"))
    assert outward(10.001, 20.001) == (Decimal("10.00"), Decimal("20.01"))
