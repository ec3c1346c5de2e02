"""What a person fills in for a series or a single visit, before anything is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allervers.tours.domain.recurrence import DayCalendar, Hours, Recurrence

# From a commune's Insee code to its calendar: `gateways.day_calendar.calendar_of_commune`.
Calendars = Callable[[str], DayCalendar]


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """Visits that repeat at one halt. `source` names the file or text they were read in."""

    halt_id: UUID
    recurrence: Recurrence
    hours: Hours
    by_appointment: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """One visit at one halt, in local time."""

    halt_id: UUID
    day: date
    hours: Hours
    by_appointment: bool = False
    public_note: str = ""
    edition_id: UUID | None = None
