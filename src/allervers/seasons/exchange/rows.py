"""One visit of a plan as exports tell it: spreadsheet, calendar, PDF, letters to communes."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class SeasonRow:
    """A unit at a halt on a day, in words; hours are those of clocks in mainland France.

    `partners` are names of organisations aboard that day, in order; `commune_code` is Insee's.
    """

    unit: str
    halt: str
    commune: str
    day: date
    starts: time
    ends: time
    address: str = ""
    partners: tuple[str, ...] = ()
    commune_code: str = ""
