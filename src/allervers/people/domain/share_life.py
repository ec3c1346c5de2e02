"""How long a share lives, who is reminded and when: dates only, no clock.

The conditions of a share are in sharing.py; here is what time does to it.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

DEFAULT_MONTHS: Final = 6  # proposed; the sender may say less
MOST_MONTHS: Final = 12  # our choice, not the law's: beyond, the need is looked at anew
TO_ANSWER: Final = timedelta(days=30)  # not answered by then, a share is closed
UNANSWERED: Final = timedelta(days=7)  # the recipient is reminded after
BEFORE_DUE: Final = timedelta(days=3)  # and this long before what is asked is due


class Life(StrEnum):
    """The states of a share, as the table names them."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DONE = "done"
    REVOKED = "revoked"


FINAL: Final = frozenset({Life.REFUSED, Life.DONE, Life.REVOKED})
NEXT: Final = {
    Life.ASKED: frozenset({Life.ACCEPTED, Life.REFUSED, Life.REVOKED}),
    Life.ACCEPTED: frozenset({Life.DONE, Life.REVOKED}),
}


@dataclass(frozen=True, slots=True)
class Dates:
    """What time looks at in a share. `asked_on`, `reminded_on`: local days."""

    state: Life
    asked_on: date
    ends_on: date
    due_on: date | None = None
    reminded_on: date | None = None
    has_outcome: bool = False


def may_become(state: Life, wanted: Life) -> bool:
    """Whether a share may go from one state to another; a final state is never left."""
    return wanted in NEXT.get(state, frozenset())


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def default_end(today: date) -> date:
    """Return the end proposed for a share that begins today."""
    return months_after(today, DEFAULT_MONTHS)


def latest_end(today: date, consent_until: date | None = None) -> date:
    """Return the last day that may be chosen: a year at most, never after the consent."""
    most = months_after(today, MOST_MONTHS)
    return most if consent_until is None else min(most, consent_until)


def last_day_to_answer(asked_on: date, ends_on: date) -> date:
    """Return the last day on which a share may be accepted or refused."""
    return min(asked_on + TO_ANSWER, ends_on)


def is_left_unanswered(share: Dates, today: date) -> bool:
    """Whether a share waited too long for an answer, and has to be closed."""
    last = last_day_to_answer(share.asked_on, share.ends_on)
    return share.state is Life.ASKED and today > last


def is_over(share: Dates, today: date) -> bool:
    """Whether an accepted share came to its end. Its last day is still open."""
    return share.state is Life.ACCEPTED and today > share.ends_on


def is_reminder_due(share: Dates, today: date) -> bool:
    """Whether the recipient is to be reminded today; once for each reason."""
    reasons = [day for day in _reasons(share) if day <= today]
    if not reasons or is_left_unanswered(share, today) or is_over(share, today):
        return False
    return share.reminded_on is None or share.reminded_on < max(reasons)


def _reasons(share: Dates) -> Iterator[date]:
    if share.state is Life.ASKED:
        yield share.asked_on + UNANSWERED
    if share.state not in FINAL and share.due_on is not None and not share.has_outcome:
        yield share.due_on - BEFORE_DUE
