"""Which days a season counts, and on which of them each département is closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol


class OneDay(Protocol):
    """What a place says of a day."""

    def public_holiday(self, day: date) -> str | None:
        """Return the French name of the public holiday, or None."""

    def school_holiday(self, day: date) -> bool | None:
        """Whether schools are closed for holidays; None when nobody has published it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """When a season rolls. `school_time`: always, term_only or holidays_only."""

    first: date
    last: date
    weekdays: tuple[int, ...]
    skips_public_holidays: bool
    school_time: str


@dataclass(frozen=True, slots=True)
class Days:
    """Days of a season, those closed in each département, those whose school year is unknown."""

    days: tuple[date, ...]
    closed: Mapping[str, tuple[date, ...]]
    unknown: tuple[date, ...] = ()


def season_days(wish: Wish, places: Mapping[str, OneDay]) -> Days:
    """Return the days on which a halt of one département at least may be open."""
    length = (wish.last - wish.first).days + 1
    every = (wish.first + timedelta(days=n) for n in range(length))
    rolling = [day for day in every if day.weekday() in wish.weekdays]
    unknown = unknown_days(wish, rolling, places)
    closed = {
        code: tuple(day for day in rolling if is_closed(wish, day, place))
        for code, place in places.items()
    }
    everywhere = set.intersection(*map(set, closed.values())) if closed else set()
    days = tuple(day for day in rolling if day not in everywhere)
    kept = set(days)
    return Days(
        days,
        {code: tuple(day for day in some if day in kept) for code, some in closed.items()},
        unknown,
    )


def is_closed(wish: Wish, day: date, place: OneDay) -> bool:
    """Whether the halts of a place are closed on a day; an unknown school year closes nothing."""
    if wish.skips_public_holidays and place.public_holiday(day):
        return True
    if wish.school_time == "always":
        return False
    on_holiday = place.school_holiday(day)
    return on_holiday is not None and on_holiday is (wish.school_time == "term_only")


def unknown_days(
    wish: Wish, days: Sequence[date], places: Mapping[str, OneDay]
) -> tuple[date, ...]:
    """Return the days whose school calendar would count, and is not known."""
    if wish.school_time == "always":
        return ()
    return tuple(
        day for day in days if any(one.school_holiday(day) is None for one in places.values())
    )
