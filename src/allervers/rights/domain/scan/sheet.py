"""Households of a file as columns: what is given, and what is not known.

Beside each column of values goes a column that says whether the value is known: what is not known
holds 0 (or an empty text) and is never read as such.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from allervers.rights.domain.population import Array
from allervers.rights.domain.scan.columns import BY_NAME, ScanColumn, Shape

DTYPES: Final[dict[Shape, Any]] = {
    Shape.DATE: "datetime64[D]",
    Shape.COMMUNE: "U5",
    Shape.TEXT: object,
}


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Columns by name (domain/scan/columns.py). `children`: how many, 0 when not known.

    A list is held child after child, `children` of them for each household; it is known when each
    of its values is. Choices hold places in their list, yes is 1, numbers are float64.
    """

    count: int
    values: Mapping[str, Array]
    known: Mapping[str, Array]
    children: Array

    def taken(self, rows: Array) -> "Sheet":
        """Return some households, in the order of `rows`; one may be taken several times."""
        members = members_of(self.children, rows)
        values = {
            name: one[members if BY_NAME[name].is_list else rows]
            for name, one in self.values.items()
        }
        known = {name: one[rows] for name, one in self.known.items()}
        return Sheet(len(rows), values, known, self.children[rows])

    def with_column(self, name: str, values: Array, known: Array) -> "Sheet":
        """Return the same households, one column changed."""
        return Sheet(
            self.count,
            {**self.values, name: values},
            {**self.known, name: known},
            self.children,
        )

    def has(self, name: str, value: float = 1) -> Array:
        """Return whether a column is known to hold a value."""
        found: Array = self.known[name] & (self.values[name] == value)
        return found

    def chosen(self, name: str, *choices: str) -> Array:
        """Return whether a choice is known to be one of these."""
        places = [BY_NAME[name].choices.index(one) for one in choices]
        return self.known[name] & np.isin(self.values[name], places)

    def owners(self) -> Array:
        """Return the household of each child."""
        return np.repeat(np.arange(self.count), self.children)


def members_of(sizes: Array, rows: Array) -> Array:
    """Return the places of the members of some groups, laid group after group."""
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])) if len(sizes) else sizes
    taken = sizes[rows]
    before = np.cumsum(taken) - taken
    found: Array = np.repeat(starts[rows] - before, taken) + np.arange(int(taken.sum()))
    return found


def nothing_known(column: ScanColumn, count: int, children: int) -> tuple[Array, Array]:
    """Return the column of a file that does not have it: values, and that none is known."""
    size = children if column.is_list else count
    return np.zeros(size, DTYPES.get(column.shape, np.float64)), np.zeros(count, dtype=bool)
