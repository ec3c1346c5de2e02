"""Households as columns: what the engine computes, whether there is one or a million.

A row of `homes` is a household. Persons come household by household: the asker, the partner if
there is one, then the children. Every column is given for every row; what does not concern a row
(the wages of a child) holds 0 there and is never read. No value means "not known": what is not
known is completed before (domain/bounding/completions.py), or the row is not computed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

ASKER, PARTNER, CHILD = 0, 1, 2
ROLES: Final = (ASKER, PARTNER, CHILD)


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """Columns by name (domain/population_columns.py): `persons` by person, `homes` by household.

    `household`: for each person, the row of its household (int64, never decreasing);
    `role`: `ASKER`, `PARTNER` or `CHILD` (uint8).
    """

    count: int
    household: Array
    role: Array
    persons: Mapping[str, Array]
    homes: Mapping[str, Array]

    @property
    def askers(self) -> Array:
        """Return the row of each household's asker among the persons."""
        return np.flatnonzero(self.role == ASKER)

    def taken(self, rows: Array) -> "Population":
        """Return some households, in the order of `rows`; one may be taken several times."""
        first = np.searchsorted(self.household, np.arange(self.count + 1))
        sizes = (first[1:] - first[:-1])[rows]
        starts = np.repeat(first[:-1][rows] - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
        members = starts + np.arange(int(sizes.sum()))
        return Population(
            count=len(rows),
            household=np.repeat(np.arange(len(rows)), sizes),
            role=self.role[members],
            persons={name: one[members] for name, one in self.persons.items()},
            homes={name: one[rows] for name, one in self.homes.items()},
        )
