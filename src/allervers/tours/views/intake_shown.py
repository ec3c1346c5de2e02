"""What the pages of imports show of a proposal: words of the source, rule, questions."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allervers.tours.domain.intake_marks import Stretch, marked
from allervers.tours.wording.intake import (
    FIELDS,
    note_text,
    place_text,
    question_text,
    rule_text,
    times_text,
)

MOST_SHOWN = 50
HALF_A_YEAR = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the source; `label` names what it justifies, empty for plain text."""

    words: str
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal, ready for a page."""

    proposal: Any
    title: str
    place: str
    rule: str
    hours: str
    marks: list[Mark]
    questions: list[str]
    unread: list[str]
    notes: list[str]


def shown(proposal: Any, taken: Any, today: date) -> Shown:
    """Return what a page shows of a proposal."""
    reading = proposal.reading
    row = taken.report.get("rows", {}).get(str(proposal.row), {})
    text = row.get("text", "")
    stretches = marked(text, proposal.evidence) if text else []
    return Shown(
        proposal=proposal,
        title=row.get("title", ""),
        place=place_text(reading),
        rule=rule_text(reading, today),
        hours=times_text(reading),
        marks=[Mark(one.words, _label(one)) for one in stretches],
        questions=[question_text(one) for one in proposal.questions],
        unread=[note["words"] for note in row.get("unread", [])],
        notes=[f"« {note['words']} » : {note_text(note)}" for note in row.get("notes", [])],
    )


def _label(stretch: Stretch) -> str:
    return ", ".join(str(FIELDS.get(name, name)) for name in stretch.fields)


def refused_rows(taken: Any) -> list[tuple[int, str, str]]:
    """Return the first refused rows: number, reason, and the row in one line."""
    return [
        (
            one["row"],
            one["reason"],
            " · ".join(f"{name} : {said}" for name, said in one["kept"] if said),
        )
        for one in taken.report["refused"][:MOST_SHOWN]
    ]


@dataclass(frozen=True, slots=True)
class Silent:
    """A row that was read and that proposes nothing: its words, and why."""

    number: str
    title: str
    text: str
    notes: list[str]


def unproposed_rows(taken: Any) -> list[Silent]:
    """Return the first rows that propose nothing."""
    rows = taken.report.get("rows", {})
    return [
        Silent(
            number,
            row["title"],
            row["text"],
            [f"« {note['words']} » : {note_text(note)}" for note in row["notes"]],
        )
        for number, row in rows.items()
        if not row["proposed"]
    ][:MOST_SHOWN]


def confirm_initial(taken: Any, tour: Any, today: date) -> dict[str, Any]:
    """Return what the form of the tour says before anybody touches it."""
    name = taken.report.get("unit_name", "")
    return {
        "tour": tour,
        "name": f"{name or 'Tournée'} {today:%Y}",
        "unit_name": name,
        "starts_on": today,
        "ends_on": today + HALF_A_YEAR,
    }
