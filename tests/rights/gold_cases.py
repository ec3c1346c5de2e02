"""Reads the gold cases: tests/rights/gold/*.yaml, amounts derived by hand from the texts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.finding import Found, Status

FOLDER = Path(__file__).parent / "gold"


@dataclass(frozen=True, slots=True)
class Gold:
    """A household and what it must find: {right: "545.00", "no", "perhaps", "free", "yes"…}."""

    name: str
    answers: Answers
    expects: dict[str, str]


def read_gold() -> list[Gold]:
    """Return every case of every file. A null answer takes away an inherited one."""
    rows: list[dict[str, Any]] = []
    for file in sorted(FOLDER.glob("*.yaml")):
        rows += yaml.safe_load(file.read_text())
    return [
        Gold(row["name"], Answers(without_null(row["answers"])), row["expects"]) for row in rows
    ]


def without_null(answers: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is null."""
    return {code: value for code, value in answers.items() if value is not None}


def said(found: Found) -> str:
    """Say a finding as the gold cases do."""
    codes = {reason.code: reason.detail for reason in found.reasons}
    if found.status is Status.NOT_ENTITLED:
        return "no"
    if found.status is not Status.ENTITLED:
        return found.status.value
    if "css_free" in codes:
        return "free"
    if "css_paid" in codes:
        return f"paid {codes['css_paid']['euros']}"
    if "between" in codes:
        return f"between {codes['between']['low']} {codes['between']['high']}"
    return "yes" if found.amount is None else str(found.amount)
