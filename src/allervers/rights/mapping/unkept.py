"""A finding that nobody keeps, in the shape that wording/findings.py says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from allervers.rights.domain.finding import Found
from allervers.rights.domain.right import YEARLY


@dataclass(frozen=True, slots=True)
class OfMonth:
    """The month of the findings."""

    month: date


@dataclass(frozen=True, slots=True)
class Unkept:
    """One right, as models.Finding has it."""

    screening: OfMonth
    right: str
    status: str
    amount: Decimal | None
    period: str
    missing: Sequence[str]
    reasons: Sequence[Mapping[str, str]]


def unkept(found: Found, month: date) -> Unkept:
    """Return a finding of a month, to be said."""
    return Unkept(
        OfMonth(month),
        found.right.value,
        found.status.value,
        found.amount,
        period_of(found),
        found.missing,
        [one.as_row() for one in found.reasons],
    )


def period_of(found: Found) -> str:
    """Return "year" for what is paid once a year, "month" otherwise."""
    return "year" if found.right in YEARLY else "month"
