"""What is to be done next on a claim, and by when: computed from its last step, never guessed."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from allervers.rights.domain.claims.claim import State, Step
from allervers.rights.domain.claims.terms import ANSWER_TO_APPEAL, Terms, terms_of


class Kind(StrEnum):
    """What is to be done."""

    STILL_TO_DO = "still_to_do"
    NO_ANSWER = "no_answer"
    DOCUMENTS = "documents"
    APPEAL = "appeal"
    DECLARATION = "declaration"
    RENEWAL = "renewal"


class Basis(StrEnum):
    """What the date rests on."""

    TYPED = "typed"  # read on a letter, or chosen by the team
    TEXT = "text"  # a text that was read
    TO_CHECK = "to_check"  # a text that is still to be checked for this right
    OURS = "ours"  # a habit of the team, no rule


# Ours: no text says when a team should look again.
LOOK_AGAIN: Final = timedelta(days=15)
GIVE_DOCUMENTS: Final = timedelta(days=30)
ASK_AGAIN: Final = 1  # month
YEARS: Final = 10 * 4  # declarations looked at: ten years of quarters


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to do, from a day to another; `source`: the text, blank when there is none."""

    kind: Kind
    due: date
    opens: date
    basis: Basis
    source: str = ""


def months_after(day: date, months: int) -> date:
    """Return the day of the same number so many months later (or earlier), else the month's last.

    Terms of months run "de quantième à quantième" (code de procédure civile, art. 641). When the
    day is a Saturday, a Sunday or a holiday, the law gives until the next working day; we do not,
    so that a reminder is never late.
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def end_of(right: str, step: Step) -> date | None:
    """Return the last day of a right opened: as typed, else as every such right lasts."""
    lasts = terms_of(right).lasts
    if step.ends_on is not None or not lasts:
        return step.ends_on
    return months_after(step.opened_from or step.on, lasts) - timedelta(days=1)


def next_reminder(right: str, step: Step, handled_until: date | None = None) -> Reminder | None:
    """Return the first thing to do after a claim's last step, or None.

    `handled_until`: the day up to which somebody has done what was to be done. No clock: whether
    it is late is for the reader's day to say.
    """
    terms = terms_of(right)
    found = [
        one
        for one in (_after(right, terms, step, handled_until))
        if handled_until is None or one.due > handled_until
    ]
    return min(found, key=lambda one: (one.due, one.kind)) if found else None


def _after(right: str, terms: Terms, step: Step, handled: date | None) -> list[Reminder]:
    match step.state:
        case State.TODO:
            due = step.due_on or step.on + LOOK_AGAIN
            return [_again(Kind.STILL_TO_DO, step, due, handled, Basis.OURS)]
        case State.SENT | State.APPEAL:
            return [_answer(terms, step, handled)]
        case State.DOCUMENTS:
            due = step.due_on or step.on + GIVE_DOCUMENTS
            return [Reminder(Kind.DOCUMENTS, due, step.on, _typed(step, Basis.OURS))]
        case State.REFUSED:
            due = months_after(step.on, terms.appeal.months)
            basis = Basis.TEXT if terms.appeal.is_checked else Basis.TO_CHECK
            return [Reminder(Kind.APPEAL, due, step.on, basis, terms.appeal.source)]
        case State.OPENED:
            return [*_declaration(terms, step, handled), *_renewal(right, terms, step)]
        case _:
            return []


def _typed(step: Step, otherwise: Basis) -> Basis:
    return otherwise if step.due_on is None else Basis.TYPED


def _again(
    kind: Kind, step: Step, due: date, handled: date | None, basis: Basis, source: str = ""
) -> Reminder:
    """Ask again a month after somebody looked, as long as nothing moves."""
    if handled is not None and handled >= due:
        due = months_after(handled, ASK_AGAIN)
        return Reminder(kind, due, due, Basis.OURS)
    basis = _typed(step, basis)
    return Reminder(kind, due, due, basis, "" if basis is Basis.TYPED else source)


def _answer(terms: Terms, step: Step, handled: date | None) -> Reminder:
    # The term to answer a claim is not the one to answer an appeal.
    answer = ANSWER_TO_APPEAL if step.state is State.APPEAL else terms.answer
    due = step.due_on or months_after(step.on, answer.months)
    basis = Basis.TEXT if answer.is_checked else Basis.TO_CHECK
    return _again(Kind.NO_ANSWER, step, due, handled, basis, answer.source)


def _declaration(terms: Terms, step: Step, handled: date | None) -> list[Reminder]:
    """Return the first declaration of resources that nobody has said was made."""
    if not terms.declared_every:
        return []
    first = (step.opened_from or step.on).replace(day=1)
    for turn in range(1, YEARS + 1):
        opens = months_after(first, turn * terms.declared_every)
        due = months_after(opens, 1) - timedelta(days=1)
        if step.ends_on is not None and opens > step.ends_on:
            return []
        if handled is None or due > handled:
            return [Reminder(Kind.DECLARATION, due, opens, Basis.TO_CHECK)]
    return []


def _renewal(right: str, terms: Terms, step: Step) -> list[Reminder]:
    ends = end_of(right, step)
    if ends is None:
        return []
    window = terms.renewal
    basis = Basis.TEXT if window.is_checked else Basis.TO_CHECK
    opens, due = months_after(ends, -window.opens), months_after(ends, -window.closes)
    return [Reminder(Kind.RENEWAL, due, opens, basis, window.source)]


def handled_day(reminder: Reminder, today: date) -> date:
    """Return the day up to which a reminder is done, when somebody says so today.

    A declaration is done for its own quarter; what waits for an answer is looked at as of today.
    """
    if reminder.kind in {Kind.NO_ANSWER, Kind.STILL_TO_DO}:
        return max(reminder.due, today)
    return reminder.due
