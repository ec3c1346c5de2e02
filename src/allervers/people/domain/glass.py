"""Breaking the glass: danger and contacts of one file, for somebody outside, and always told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

OPEN_FOR: Final = timedelta(hours=4)
REVIEWED_WITHIN: Final = timedelta(hours=72)
QUOTA: Final = 3
WEEK: Final = timedelta(days=7)
REASON_LENGTH: Final = 20  # characters at least
SEARCHES: Final = 10  # a day: whoever needs more is looking for somebody, not helping
FOUND_FOR: Final = timedelta(minutes=15)  # how long what a search found may be opened


@dataclass(frozen=True, slots=True)
class Broken:
    """One glass broken by a member."""

    opened_at: datetime
    review_due_at: datetime
    is_reviewed: bool


class Closed(StrEnum):
    """Why a member may not break the glass now."""

    UNREVIEWED = "unreviewed"  # one was not reviewed in time: the review opens again
    QUOTA = "quota"


def closed_now(before: Sequence[Broken], now: datetime) -> Closed | None:
    """Return what keeps the glass whole, from the glasses that the member broke before."""
    if any(not one.is_reviewed and one.review_due_at < now for one in before):
        return Closed.UNREVIEWED
    recent = [one for one in before if one.opened_at > now - WEEK]
    return Closed.QUOTA if len(recent) >= QUOTA else None
