"""What local rights gave, as rows kept beside the other findings."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from allervers.rights.domain.finding import Status
from allervers.rights.domain.local.findings import LocalFound
from allervers.rights.models import Finding, Screening
from allervers.rights.wording.local import local_reasons

# What is counted over a month or a year; what is given once, or by term, is said in words.
COUNTED: Final = ("month", "year")
WORTH_GOING: Final = frozenset({Status.ENTITLED, Status.PERHAPS})
LONGEST_ORIGIN: Final = 40  # characters that the reception keeps
Suggestion = tuple[str, str, str]  # origin, thematique, label


def kept(local: Iterable[LocalFound]) -> tuple[LocalFound, ...]:
    """Return those of where the person lives: the others are nobody's business here.

    A right whose own place is not written yet is kept as « à vérifier » by the page of the local
    rights, not by each person's check.
    """
    return tuple(one for one in local if one.is_here)


def local_rows(screening: Screening, local: Iterable[LocalFound]) -> Iterator[Finding]:
    """Give the rows of the findings worth keeping."""
    for found in kept(local):
        period = _period(found)
        is_counted = period in COUNTED
        yield Finding(
            screening=screening,
            right=found.right,
            status=found.status.value,
            period=period if is_counted else "year",
            amount=found.amount if is_counted else None,
            low=found.low if is_counted else None,
            high=found.high if is_counted else None,
            missing=list(found.missing),
            reasons=local_reasons(found),
        )


def _period(found: LocalFound) -> str:
    """Return the one period of the amounts possible; nothing when there are several, or none."""
    levels = tuple(one.amount for one in found.levels) or (found.of.amount,)
    periods = {one.period for one in levels if one is not None}
    return periods.pop() if len(periods) == 1 else ""


def local_suggestions(local: Sequence[LocalFound]) -> list[Suggestion]:
    """Return what is worth an orientation."""
    return [
        (f"rights:{one.right}"[:LONGEST_ORIGIN], thematique, one.of.label)
        for one in kept(local)
        if one.status in WORTH_GOING
        for thematique in one.of.thematiques
    ]
