"""Asking the queue to write to somebody: the job names a share, never a person."""

from enum import StrEnum
from typing import Final
from uuid import UUID

from procrastinate.contrib.django import app

TELL_JOB: Final = "people.tell_of_share"
REMIND_CONCERN_JOB: Final = "people.remind_of_concern"
TELL_CONCERN_JOB: Final = "people.tell_of_concern"
LINK_JOB: Final = "people.send_partner_link"
CODE_JOB: Final = "people.send_partner_code"


class News(StrEnum):
    """What is worth a message."""

    WAITS = "waits"  # to the recipient
    ANSWERED = "answered"  # to the sender
    ENDED = "ended"  # to the recipient: it was revoked
    REMINDER = "reminder"  # to the recipient


def tell(share_id: UUID, news: News) -> None:
    """Defer a message, in the transaction of the act that it tells of."""
    app.configure_task(TELL_JOB).defer(share_id=str(share_id), news=news.value)
