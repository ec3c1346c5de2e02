"""Periods of whole days in France, and the months that are published."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

DECEMBER: Final = 12
# A month is published once the next one is over: outcomes have had time to be heard, and the
# figures, cut at that date, do not move any more.
MONTHS_AWAITED: Final = 2


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included."""

    first: date
    last: date


def month_of(day: date) -> Period:
    """Return the calendar month of a day."""
    first = day.replace(day=1)
    return Period(first, after(first, 1) - timedelta(days=1))


def quarter_of(day: date) -> Period:
    """Return the calendar quarter of a day."""
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return Period(first, after(first, 3) - timedelta(days=1))


def after(first: date, months: int) -> date:
    """Return the first day of the month that comes so many months later, or earlier."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def last_published(today: date) -> date:
    """Return the first day of the latest month whose figures are published."""
    return after(today, -MONTHS_AWAITED)


def published_at(month: date) -> date:
    """Return the day from which the figures of a month are published, and cut."""
    return after(month, MONTHS_AWAITED)
