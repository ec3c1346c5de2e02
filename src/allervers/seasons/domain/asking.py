"""What is asked about a plan, as it is kept between the page and the worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from allervers.seasons.domain.mending import Setback
from allervers.seasons.domain.windows import Window


@dataclass(frozen=True, slots=True)
class Shut:
    """A halt of a season and its hours, were its town to agree.

    `closed_in`: the days on which no halt of its département opens (`domain.problem`).
    """

    halt: UUID
    windows: tuple[Window, ...]
    closed_in: str


def asked_of(setback: Setback, *, price: float, keeps_announced: bool) -> dict[str, Any]:
    """Tell a setback as JSON."""
    return {
        "halt": str(setback.halt) if setback.halt else None,
        "unit": str(setback.unit) if setback.unit else None,
        "first": setback.first.isoformat(),
        "last": setback.last.isoformat(),
        "price": price,
        "keeps_announced": keeps_announced,
    }


def setback_of(asked: Mapping[str, Any]) -> Setback:
    """Read a setback told as JSON."""
    return Setback(
        date.fromisoformat(asked["first"]),
        date.fromisoformat(asked["last"]),
        UUID(asked["halt"]) if asked["halt"] else None,
        UUID(asked["unit"]) if asked["unit"] else None,
    )
