"""What the reader gives back: proposals, each word that justified them, and what it left unread.

Positions are counted in characters of the text as it was received, escapes included.
"""

from dataclasses import dataclass
from enum import StrEnum

from allervers.tours.domain.recurrence import Hours, SchoolTime


class Field(StrEnum):
    """The part of a proposal that some words justify, or that a question asks."""

    PLACE = "place"
    COMMUNE = "commune"
    DAY = "day"
    FREQUENCY = "frequency"
    RULE = "rule"
    ANCHOR = "anchor"
    HOURS = "hours"
    APPOINTMENT = "appointment"
    SKIPS = "skips"
    EXCEPTIONS = "exceptions"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the text, from `start` to `end` (excluded), that justify one field."""

    field: Field
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can say. `options` are ready answers: rules, places or hours."""

    field: Field
    code: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One series that the text seems to describe; None where a question stands instead."""

    place: str | None
    commune: str | None
    rrule: str | None
    hours: Hours | None
    by_appointment: bool
    school_time: SchoolTime
    evidence: tuple[Evidence, ...]
    questions: tuple[Question, ...]
    # The hours come from the weekly columns beside the text, not from the text itself.
    hours_from_columns: bool = False
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Words understood well enough to be left out: a link, a closure, dates, telephone hours."""

    code: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read in one text. `unread` are the words that no proposal and no note covers."""

    proposals: tuple[Proposal, ...]
    unread: tuple[Note, ...]
    notes: tuple[Note, ...]
