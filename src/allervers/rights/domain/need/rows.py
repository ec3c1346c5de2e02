"""Lines of a file of expected need (commands/scan_territory.py), checked: one a commune."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

BOUNDED: Final = ("recipients", "entitled", "non_takers", "euros_month", "rules_euros_month")
WRITTEN: Final = ("month", "rules", "source")
NEEDED: Final = frozenset({
    "commune", "households", "year", *WRITTEN,
    *(f"{one}_{end}" for one in BOUNDED for end in ("low", "high")),
})  # fmt: skip
MOST: Final = 2_000_000_000
LONGEST: Final = 200


class RowError(ValueError):
    """A line cannot be read; it says why, in French."""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """What is expected of a commune. High ends and households are None where nothing bounds them.

    Euros are a month: by the average of the DREES, and by the rules of `month`.
    """

    commune: str
    households: int | None
    recipients_low: int
    recipients_high: int | None
    entitled_low: int
    entitled_high: int | None
    non_takers_low: int
    non_takers_high: int | None
    euros_month_low: int
    euros_month_high: int | None
    rules_euros_month_low: int
    rules_euros_month_high: int | None
    year: int
    month: date
    rules: str
    source: str


def row_of(line: Mapping[str, str]) -> NeedRow:
    """Return a line read; raises RowError. An empty high end is not known, never zero."""
    low: dict[str, Any] = {f"{one}_low": _whole(line, f"{one}_low") for one in BOUNDED}
    high: dict[str, Any] = {f"{one}_high": _maybe(line, f"{one}_high") for one in BOUNDED}
    for one in BOUNDED:
        most = high[f"{one}_high"]
        if most is not None and most < low[f"{one}_low"]:
            raise RowError(f"{one}_high est sous {one}_low")
    return NeedRow(
        commune=_text(line, "commune"),
        households=_maybe(line, "households"),
        year=_whole(line, "year"),
        month=_month(line),
        rules=_text(line, "rules"),
        source=_text(line, "source"),
        **low,
        **high,
    )


def _text(line: Mapping[str, str], name: str) -> str:
    found = (line.get(name) or "").strip()
    if not found or len(found) > LONGEST:
        raise RowError(f"{name} est vide ou dépasse {LONGEST} caractères")
    return found


def _whole(line: Mapping[str, str], name: str) -> int:
    text = (line.get(name) or "").strip()
    if not text.isdecimal() or int(text[:LONGEST]) > MOST:
        raise RowError(f"{name} n'est pas un nombre entier : « {text[:20]} »")
    return int(text)


def _maybe(line: Mapping[str, str], name: str) -> int | None:
    return _whole(line, name) if (line.get(name) or "").strip() else None


def _month(line: Mapping[str, str]) -> date:
    text = (line.get("month") or "").strip()
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise RowError(f"month n'est pas un mois : « {text[:20]} »") from None
