"""Calendars for the tests: days written down by hand, so that no package decides."""

from dataclasses import dataclass, field
from datetime import date

from allervers.tours.domain.recurrence import UnknownSchoolYear


@dataclass(frozen=True)
class WrittenDays:
    """A `DayCalendar` that knows only what the test says."""

    public: dict[date, str] = field(default_factory=dict)
    school_holidays: frozenset[date] = frozenset()
    published_until: date = date(2028, 8, 31)

    def public_holiday(self, day: date) -> str | None:
        """Return the name given by the test."""
        return self.public.get(day)

    def is_school_holiday(self, day: date) -> bool:
        """Answer from the test's list, up to the last published day."""
        if day > self.published_until:
            raise UnknownSchoolYear
        return day in self.school_holidays


PLAIN = WrittenDays()
