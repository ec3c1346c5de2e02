"""Time travel: each deadline falls on its day, and nothing is asked twice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.rights.domain.claims.claim import NonTakeUp, State, Step
from allervers.rights.domain.claims.reminders import (
    Basis,
    Kind,
    end_of,
    handled_day,
    months_after,
    next_reminder,
)
from allervers.rights.domain.claims.terms import TERMS
from allervers.rights.domain.right import Right

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 7, 31), 2, date(2026, 9, 30)),
        (date(2026, 11, 22), 2, date(2027, 1, 22)),
        (date(2026, 1, 15), -2, date(2025, 11, 15)),
    ],
)
def test_months_run_from_a_number_to_the_same_number(day: date, months: int, found: date) -> None:
    assert months_after(day, months) == found


@given(DAYS, st.integers(-30, 30))
def test_so_many_months_later_is_in_that_month(day: date, months: int) -> None:
    found = months_after(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == day.day or (found + timedelta(days=1)).day == 1


SECOND, TWENTIETH = date(2026, 11, 2), date(2026, 11, 20)
TO_GIVE = Step(State.DOCUMENTS, SECOND, due_on=TWENTIETH)
LAST_OCTOBER = Step(State.OPENED, TWENTIETH, opened_from=date(2026, 10, 1))
NEXT_DECEMBER = Step(State.OPENED, TWENTIETH, opened_from=date(2026, 12, 1))
UNTIL_2028 = Step(State.OPENED, TWENTIETH, ends_on=date(2028, 10, 31))


@pytest.mark.parametrize(
    ("right", "step", "kind", "opens", "due", "basis"),
    [
        ("rsa", Step(State.TODO, SECOND), "still_to_do", "", "2026-11-17", "ours"),
        ("rsa", Step(State.SENT, SECOND), "no_answer", "", "2027-01-02", "text"),
        ("aah", Step(State.SENT, SECOND), "no_answer", "", "2027-03-02", "text"),
        ("css", Step(State.SENT, date(2026, 12, 31)), "no_answer", "", "2027-02-28", "to_check"),
        ("local:x", Step(State.SENT, SECOND), "no_answer", "", "2027-01-02", "to_check"),
        ("rsa", Step(State.REFUSED, SECOND), "appeal", "2026-11-02", "2027-01-02", "text"),
        ("aah", Step(State.REFUSED, SECOND), "appeal", "2026-11-02", "2027-01-02", "to_check"),
        ("af", Step(State.APPEAL, SECOND), "no_answer", "", "2027-01-02", "to_check"),
        ("aah", Step(State.APPEAL, SECOND), "no_answer", "", "2027-01-02", "to_check"),
        ("apa_domicile", Step(State.SENT, SECOND), "no_answer", "", "2027-01-02", "text"),
        ("af", Step(State.DOCUMENTS, SECOND), "documents", "2026-11-02", "2026-12-02", "ours"),
        ("af", TO_GIVE, "documents", "2026-11-02", "2026-11-20", "typed"),
        ("rsa", NEXT_DECEMBER, "declaration", "2027-03-01", "2027-03-31", "to_check"),
        ("ppa", LAST_OCTOBER, "declaration", "2027-01-01", "2027-01-31", "to_check"),
        ("css", NEXT_DECEMBER, "renewal", "2027-07-30", "2027-09-30", "text"),
        ("mva", UNTIL_2028, "renewal", "2028-06-30", "2028-08-31", "to_check"),
    ],
)
def test_each_deadline(right: str, step: Step, kind: str, opens: str, due: str, basis: str) -> None:
    found = next_reminder(right, step)
    assert found is not None
    assert (found.kind, found.due.isoformat(), found.basis) == (kind, due, basis)
    assert found.opens.isoformat() == (opens or due)


@pytest.mark.parametrize(
    ("right", "step"),
    [
        ("rsa", Step(State.GIVEN_UP, date(2026, 11, 2), NonTakeUp.NOT_ASKED)),
        ("af", Step(State.OPENED, date(2026, 11, 2))),
        ("rsa", Step(State.OPENED, date(2026, 11, 2), ends_on=date(2027, 1, 15))),
    ],
)
def test_nothing_is_left_to_do(right: str, step: Step) -> None:
    found = next_reminder(right, step)
    assert found is None or found.kind is Kind.RENEWAL


def test_quarters_follow_one_another_as_each_is_declared() -> None:
    step = Step(State.OPENED, date(2026, 11, 20))
    handled, dues = None, []
    for _turn in range(4):
        found = next_reminder("rsa", step, handled)
        assert found is not None
        handled = handled_day(found, date(2026, 11, 21))
        dues.append(found.due.isoformat())
    assert dues == ["2027-02-28", "2027-05-31", "2027-08-31", "2027-11-30"]


def test_without_an_answer_one_asks_again_a_month_after_having_looked() -> None:
    step = Step(State.SENT, date(2026, 1, 5))
    late = date(2026, 11, 22)
    first = next_reminder("rsa", step)
    assert first is not None
    again = next_reminder("rsa", step, handled_day(first, late))
    assert again is not None
    assert (again.kind, again.due, again.basis) == (Kind.NO_ANSWER, date(2026, 12, 22), Basis.OURS)


@given(st.sampled_from([*TERMS, "local:x"]), st.sampled_from(list(State)), DAYS, DAYS)
def test_what_is_handled_is_never_asked_again(
    right: str, state: State, day: date, today: date
) -> None:
    step = Step(state, day)
    found = next_reminder(right, step)
    if found is None:
        return
    assert found.opens <= found.due
    later = next_reminder(right, step, handled_day(found, today))
    assert later is None or later.due > found.due


def test_terms_are_of_rights_that_exist_and_each_right_has_some() -> None:
    assert set(TERMS) == {right.value for right in Right}


def test_a_css_ends_a_year_later_unless_the_letter_says_otherwise() -> None:
    opened = Step(State.OPENED, date(2026, 11, 20), opened_from=date(2026, 12, 1))
    assert end_of("css", opened) == date(2027, 11, 30)
    assert end_of("rsa", opened) is None
    typed = Step(State.OPENED, date(2026, 11, 20), ends_on=date(2027, 3, 31))
    assert end_of("css", typed) == date(2027, 3, 31)
