"""Whether somebody is a minor (Code civil, 388 and 414), when an age is all they said."""

from datetime import date
from typing import Final

MAJORITY: Final = 18  # years


def whole_years(since: date, day: date) -> int:
    """Return the whole years between two days; born on 29 February, older on 1 March."""
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def is_minor(born_on: date | None, age: int | None, said_on: date | None, day: date) -> bool | None:
    """Whether somebody is under 18 on a day; None when what they said does not tell.

    Some days after, an age is that age or the next one: between 17 and 18, nobody knows.
    """
    if born_on is not None:
        return whole_years(born_on, day) < MAJORITY
    if age is None or said_on is None:
        return None
    if day == said_on:
        return age < MAJORITY
    at_least = age + whole_years(said_on, day)
    if at_least >= MAJORITY:
        return False
    return True if at_least + 1 < MAJORITY else None
