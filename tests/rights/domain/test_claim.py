"""The table of transitions, cell by cell, and what else a step must say."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from allervers.rights.domain.claims.claim import (
    FIRST,
    LIVE,
    TRANSITIONS,
    NonTakeUp,
    State,
    Step,
    Wrong,
    is_allowed,
    wrong_with,
)

TODAY = date(2026, 11, 22)
# Written again by hand, so that the table cannot change unseen.
ALLOWED = {
    ("todo", "sent"), ("todo", "opened"), ("todo", "given_up"),
    ("sent", "documents"), ("sent", "opened"), ("sent", "refused"), ("sent", "given_up"),
    ("documents", "sent"), ("documents", "opened"), ("documents", "refused"),
    ("documents", "given_up"),
    ("refused", "appeal"),
    ("given_up", "todo"),
    ("appeal", "documents"), ("appeal", "opened"), ("appeal", "refused"), ("appeal", "given_up"),
}  # fmt: skip


def step(state: State, **values: object) -> Step:
    """Return a right step to a state, today."""
    reason = NonTakeUp.NOT_ASKED if state is State.GIVEN_UP else None
    made = Step(state=state, on=TODAY, reason=reason)
    return replace(made, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(("before", "after"), list(product(State, State)))
def test_every_transition_is_said_by_the_table(before: State, after: State) -> None:
    allowed = (before.value, after.value) in ALLOWED
    assert is_allowed(before, after) is allowed
    found = wrong_with([step(before)], step(after), TODAY)
    assert found is (None if allowed else Wrong.NOT_FROM_HERE)


def test_a_claim_begins_in_one_way_only() -> None:
    assert [one for one in State if is_allowed(None, one)] == [FIRST]


def test_every_state_can_be_reached_and_every_live_one_can_end() -> None:
    reached = {FIRST, *(after for later in TRANSITIONS.values() for after in later)}
    assert reached == set(State) == set(TRANSITIONS)
    assert all(TRANSITIONS[one].difference(LIVE) for one in LIVE)


@pytest.mark.parametrize(
    ("state", "values", "wrong"),
    [
        (State.SENT, {"on": TODAY + timedelta(days=1)}, Wrong.IN_FUTURE),
        (State.GIVEN_UP, {"reason": None}, Wrong.NO_REASON),
        (State.SENT, {"reason": NonTakeUp.NOT_KNOWN}, Wrong.REASON_ELSEWHERE),
        (State.SENT, {"amount": Decimal(1)}, Wrong.AMOUNT_ELSEWHERE),
        (State.SENT, {"ends_on": TODAY}, Wrong.AMOUNT_ELSEWHERE),
        (State.OPENED, {"amount": Decimal(-1)}, Wrong.AMOUNT_IMPOSSIBLE),
        (State.OPENED, {"amount": Decimal("10000.01")}, Wrong.AMOUNT_IMPOSSIBLE),
        (State.OPENED, {"arrears": Decimal(100_001)}, Wrong.AMOUNT_IMPOSSIBLE),
        (State.OPENED, {"due_on": TODAY}, Wrong.DUE_ELSEWHERE),
        (State.SENT, {"due_on": TODAY - timedelta(days=1)}, Wrong.DUE_BEFORE),
        (State.OPENED, {"ends_on": TODAY - timedelta(days=1)}, Wrong.ENDS_BEFORE),
    ],
)
def test_a_step_that_says_nonsense_is_refused(
    state: State, values: dict[str, object], wrong: Wrong
) -> None:
    before = [step(State.TODO, on=TODAY - timedelta(days=3))]
    assert wrong_with(before, step(state, **values), TODAY) is wrong


def test_steps_come_in_order_but_what_was_sent_before_we_heard_of_it() -> None:
    early = step(State.SENT, on=TODAY - timedelta(days=9))
    assert wrong_with([step(State.DOCUMENTS)], early, TODAY) is Wrong.BEFORE_LAST
    assert wrong_with([step(State.TODO)], early, TODAY) is None


def test_a_right_opened_says_everything() -> None:
    full = step(
        State.OPENED,
        amount=Decimal("573.49"),
        arrears=Decimal(0),
        opened_from=TODAY - timedelta(days=60),
        ends_on=TODAY + timedelta(days=300),
    )
    assert wrong_with([step(State.TODO)], full, TODAY) is None
