"""A claim ("démarche"): its states, what may follow what, what its history says it is now.

A claim follows one right of one encounter, from what is found to its outcome. It knows no name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a claim stands."""

    TODO = "todo"
    SENT = "sent"
    DOCUMENTS = "documents"
    OPENED = "opened"
    REFUSED = "refused"
    GIVEN_UP = "given_up"
    APPEAL = "appeal"


class NonTakeUp(StrEnum):
    """Why somebody entitled receives nothing: the four explanatory forms of the ODENORE.

    Source: P. Warin, « Le non-recours : définition et typologies », ODENORE, working paper no 1
    (2010, updated in 2016).
    """

    NOT_KNOWN = "not_known"
    NOT_PROPOSED = "not_proposed"
    NOT_RECEIVED = "not_received"
    NOT_ASKED = "not_asked"


# What may follow each state. A refusal answers a claim that was sent; a right may be opened
# without anybody sending one (energy cheque, start of school); what is opened or refused wrongly
# is undone, never rewritten; a right that ends is claimed again as another claim.
TRANSITIONS: Final[Mapping[State, frozenset[State]]] = {
    State.TODO: frozenset({State.SENT, State.OPENED, State.GIVEN_UP}),
    State.SENT: frozenset({State.DOCUMENTS, State.OPENED, State.REFUSED, State.GIVEN_UP}),
    State.DOCUMENTS: frozenset({State.SENT, State.OPENED, State.REFUSED, State.GIVEN_UP}),
    State.OPENED: frozenset(),
    State.REFUSED: frozenset({State.APPEAL}),
    State.GIVEN_UP: frozenset({State.TODO}),
    State.APPEAL: frozenset({State.DOCUMENTS, State.OPENED, State.REFUSED, State.GIVEN_UP}),
}
FIRST: Final = State.TODO
# Something is awaited: there is one such claim at most for a right of an encounter.
LIVE: Final = (State.TODO, State.SENT, State.DOCUMENTS, State.APPEAL)
MOST_A_MONTH: Final = Decimal(10_000)  # euros: beyond, somebody typed something else
MOST_ARREARS: Final = Decimal(100_000)


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a claim: the state it leads to, the day it happened, what goes with it.

    `due_on`: documents to give, or an answer awaited, before that day. `opened_from`, `ends_on`:
    first and last day of the right opened; `amount`: euros a month; `arrears`: euros paid at once
    for the past. `reason`: of giving up.
    """

    state: State
    on: date
    reason: NonTakeUp | None = None
    due_on: date | None = None
    amount: Decimal | None = None
    arrears: Decimal | None = None
    opened_from: date | None = None
    ends_on: date | None = None


class Wrong(StrEnum):
    """Why a step is refused; `wording/claim_words.py` says each in French."""

    NOT_FROM_HERE = "not_from_here"
    IN_FUTURE = "in_future"
    BEFORE_LAST = "before_last"
    NO_REASON = "no_reason"
    REASON_ELSEWHERE = "reason_elsewhere"
    AMOUNT_ELSEWHERE = "amount_elsewhere"
    AMOUNT_IMPOSSIBLE = "amount_impossible"
    DUE_ELSEWHERE = "due_elsewhere"
    DUE_BEFORE = "due_before"
    ENDS_BEFORE = "ends_before"


def is_allowed(before: State | None, after: State) -> bool:
    """Whether a claim may go from one state to another; None: it begins."""
    return after is FIRST if before is None else after in TRANSITIONS[before]


def wrong_with(history: Sequence[Step], step: Step, today: date) -> Wrong | None:
    """Say what is wrong with a step after this history (the steps not undone); None: nothing."""
    last = history[-1] if history else None
    checks = (
        (Wrong.NOT_FROM_HERE, not is_allowed(last.state if last else None, step.state)),
        (Wrong.IN_FUTURE, step.on > today),
        (Wrong.BEFORE_LAST, last is not None and _is_before(step, last)),
        (Wrong.NO_REASON, step.state is State.GIVEN_UP and step.reason is None),
        (Wrong.REASON_ELSEWHERE, step.state is not State.GIVEN_UP and step.reason is not None),
        (Wrong.AMOUNT_ELSEWHERE, step.state is not State.OPENED and _says_what_is_opened(step)),
        (Wrong.AMOUNT_IMPOSSIBLE, not _is_possible(step)),
        (Wrong.DUE_ELSEWHERE, step.due_on is not None and step.state not in LIVE),
        (Wrong.DUE_BEFORE, step.due_on is not None and step.due_on < step.on),
        (Wrong.ENDS_BEFORE, _ends_before_it_begins(step)),
    )
    return next((wrong for wrong, is_so in checks if is_so), None)


def _is_before(step: Step, last: Step) -> bool:
    """Whether a step happened before the last one; a claim may be sent before we hear of it."""
    return last.state is not FIRST and step.on < last.on


def _says_what_is_opened(step: Step) -> bool:
    values = (step.amount, step.arrears, step.opened_from, step.ends_on)
    return any(value is not None for value in values)


def _is_possible(step: Step) -> bool:
    limits = ((step.amount, MOST_A_MONTH), (step.arrears, MOST_ARREARS))
    return all(value is None or 0 <= value <= most for value, most in limits)


def _ends_before_it_begins(step: Step) -> bool:
    if step.ends_on is None:
        return False
    return step.ends_on < (step.opened_from or step.on)
