"""When a unit comes back: an RFC 5545 rule, its exceptions, public and school holidays.

The rules themselves are read in `recurrence_rules.py`; their names are given again here, so that
this is the one module to import. Nothing is guessed: a school year that is not published yet
makes occurrences that say so instead of a yes or a no.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final, Protocol

from allervers.tours.domain.recurrence_rules import (
    RuleParts,
    every_k_weeks,
    iso_weeks,
    monthly,
    parse_rrule,
    validate_rrule,
    weekly,
)
from allervers.tours.domain.recurrence_walk import rule_days
from allervers.ui.domain.refusal import Refusal

__all__ = [
    "DayCalendar",
    "Hours",
    "Occurrence",
    "Recurrence",
    "SchoolTime",
    "SkipReason",
    "UnknownSchoolYear",
    "every_k_weeks",
    "iso_weeks",
    "monthly",
    "next_days",
    "occurrences",
    "validate_rrule",
    "weekly",
]

LONGEST_SPAN: Final = timedelta(days=3660)
_ONE_DAY: Final = timedelta(days=1)


class SchoolTime(StrEnum):
    """Which part of the school year the unit comes in."""

    ALWAYS = "always"
    TERM_ONLY = "term_only"
    HOLIDAYS_ONLY = "holidays_only"


class SkipReason(StrEnum):
    """Why a date of the rule has no visit."""

    EXCEPTION = "exception"
    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAY = "school_holiday"
    TERM = "term"
    UNKNOWN_SCHOOL_YEAR = "unknown_school_year"


class UnknownSchoolYear(Exception):  # noqa: N818 - an answer ("not published"), not an error
    """The school holidays of this day and place are not published, or not known to us."""


class DayCalendar(Protocol):
    """What a place says of a day: public and school holidays differ between places."""

    def public_holiday(self, day: date) -> str | None:
        """Return the French name of the public holiday, or None."""

    def is_school_holiday(self, day: date) -> bool:
        """Whether schools are closed for holidays; raises `UnknownSchoolYear`."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of presence in local time, within one day, with at most one pause."""

    starts: time
    ends: time
    pause_starts: time | None = None
    pause_ends: time | None = None

    def __post_init__(self) -> None:
        """Refuse hours out of order, and a pause that does not fit inside."""
        if self.starts >= self.ends:
            raise Refusal(
                "hours_out_of_order",
                "L'heure de fin précède l'heure de début.",
                "Un passage commence et finit le même jour.",
                "Corrigez les horaires.",
            )
        if (self.pause_starts is None) != (self.pause_ends is None):
            raise _pause_refusal()
        if self.pause_starts is None or self.pause_ends is None:
            return
        if not self.starts < self.pause_starts < self.pause_ends < self.ends:
            raise _pause_refusal()


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule and its exceptions. `rrule` is an RRULE value (RFC 5545) without UNTIL.

    `anchor` is DTSTART: the first possible date, and the phase of INTERVAL, whose weeks begin on
    Monday. It is itself a date of the rule only if the rule says so. `until` is included.
    `exdates` win over everything; `rdates` were asked for one by one, so that neither `until` nor
    holidays remove them.
    """

    rrule: str
    anchor: date
    until: date | None = None
    exdates: frozenset[date] = frozenset()
    rdates: frozenset[date] = frozenset()
    skips_public_holidays: bool = True
    school_time: SchoolTime = SchoolTime.ALWAYS


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a recurrence; `skipped` says why no visit, `detail` names the holiday."""

    day: date
    skipped: SkipReason | None = None
    detail: str = ""


def occurrences(
    rule: Recurrence, first: date, last: date, calendar: DayCalendar
) -> list[Occurrence]:
    """Return the dates from `first` to `last`, both included, in order, skipped ones marked.

    Raises `Refusal` when the rule is not understood or the span exceeds ten years.
    """
    parts = parse_rrule(rule.rrule)
    if parts.count is not None and rule.until is not None:
        raise Refusal(
            "count_with_until",
            "La répétition a deux fins : un nombre de fois et une date.",
            "Elles pourraient se contredire (RFC 5545 §3.3.10).",
            "Gardez l'une des deux.",
        )
    if last - first > LONGEST_SPAN:
        raise Refusal(
            "span_too_long",
            "La période est trop longue.",
            "Les dates se calculent sur dix ans au plus.",
            "Raccourcissez la période.",
        )
    by_rule = set(_within(parts, rule, first, last))
    by_hand = {day for day in rule.rdates if first <= day <= last}
    return [
        _occurrence(day, rule, calendar, is_added=day in by_hand)
        for day in sorted(by_rule | by_hand)
    ]


def next_days(
    rule: Recurrence, start: date, count: int, calendar: DayCalendar, *, within_days: int = 1830
) -> list[date]:
    """Return the first `count` dates with a visit, from `start` on."""
    kept: list[date] = []
    end = date.fromordinal(min(start.toordinal() + within_days, date.max.toordinal()))
    while len(kept) < count and start < end:
        last = date.fromordinal(min(start.toordinal() + 365, end.toordinal()))
        kept += [one.day for one in occurrences(rule, start, last, calendar) if not one.skipped]
        start = last if last == end else last + _ONE_DAY
    return kept[:count]


def _occurrence(
    day: date, rule: Recurrence, calendar: DayCalendar, *, is_added: bool
) -> Occurrence:
    if day in rule.exdates:
        return Occurrence(day, SkipReason.EXCEPTION)
    if is_added:
        return Occurrence(day)
    if rule.skips_public_holidays and (name := calendar.public_holiday(day)):
        return Occurrence(day, SkipReason.PUBLIC_HOLIDAY, name)
    return Occurrence(day, _school_reason(day, rule.school_time, calendar))


def _school_reason(day: date, school_time: SchoolTime, calendar: DayCalendar) -> SkipReason | None:
    if school_time is SchoolTime.ALWAYS:
        return None
    try:
        is_holiday = calendar.is_school_holiday(day)
    except UnknownSchoolYear:
        return SkipReason.UNKNOWN_SCHOOL_YEAR
    if school_time is SchoolTime.TERM_ONLY:
        return SkipReason.SCHOOL_HOLIDAY if is_holiday else None
    return None if is_holiday else SkipReason.TERM


def _within(parts: RuleParts, rule: Recurrence, first: date, last: date) -> Iterator[date]:
    """Days of the rule alone. COUNT counts from the anchor, so it must be walked from there."""
    end = last if rule.until is None else min(last, rule.until)
    if parts.count is None:
        yield from rule_days(parts, rule.anchor, max(first, rule.anchor), end)
        return
    for rank, day in enumerate(rule_days(parts, rule.anchor, rule.anchor, end)):
        if rank >= parts.count:
            return
        if day >= first:
            yield day


def _pause_refusal() -> Refusal:
    return Refusal(
        "pause_outside_hours",
        "La pause doit tenir dans les horaires.",
        "Elle commence après le début et finit avant la fin du passage.",
        "Corrigez la pause, ou laissez ses deux heures vides.",
    )
