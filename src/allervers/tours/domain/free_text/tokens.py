"""The pieces of a text, each with its positions."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from allervers.tours.domain.recurrence import SchoolTime


class Kind(StrEnum):
    """What a piece of text is."""

    WORD = "word"
    DAY = "day"
    HALF = "half"
    HOURS = "hours"
    FREQUENCY = "frequency"
    APPOINTMENT = "appointment"
    NO_APPOINTMENT = "no_appointment"
    SKIPS = "skips"
    EXCEPT = "except"
    CLOSED = "closed"
    PERIOD = "period"
    DATES = "dates"
    LINK = "link"
    EMPTY_TIME = "empty_time"  # "tous les", "du mois", "chaque semaine": says nothing alone
    LONE_TIME = "lone_time"
    COLON = "colon"
    OPEN = "open"
    CLOSE = "close"
    COMMA = "comma"
    DASH = "dash"
    SLASH = "slash"
    AND = "and"
    OR = "or"
    BREAK = "break"  # ";", "//", " / ", " + ", end of line
    STOP = "stop"  # end of sentence


class Half(StrEnum):
    """A part of the day that has no hours of its own."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    WHOLE = "whole"
    UNSURE = "unsure"  # "AM": "après-midi" here, "ante meridiem" there


class Beat(StrEnum):
    """How often, besides "every week"."""

    MONTHLY = "monthly"  # numbers: ranks in the month, -1 for the last
    ODD = "odd"
    EVEN = "even"
    EVERY_K = "every_k"  # numbers: (k,)
    MONTH_WEEK = "month_week"  # numbers: "1re semaine du mois"
    CYCLE_WEEK = "cycle_week"  # numbers: "semaine 1", of a cycle whose length is not said
    UNKNOWN = "unknown"  # "un jeudi par mois", "semaine A"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece; only the fields of its kind are filled."""

    kind: Kind
    start: int
    end: int
    days: tuple[int, ...] = ()
    slot: tuple[time, time] | None = None
    half: Half | None = None
    beat: Beat | None = None
    numbers: tuple[int, ...] = ()
    school_time: SchoolTime | None = None
    # A frequency tied to the day it names ("1er lundi", "un mardi sur deux"): never a heading.
    tied: bool = False
