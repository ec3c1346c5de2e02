"""How many everyday requests find what they should: the share in the first five, and first."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from allervers.directory.domain.service_query import ServiceQuery
from allervers.directory.queries.search import search_services

FOLDER: Final = Path(__file__).parent
FIRST: Final = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """What one request found: `wanted` identifiers, those `shown` in the first five."""

    request: str
    wanted: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def found(self) -> int:
        """How many of those wanted are shown."""
        return len(set(self.wanted) & set(self.shown))

    @property
    def is_first(self) -> bool:
        """Whether the first answer is one of those wanted."""
        return self.shown[:1] != () and self.shown[0] in self.wanted


def measured(kind: str, code_insee: str = "92040") -> Iterator[Measure]:
    """Ask every request of a set ("tuned" or "held") from a commune."""
    with (FOLDER / "requests.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["set"] == kind]
    for row in rows:
        ask = ServiceQuery(words=row["request"], code_insee=code_insee)
        found = search_services(ask, limit=FIRST).found
        shown = tuple(one.service.id.partition("--")[2] for one in found)
        yield Measure(row["request"], tuple(row["expected"].split(",")), shown)


def shares(measures: list[Measure]) -> tuple[float, float]:
    """Return the share of wanted services in the first five, and of requests right first."""
    wanted = sum(len(one.wanted) for one in measures)
    return (
        sum(one.found for one in measures) / wanted,
        sum(one.is_first for one in measures) / len(measures),
    )
