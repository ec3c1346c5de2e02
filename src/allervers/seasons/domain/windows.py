"""The hours of a halt: one window or several (morning and afternoon, other weekdays).

What the series of the tours say of a halt is where to begin: a unit stops there at these hours.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Window:
    """Hours on some weekdays (0 is Monday)."""

    weekdays: tuple[int, ...]
    opens: time
    closes: time

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (self.closes.hour - self.opens.hour) * 60 + self.closes.minute - self.opens.minute

    def holds(self, other: "Window") -> bool:
        """Whether another window is within this one."""
        is_within = self.opens <= other.opens and other.closes <= self.closes
        return is_within and set(other.weekdays) <= set(self.weekdays)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A series at a halt: its weekdays, its first day when it says none, its hours, its pause."""

    weekdays: Collection[int]
    anchor: date
    starts: time
    ends: time
    pause: tuple[time, time] | None = None


def windows_of(series: Iterable[Repeated]) -> list[Window]:
    """Return the windows of series, each once; a pause cuts one in two."""
    found: dict[tuple[time, time], set[int]] = {}
    for one in series:
        days = set(one.weekdays) or {one.anchor.weekday()}
        parts = [(one.starts, one.ends)]
        if one.pause is not None:
            parts = [(one.starts, one.pause[0]), (one.pause[1], one.ends)]
        for part in parts:
            found.setdefault(part, set()).update(days)
    return [Window(tuple(sorted(days)), *hours) for hours, days in sorted(found.items())]


def new_ones(known: Iterable[Window], found: Iterable[Window]) -> list[Window]:
    """Return the windows that none of those known holds already."""
    known = list(known)
    return [one for one in found if not any(other.holds(one) for other in known)]
