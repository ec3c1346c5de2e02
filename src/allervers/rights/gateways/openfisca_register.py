"""The register of parameters, as the domain reads it. Data only: no rules are loaded."""

from datetime import date
from functools import lru_cache
from typing import Any

from allervers.rights.domain.freshness import Notice, Parameter, Register
from openfisca_allervers.registered import register as kept


@lru_cache(maxsize=1)
def rules_register() -> Register:
    """Return the register that is released with the rules (0.4 MB, read once)."""
    found = kept()
    return Register(
        rules=found["rules"],
        parameters={name: parameter_of(name, row) for name, row in found["parameters"].items()},
        reads={right: tuple(one["parameters"]) for right, one in found["rights"].items()},
        through={right: tuple(one["through"]) for right, one in found["rights"].items()},
        corrections=tuple(notice_of(row) for row in found["applied"]),
        gaps=tuple(notice_of(row) for row in found["gaps"]),
    )


def parameter_of(name: str, row: dict[str, Any]) -> Parameter:
    """Return one parameter."""
    return Parameter(
        name=name,
        label=row["label"],
        unit=row["unit"],
        kind=row["kind"],
        changes=tuple((date.fromisoformat(day), value) for day, value in row["changes"]),
        checked=day_of(row["checked"]),
        title=row["title"],
        href=row["href"],
        correction=row["correction"],
    )


def notice_of(row: dict[str, Any]) -> Notice:
    """Return a correction or a gap."""
    return Notice(
        code=row["code"],
        since=date.fromisoformat(row["since"]),
        title=row["title"],
        href=row["href"],
        rights=tuple(row.get("rights", ())),
        checked=day_of(row.get("checked")),
    )


def day_of(text: str | None) -> date | None:
    """Return a day; upstream sometimes says a month only."""
    return (
        date.fromisoformat(text if len(text) > len("2026-04") else f"{text}-01") if text else None
    )
