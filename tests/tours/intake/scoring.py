"""Compare what the reader proposes with what a person read: right, asked, wrong, missed."""

import re
from dataclasses import dataclass, field

from allervers.tours.domain.free_text import Proposal, Reading
from allervers.tours.domain.recurrence import Hours

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Line = tuple[str | None, str, str, str, str]


@dataclass
class Score:
    """`asked` are proposals with a question where a person could say no more."""

    right: int = 0
    asked: int = 0
    wrong: int = 0
    missed: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Return the share of proposals that a person agrees with."""
        found = self.right + self.asked + self.wrong
        return (self.right + self.asked) / found if found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what a person reads that is proposed."""
        expected = self.right + self.asked + self.missed
        return (self.right + self.asked) / expected if expected else 1.0


def line_of(proposal: Proposal) -> Line:
    """Write a proposal as a line of the gold files."""
    days = ",".join(DAYS[day] for day in proposal.weekdays)
    asked = ",".join(question.field.value for question in proposal.questions)
    return (
        proposal.place,
        short_rule(proposal.rrule) if proposal.rrule else f"? {days}",
        hours_text(proposal.hours) if proposal.hours else "?",
        asked or "-",
        "rdv" if proposal.by_appointment else "-",
    )


def short_rule(rrule: str) -> str:
    """Write a rule without its names."""
    weeks = re.match(r"FREQ=YEARLY;BYWEEKNO=(\d)[\d,]*;BYDAY=(.*)", rrule)
    if weeks:
        return f"{'ODD' if weeks[1] == '1' else 'EVEN'} {weeks[2]}"
    return rrule.replace("FREQ=", "").replace("BYDAY=", "").replace(";", " ")


def hours_text(hours: Hours) -> str:
    """Write hours as one or two slots."""
    if hours.pause_starts is None:
        return f"{hours.starts:%H:%M}-{hours.ends:%H:%M}"
    return (
        f"{hours.starts:%H:%M}-{hours.pause_starts:%H:%M}"
        f" {hours.pause_ends:%H:%M}-{hours.ends:%H:%M}"
    )


def compare(name: str, reading: Reading, expected: list[list[str | None]], score: Score) -> None:
    """Add one text to a score; places are compared by the beginning that the gold file keeps."""
    waiting = [tuple(line) for line in expected]
    for proposal in reading.proposals:
        line = line_of(proposal)
        match = next((one for one in waiting if _agrees(line, one)), None)
        if match:
            waiting.remove(match)
            score.asked += bool(proposal.questions)
            score.right += not proposal.questions
        elif proposal.place is None:
            score.asked += 1
        else:
            score.wrong += 1
            score.faults.append(f"{name}: {line}")
    score.missed += len(waiting)
    score.faults.extend(f"{name}: missing {line}" for line in waiting)


def _agrees(line: Line, gold: tuple[str | None, ...]) -> bool:
    place, *rest = line
    beginning, *expected = gold
    if (place is None) != (beginning is None):
        return False
    return rest == expected and (place or "").startswith(beginning or "")
