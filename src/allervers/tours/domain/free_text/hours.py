"""Hours of a visit: from its own words, or from the weekly columns that stand beside the text."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Final

from allervers.tours.domain.free_text.tokens import Half
from allervers.tours.domain.recurrence import Hours

Slot = tuple[time, time]
_DAYS: Final = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
}  # fmt: skip
_SLOT: Final = re.compile(
    r"(\d{1,2}) ?[:hH] ?(\d{2})?\s*(?:[-–]|\bà\b|\ba\b)\s*(\d{1,2}) ?[:hH] ?(\d{2})?"
)
_NOON: Final = time(12)
_LATEST_MORNING_END: Final = time(14)
_MOST_SLOTS: Final = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """The slots of each weekday, in order, without those of no length ("00:00 - 00:00")."""

    slots: dict[int, tuple[Slot, ...]]

    def of(self, day: int, half: Half) -> tuple[Slot, ...]:
        """Return the slots of a weekday that lie in a part of the day."""
        return in_half(self.slots.get(day, ()), half)


def in_half(slots: tuple[Slot, ...], half: Half) -> tuple[Slot, ...]:
    """Return the slots that lie in a part of the day; evenings and unsure halves have none."""
    if half is Half.WHOLE:
        return slots
    if half is Half.MORNING:
        return tuple(s for s in slots if s[0] < _NOON and s[1] <= _LATEST_MORNING_END)
    if half is Half.AFTERNOON:
        return tuple(s for s in slots if s[0] >= _NOON)
    return ()


def read_columns(text: str | None) -> Columns:
    """Read "lundi=09:00 - 12:00 / 14:00 - 17:00|mardi=…"; anything else reads as nothing."""
    slots: dict[int, tuple[Slot, ...]] = {}
    for part in (text or "").split("|"):
        name, _, value = part.partition("=")
        day = _DAYS.get(name.strip().lower())
        if day is not None:
            slots[day] = read_slots(value)
    return Columns(slots)


def read_slots(value: str) -> tuple[Slot, ...]:
    """Return the slots written in one column, in order of time; empty ones left out."""
    found: set[Slot] = set()
    for match in _SLOT.finditer(value):
        first, last = _time(match[1], match[2] or "0"), _time(match[3], match[4] or "0")
        if first and last and first < last:
            found.add((first, last))
    return tuple(sorted(found))


def _time(hour: str, minute: str) -> time | None:
    if int(hour) > 23 or int(minute) > 59:  # noqa: PLR2004
        return None
    return time(int(hour), int(minute))


def to_hours(slots: tuple[Slot, ...]) -> Hours | None:
    """Return one presence, with a pause if there are two slots; None if they do not make one."""
    ordered = sorted(set(slots))
    if len(ordered) == 1:
        return Hours(*ordered[0])
    if len(ordered) == _MOST_SLOTS and ordered[0][1] < ordered[1][0]:
        return Hours(ordered[0][0], ordered[1][1], ordered[0][1], ordered[1][0])
    return None


def slot_text(slot: Slot) -> str:
    """Write a slot as an option that a form can read back: "09:00-12:00"."""
    return f"{slot[0]:%H:%M}-{slot[1]:%H:%M}"
