"""What a partner without an account proves before reading: the link, then the mailbox.

A code of six digits, sent to the mailbox of the link. Wrong ones are counted over all the codes of
a link: twenty in all against a million codes leave a guesser one chance in fifty thousand.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

DIGITS: Final = 6
CODE_FOR: Final = timedelta(minutes=10)
BETWEEN_CODES: Final = timedelta(minutes=1)  # a second demand sends nothing
CODES_IN_ALL: Final = 10  # unproved: whoever found the link does not flood the mailbox
TRIES_OF_A_CODE: Final = 5
TRIES_IN_ALL: Final = 20  # then the link is closed; the sender may send another
PROOF_FOR: Final = timedelta(minutes=30)
LINK_FOR: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What a wrong code does."""

    tries: int
    ends_code: bool
    closes_link: bool


def after_wrong(tries: int) -> Wrong:
    """Count one more wrong code."""
    count = tries + 1
    return Wrong(count, count % TRIES_OF_A_CODE == 0, count >= TRIES_IN_ALL)


def is_code_alive(sent_at: datetime | None, now: datetime) -> bool:
    """Whether a code sent then may still be typed."""
    return sent_at is not None and now < sent_at + CODE_FOR


def may_send_code(sent_at: datetime | None, codes: int, now: datetime) -> bool:
    """Whether another code may be sent, after so many that nobody typed back."""
    if codes >= CODES_IN_ALL:
        return False
    return sent_at is None or now >= sent_at + BETWEEN_CODES


def link_ends_at(now: datetime, ends_on: date, zone: tzinfo) -> datetime:
    """Return when a link closes: the end of the share's last day, thirty days at most."""
    share_ends = datetime.combine(ends_on + timedelta(days=1), time(), zone)
    return min(now + LINK_FOR, share_ends)
