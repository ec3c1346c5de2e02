"""Tables of the tours: units, halts, the calendar, who is on board, what was taken in."""

from allervers.tours.models.aboard import (
    Absence,
    CrewAssignment,
    Edition,
    PartnerPresence,
)
from allervers.tours.models.calendar import Series, Tour, Visit
from allervers.tours.models.halt import Halt, TownAgreement
from allervers.tours.models.intake import Proposal, TimetableImport
from allervers.tours.models.notice import Message, Notice
from allervers.tours.models.unit import MobileUnit

__all__ = [
    "Absence",
    "CrewAssignment",
    "Edition",
    "Halt",
    "Message",
    "MobileUnit",
    "Notice",
    "PartnerPresence",
    "Proposal",
    "Series",
    "TimetableImport",
    "Tour",
    "TownAgreement",
    "Visit",
]
