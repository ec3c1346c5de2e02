"""Whether somebody may be reached by a channel at a local time without being put in danger.

Only what the person said is safe is safe: a channel not named is not used (threat T1: a partner who
reads the messages, a parent who answers the phone).
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final


class Channel(StrEnum):
    """How somebody is reached, as ContactPoint.Channel names it."""

    CALL = "call"
    VOICEMAIL = "voicemail"
    SMS = "sms"
    EMAIL = "email"
    LETTER = "letter"


class Kind(StrEnum):
    """What a contact point is, as ContactPoint.Kind names it."""

    PHONE = "phone"
    EMAIL = "email"
    POST = "post"
    THROUGH = "through"


class Contact(StrEnum):
    """Whether to reach them now, and if not why."""

    YES = "yes"
    OLD = "old"  # no longer theirs
    WRONG_KIND = "wrong_kind"  # no letter to a telephone
    NOT_SAFE = "not_safe"  # the person did not say that this channel is safe
    NOT_THIS_DAY = "not_this_day"
    NOT_THIS_HOUR = "not_this_hour"


# What each kind of contact point can carry; somebody else carries what was agreed with them.
CARRIED: Final = {
    Kind.PHONE: frozenset({Channel.CALL, Channel.VOICEMAIL, Channel.SMS}),
    Kind.EMAIL: frozenset({Channel.EMAIL}),
    Kind.POST: frozenset({Channel.LETTER}),
    Kind.THROUGH: frozenset(Channel),
}
# Read when the person is alone or not: a letter and an e-mail wait, whatever the hour.
TIMED: Final = frozenset({Channel.CALL, Channel.VOICEMAIL, Channel.SMS})
WEEK: Final = 7
# Written as the sender: no service, no trade, no reason for writing.
NEUTRAL_SENDER: Final = "Aller-vers"
NEUTRAL_TEXT: Final = "Bonjour. Merci de me rappeler quand vous le pouvez."


@dataclass(frozen=True, slots=True)
class Point:
    """A contact point. `days`: ISO, 1 for Monday; empty: every day. Hours both or none, local."""

    kind: Kind
    safe_channels: frozenset[Channel]
    safe_from: time | None = None
    safe_until: time | None = None
    days: frozenset[int] = frozenset()
    is_current: bool = True


def may_contact(point: Point, channel: Channel, at: datetime) -> Contact:
    """Say whether to use a channel at a local time.

    Hours may go over midnight (22:00 to 02:00): the hours after midnight belong to the day before.
    The last instant is included. Letters and e-mails have no hour: they are read later.
    """
    if not point.is_current:
        return Contact.OLD
    if channel not in CARRIED[point.kind]:
        return Contact.WRONG_KIND
    if channel not in point.safe_channels:
        return Contact.NOT_SAFE
    return _at(point, at) if channel in TIMED else Contact.YES


def next_safe(point: Point, channel: Channel, at: datetime) -> datetime | None:
    """Return the next local time after `at` when a channel begins to be safe; None: it never is.

    A window begins at `safe_from`, or at midnight when no hour was said, on a day that was said.
    """
    start = datetime.combine(at.date(), point.safe_from or time(), tzinfo=at.tzinfo)
    begins = (start + timedelta(days=day) for day in range(WEEK + 1))
    return next(
        (one for one in begins if one > at and may_contact(point, channel, one) is Contact.YES),
        None,
    )


def _at(point: Point, at: datetime) -> Contact:
    day, now = at.isoweekday(), at.time()
    if point.safe_from is not None and point.safe_until is not None:
        goes_over = point.safe_from > point.safe_until
        is_inside = point.safe_from <= now <= point.safe_until
        if goes_over:
            is_inside = now >= point.safe_from or now <= point.safe_until
            day = day if now >= point.safe_from else (day - 2) % 7 + 1
        if not is_inside:
            return Contact.NOT_THIS_HOUR
    return Contact.YES if not point.days or day in point.days else Contact.NOT_THIS_DAY
