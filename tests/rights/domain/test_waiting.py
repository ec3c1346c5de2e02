"""What waiting loses: only where a text says so, never what is received already."""

from datetime import date
from decimal import Decimal

import pytest

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.domain.waiting import (
    COVER,
    COVER_FROM_CLAIM,
    FROM_CLAIM,
    KEPT,
    LOST,
    TO_CHECK,
    TWO_YEARS_BACK,
    step_order,
    urgency,
    waiting,
)

MONTH = date(2026, 11, 1)
NOTHING = Answers({})


def lost(
    right: Right, amount: int | None = 300, received: int | None = None, low: int | None = None
) -> Decimal | None:
    """Return what a month of delay loses, of a right that is certain."""
    euros = [None if one is None else Decimal(one) for one in (amount, received, low)]
    found = Found(right, Status.ENTITLED, euros[0], euros[1], low=euros[2])
    return waiting(found, NOTHING, MONTH)


@pytest.mark.parametrize("right", FROM_CLAIM)
def test_month_before_the_claim_is_lost(right: Right) -> None:
    assert lost(right) == 300


@pytest.mark.parametrize("right", TWO_YEARS_BACK)
def test_family_benefits_are_paid_two_years_back(right: Right) -> None:
    assert lost(right) == 0


def test_what_no_text_was_read_for_is_not_said() -> None:
    read = {*FROM_CLAIM, *TWO_YEARS_BACK}
    assert all(lost(right) is None for right in RIGHTS if right not in read)


def test_what_is_received_is_not_lost() -> None:
    assert lost(Right.RSA, received=250) == 50
    assert lost(Right.RSA, received=400) == 0


def test_range_loses_at_least_its_lowest_end() -> None:
    assert lost(Right.AIDE_LOGEMENT, None, low=120) == 120
    assert lost(Right.AIDE_LOGEMENT, None) is None


@pytest.mark.parametrize("status", [Status.PERHAPS, Status.NOT_ASKED, Status.NOT_ENTITLED])
def test_what_is_not_certain_loses_nothing_that_can_be_said(status: Status) -> None:
    found = Found(Right.RSA, status, low=Decimal(100), high=Decimal(500))
    assert waiting(found, NOTHING, MONTH) is None


def test_steps_go_from_what_is_lost_to_what_is_kept() -> None:
    assert urgency(Right.RSA, Decimal(5)) == LOST
    assert urgency(Right.CSS, None) == COVER
    assert urgency(Right.ASS, None) == TO_CHECK
    assert urgency(Right.AF, Decimal(0)) == KEPT
    said = [("af", Decimal(0), Decimal(153)), ("aah", Decimal(900), Decimal(900)),
            ("css", None, None), ("rsa", Decimal(50), Decimal(573)),
            ("cheque_energie", None, Decimal(194)), ("ass", None, Decimal(100))]  # fmt: skip
    order = sorted(said, key=lambda one: step_order(*one))
    assert [one[0] for one in order] == ["aah", "rsa", "css", "ass", "cheque_energie", "af"]


def test_each_rule_names_its_article() -> None:
    texts = [*FROM_CLAIM.values(), *TWO_YEARS_BACK.values(), *COVER_FROM_CLAIM.values()]
    assert all(any(sign.isdigit() for sign in text) for text in texts)
