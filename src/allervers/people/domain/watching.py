"""How many files one opens before being asked to prove it is oneself, and before being stopped.

Threat T3: a thief with a valid session. PostgreSQL counts by itself too (people_volume, migration
0006); a test compares the figures.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

HOUR_LIMIT: Final = 30  # distinct files in an hour
DAY_LIMIT: Final = 100  # distinct files since midnight, in Paris
STOP_LIMIT: Final = 300  # distinct files since midnight: stopped until a DPO lifts it
STOPPED_WHY: Final = "volume"  # what is written of a professional whom the last limit stopped


class Limit(StrEnum):
    """Which limit was met."""

    SOFT = "soft"  # prove it is you, and say why
    HARD = "hard"  # stopped: a DPO decides


@dataclass(frozen=True, slots=True)
class Opened:
    """What a member opened: distinct files, each counted at its first reading of the day.

    `of_hour` and `since_proof` start again when one proved who one is; `last_at`: the last
    reading, that a proof must come after.
    """

    of_hour: int
    of_day: int
    since_proof: int
    proved_at: datetime | None
    last_at: datetime | None
    is_stopped: bool


def limit_met(opened: Opened) -> Limit | None:
    """Return the limit that keeps one more file closed."""
    if opened.is_stopped:
        return Limit.HARD
    is_full_day = opened.of_day >= DAY_LIMIT and opened.since_proof >= HOUR_LIMIT
    return Limit.SOFT if opened.of_hour >= HOUR_LIMIT or is_full_day else None


def proves(proved_at: datetime, opened: Opened) -> bool:
    """Whether a proof was given after the last reading: the one that came with the session is old.

    Somebody who stole a session took its former proofs with it.
    """
    return opened.last_at is None or proved_at > opened.last_at
