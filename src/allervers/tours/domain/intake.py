"""What is taken in from a file or a text, before anybody confirmed it. Plain values only.

A file gives rows; a row gives series that it seems to describe, or is refused with its reason and
kept whole, so that a person can read it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from allervers.tours.domain.free_text import Evidence, Field, Note, Proposal, Question, read
from allervers.tours.domain.recurrence import Hours, SchoolTime

# A cell that begins so is a formula to a spreadsheet: CVE-2014-3524 and its kin.
_FORMULA: Final = re.compile(r"^[=+\-@\t\r]")
LONGEST_CELL: Final = 2_000
MAX_BYTES: Final = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SaidPlace:
    """A place as a source says it: nothing is checked yet. Codes may have lost their zeros."""

    name: str = ""
    commune: str = ""
    code: str = ""
    postal_code: str = ""
    departement: str = ""
    address: str = ""
    directions: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class ReadSeries:
    """One series that a row seems to describe; None where a question stands instead."""

    place: SaidPlace
    weekdays: tuple[int, ...]
    rrule: str | None
    hours: Hours | None
    by_appointment: bool = False
    skips_public_holidays: bool = True
    school_time: SchoolTime = SchoolTime.ALWAYS
    hours_from_columns: bool = False
    evidence: tuple[Evidence, ...] = ()
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row, or one text: its words, what it gives, and what was left unread."""

    row: int
    title: str
    text: str
    series: tuple[ReadSeries, ...]
    notes: tuple[Note, ...] = ()
    unread: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row that gave nothing: why, in French, and the row as it was."""

    row: int
    reason: str
    kept: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A whole file; `passed_over` are rows that do not concern a mobile unit."""

    rows: tuple[ReadRow, ...]
    refused: tuple[RefusedRow, ...] = ()
    passed_over: int = 0
    unit_name: str = ""
    row_count: int = field(default=0)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file read: the code of its source, as in `TimetableImport.Source`, and its rows."""

    source: str
    file: TakenFile


class FileReader(Protocol):
    """Reads bytes of any known kind: `gateways.intake_reader.read_file`."""

    def __call__(self, content: bytes, *, departement: str = "") -> Recognised:
        """Raise `Refusal` for what cannot be read."""


def from_reading(proposal: Proposal, default: SaidPlace) -> ReadSeries:
    """Turn a proposal of the reader into a series; `default` completes what the text leaves out.

    The default place is the row's own: its département helps to find the commune named.
    """
    place = SaidPlace(
        name=proposal.place or "",
        commune=proposal.commune or "",
        departement=default.departement,
    )
    return ReadSeries(
        place=place,
        weekdays=proposal.weekdays,
        rrule=proposal.rrule,
        hours=proposal.hours,
        by_appointment=proposal.by_appointment,
        school_time=proposal.school_time,
        hours_from_columns=proposal.hours_from_columns,
        evidence=proposal.evidence,
        questions=proposal.questions,
    )


def read_text(text: str, *, default_commune: str = "", departement: str = "") -> TakenFile:
    """Read a pasted text as one row."""
    reading = read(text, hours_columns=None, default_commune=default_commune or None)
    default = SaidPlace(departement=departement)
    series = tuple(from_reading(proposal, default) for proposal in reading.proposals)
    row = ReadRow(1, "", text, series, reading.notes, reading.unread)
    return TakenFile((row,), row_count=1)


def without_place_questions(series: ReadSeries, place: SaidPlace) -> ReadSeries:
    """Give a series the place that its row names beside the text."""
    asked = (Field.PLACE, Field.COMMUNE)
    left = tuple(question for question in series.questions if question.field not in asked)
    return replace(series, place=place, questions=left)


def plain_cell(value: object) -> str:
    """Return any value of a file as short plain text; control characters become spaces."""
    words = "" if value is None else str(value)
    kept = "".join(c if c.isprintable() or c in "\n\t" else " " for c in words[:LONGEST_CELL])
    return kept.strip()


def safe_for_spreadsheets(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: OWASP's CSV injection advice."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
