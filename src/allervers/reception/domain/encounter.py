"""What is said of an encounter, before it is a row. Blank or None: not asked, never "no"."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

VISIT: Final = "visit"
DESK: Final = "desk"
PHONE: Final = "phone"
DELETABLE_FOR: Final = timedelta(hours=24)
# What was written on paper on board is typed within the week.
TYPED_WITHIN: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class EncounterFacts:
    """One encounter as it was filled in.

    `submission` was drawn when the form was shown: the same one makes one encounter. `channel`:
    visit (then `visit_id` is given), desk or phone. `commune_code`: where the person lives.
    `requests`: thematiques of data·inclusion, or their categories. `language`: ISO 639.
    `day`: when it was not today.
    """

    submission: UUID
    channel: str
    visit_id: UUID | None = None
    commune_code: str = ""
    requests: frozenset[str] = frozenset()
    audience: str = ""
    age_band: str = ""
    is_first_time: bool | None = None
    language: str = ""
    needs_interpreter: bool | None = None
    day: date | None = None

    def says_the_same(self, other: "EncounterFacts") -> bool:
        """Whether both would store the same answers, whenever they were sent."""
        return replace(self, submission=other.submission, day=other.day) == other


def most_precise(requests: Iterable[str]) -> frozenset[str]:
    """Leave out a category when one of its thematiques is asked for too."""
    asked = frozenset(requests)
    detailed = {one.partition("--")[0] for one in asked if "--" in one}
    return asked - detailed


def may_be_typed(day: date, today: date) -> bool:
    """Whether an encounter of that day may still be typed in: today, or the week before."""
    return today - TYPED_WITHIN <= day <= today


def may_be_deleted(saved_at: datetime, now: datetime) -> bool:
    """Whether an encounter saved by mistake may still go."""
    return now - saved_at < DELETABLE_FOR
