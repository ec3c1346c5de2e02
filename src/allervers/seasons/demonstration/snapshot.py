"""A problem and its plan as they are committed: readable names for ids, a fixed first day.

The snapshot is told in the planner's format, with `unit <name>` and `halt <Insee code>` for ids and
dates counted from BASE. Loaded, dates move by whole weeks: weekdays stay, and so do every figure,
rule and the ceiling proved. `tools/season_snapshot.py` writes them again.
"""

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

BASE: Final = date(2027, 6, 7)  # a Monday
FOLDER: Final = Path(__file__).parent
DATE: Final = re.compile(r'"(\d{4}-\d{2}-\d{2})"')
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A problem, the visits of its plan, and how they were found."""

    problem: Json
    visits: list[Json]
    ceiling: float | None
    iterations: int
    seed: int


def file_of(key: str) -> Path:
    """Return where a snapshot is."""
    return FOLDER / f"season-{key}.json.gz"


def read(key: str) -> Json:
    """Read a snapshot as it is committed."""
    found: Json = json.loads(gzip.decompress(file_of(key).read_bytes()))
    return found


def restored(key: str, ids: Mapping[str, str], first: date) -> Snapshot:
    """Read a snapshot with the ids of this database and dates counted from `first`, a Monday."""
    told = shifted(renamed(read(key), ids), first - BASE)
    return Snapshot(
        told["problem"], told["visits"], told["ceiling"], told["iterations"], told["seed"]
    )


def write(key: str, told: Snapshot, names: Mapping[str, str], first: date) -> None:
    """Write a snapshot, its ids named and its dates counted from BASE."""
    body: Json = {
        "problem": told.problem,
        "visits": told.visits,
        "ceiling": told.ceiling,
        "iterations": told.iterations,
        "seed": told.seed,
    }
    text = json.dumps(shifted(renamed(body, names), BASE - first), ensure_ascii=False)
    file_of(key).write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def renamed(told: Json, names: Mapping[str, str]) -> Json:
    """Replace ids wherever they stand."""
    text = json.dumps(told, ensure_ascii=False)
    for name, other in names.items():
        text = text.replace(json.dumps(name, ensure_ascii=False), json.dumps(other))
    found: Json = json.loads(text)
    return found


def shifted(told: Json, by: timedelta) -> Json:
    """Move every date."""

    def moved(match: re.Match[str]) -> str:
        return f'"{date.fromisoformat(match[1]) + by}"'

    found: Json = json.loads(DATE.sub(moved, json.dumps(told, ensure_ascii=False)))
    return found
