"""Reads decisions.yml: each row becomes its cells; a cell is told by one row, and one only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("decisions.yml")
Row = Mapping[str, Any]
Cell = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One question: what it depends on, and the answer to each cell."""

    name: str
    dimensions: Mapping[str, Sequence[str]]
    rows: Sequence[Row]

    def cells(self) -> dict[Cell, Row]:
        """Return the answer to each cell. Raises ValueError: told twice, or not at all."""
        found: dict[Cell, Row] = {}
        for row in self.rows:
            for cell in self._expanded(row["si"]):
                if cell in found:
                    raise ValueError(f"{self.name}: {cell} is told by two rows")
                found[cell] = row
        missing = prod(map(len, self.dimensions.values())) - len(found)
        if missing:
            first = next(cell for cell in product(*self.dimensions.values()) if cell not in found)
            raise ValueError(f"{self.name}: {missing} cells are told by no row, as {first}")
        return found

    def _expanded(self, conditions: Mapping[str, Any]) -> Iterator[Cell]:
        if unknown := set(conditions) - set(self.dimensions):
            raise ValueError(f"{self.name}: {unknown} is no dimension")
        return product(*(self._values(name, conditions) for name in self.dimensions))

    def _values(self, name: str, conditions: Mapping[str, Any]) -> list[str]:
        every = self.dimensions[name]
        told = conditions.get(name, every)
        chosen = told["sauf"] if isinstance(told, dict) else told
        if unknown := set(chosen) - set(every):
            raise ValueError(f"{self.name}: {unknown} is not in {name}")
        if isinstance(told, dict):
            return [value for value in every if value not in chosen]
        return list(chosen)


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the French words of the file and their codes."""
    found: Mapping[str, Mapping[str, str]] = _read()["mots"]
    return found


@cache
def tables() -> Mapping[str, Table]:
    """Return the tables of the file, by name."""
    return {name: _table(name, told) for name, told in _read()["tables"].items()}


@cache
def _read() -> Mapping[str, Any]:
    # « oui » and « non » stay words: this loader makes text of every scalar, and nothing else.
    found: Mapping[str, Any] = yaml.load(FILE.read_text(), yaml.BaseLoader)  # noqa: S506
    return found


def _table(name: str, told: Mapping[str, Any]) -> Table:
    dimensions = {
        dimension: list(words()[values]) if isinstance(values, str) else values
        for dimension, values in told["dimensions"].items()
    }
    return Table(name, dimensions, told["lignes"])
