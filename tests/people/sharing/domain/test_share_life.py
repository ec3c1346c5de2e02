"""What time does to a share: the day before, the day, the day after each deadline."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.people.domain.share_life import (
    FINAL,
    Dates,
    Life,
    default_end,
    is_left_unanswered,
    is_over,
    is_reminder_due,
    last_day_to_answer,
    latest_end,
    may_become,
    months_after,
)

DAY = date(2026, 3, 2)
ASKED = Dates(Life.ASKED, DAY, DAY + timedelta(days=200))
ACCEPTED = replace(ASKED, state=Life.ACCEPTED)


def days(count: int) -> date:
    """Return the day that comes so many days after the demand."""
    return DAY + timedelta(days=count)


@pytest.mark.parametrize(("after", "is_closed"), [(29, False), (30, False), (31, True)])
def test_share_nobody_answers_is_closed_after_thirty_days(after: int, *, is_closed: bool) -> None:
    assert is_left_unanswered(ASKED, days(after)) is is_closed
    assert not is_left_unanswered(ACCEPTED, days(after))


def test_share_that_ends_sooner_is_answered_sooner() -> None:
    assert last_day_to_answer(DAY, days(10)) == days(10)


@pytest.mark.parametrize(("after", "over"), [(199, False), (200, False), (201, True)])
def test_accepted_share_is_open_on_its_last_day(after: int, *, over: bool) -> None:
    assert is_over(ACCEPTED, days(after)) is over


@pytest.mark.parametrize(("after", "is_due"), [(6, False), (7, True), (30, True), (31, False)])
def test_unanswered_share_is_reminded_of_after_seven_days(after: int, *, is_due: bool) -> None:
    assert is_reminder_due(ASKED, days(after)) is is_due


@pytest.mark.parametrize(("after", "is_due"), [(16, False), (17, True), (18, True), (25, True)])
def test_what_is_asked_is_reminded_of_three_days_before(after: int, *, is_due: bool) -> None:
    asked = replace(ACCEPTED, due_on=days(20))
    assert is_reminder_due(asked, days(after)) is is_due
    assert not is_reminder_due(replace(asked, has_outcome=True), days(after))


def test_one_reminder_for_each_reason() -> None:
    asked = replace(ASKED, due_on=days(20), reminded_on=days(7))
    assert not is_reminder_due(asked, days(16))
    assert is_reminder_due(asked, days(17))
    assert not is_reminder_due(replace(asked, reminded_on=days(17)), days(18))


def test_months_end_with_the_month() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert default_end(date(2026, 1, 15)) == date(2026, 7, 15)
    assert latest_end(date(2028, 2, 29)) == date(2029, 2, 28)
    assert latest_end(date(2026, 1, 1), date(2026, 2, 1)) == date(2026, 2, 1)


@given(st.sampled_from(Life), st.sampled_from(Life))
def test_final_state_is_never_left(state: Life, wanted: Life) -> None:
    if state in FINAL or state is wanted:
        assert not may_become(state, wanted)
