"""The days of a rule alone, without exceptions or holidays (RFC 5545 §3.3.10)."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from allervers.tours.domain.recurrence_rules import RuleParts


def rule_days(parts: RuleParts, anchor: date, start: date, end: date) -> Iterator[date]:
    """Give the days of the rule from `start` to `end`, both included; COUNT is not looked at.

    Walked day by day: bounded by the period, even for a rule that never comes true.
    """
    for ordinal in range(start.toordinal(), end.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if _in_phase(parts, anchor, day) and _selected(parts, anchor, day):
            yield day


def _in_phase(parts: RuleParts, anchor: date, day: date) -> bool:
    if parts.interval == 1:
        return True
    if parts.freq == "DAILY":
        distance = day.toordinal() - anchor.toordinal()
    elif parts.freq == "WEEKLY":
        # Ordinal 1 (0001-01-01) is a Monday: (n - 1) // 7 numbers the weeks from Monday.
        distance = (day.toordinal() - 1) // 7 - (anchor.toordinal() - 1) // 7
    elif parts.freq == "MONTHLY":
        distance = (day.year - anchor.year) * 12 + day.month - anchor.month
    else:
        distance = day.year - anchor.year
    return distance % parts.interval == 0


def _selected(parts: RuleParts, anchor: date, day: date) -> bool:
    if parts.months and day.month not in parts.months:
        return False
    if parts.weeks and day.isocalendar().week not in parts.weeks:
        return False
    if parts.month_days and parts.month_days.isdisjoint({day.day, day.day - 1 - _length(day)}):
        return False
    if parts.weekdays and day.weekday() not in parts.weekdays:
        return False
    if parts.positioned:
        return _has_rank(parts, day)
    return bool(parts.weekdays or parts.month_days) or _as_anchor(parts, anchor, day)


def _as_anchor(parts: RuleParts, anchor: date, day: date) -> bool:
    """A rule which names no day takes it from DTSTART (RFC 5545 §3.3.10)."""
    if parts.freq == "WEEKLY":
        return day.weekday() == anchor.weekday()
    if parts.freq == "MONTHLY" or (parts.freq == "YEARLY" and parts.months):
        return day.day == anchor.day
    return parts.freq == "DAILY" or (day.month, day.day) == (anchor.month, anchor.day)


def _has_rank(parts: RuleParts, day: date) -> bool:
    """The rank of a weekday is counted in its month, or in its year for a yearly rule."""
    if parts.freq == "YEARLY" and not parts.months:
        place = day.timetuple().tm_yday
        length = date(day.year, 12, 31).timetuple().tm_yday
    else:
        place, length = day.day, _length(day)
    ranks = {((place - 1) // 7 + 1, day.weekday()), (-((length - place) // 7 + 1), day.weekday())}
    return not parts.positioned.isdisjoint(ranks)


def _length(day: date) -> int:
    """Days in the month."""
    return monthrange(day.year, day.month)[1]
