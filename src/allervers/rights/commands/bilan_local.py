"""The local rights of `allervers bilan`: those of where the person lives, and those to check."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Final

from allervers.rights.commands.local_folder import rights_read
from allervers.rights.domain.answers import Answers
from allervers.rights.domain.finding import Status
from allervers.rights.domain.local.findings import LocalFound, local_codes, local_findings
from allervers.rights.wording.local import LOCAL_WHY, amounts_of, local_reasons

WIDTH: Final = 96
MARGIN: Final = " " * 14


@dataclass(frozen=True, slots=True)
class Local:
    """What local rights give, and the first question that one of them still needs."""

    found: tuple[LocalFound, ...] = ()
    next_code: str | None = None


def local_of(answers: Answers, month: date, folder: Path | None) -> Local:
    """Return what the shipped rights and those of a folder give; raises Refusal for a bad file."""
    rights = rights_read(folder)
    found = local_findings(rights, answers, month)
    codes = local_codes(rights, answers, month)
    return Local(
        tuple(one for one in found if one.is_here is not False),
        next((code for code in codes if not answers.is_asked(code)), None),
    )


def local_lines(local: Local, said: dict[Status, str]) -> Iterator[str]:
    """Give the lines of local rights in the order of `said`, each with what it gives and why."""
    if local.found:
        yield "Droits locaux (département, région, commune)"
    for status, word in said.items():
        for one in (one for one in local.found if one.status is status):
            yield f"{word:11} {one.of.label}, {one.of.payer}"
            is_said = status is Status.NOT_ENTITLED or one.levels  # a level says its own amount
            given = [] if is_said else amounts_of(one.of)
            why = [str(LOCAL_WHY[row["code"]]) % row for row in local_reasons(one)]
            for sentence in (*given, *why):
                yield from wrap(sentence, WIDTH, initial_indent=MARGIN, subsequent_indent=MARGIN)
