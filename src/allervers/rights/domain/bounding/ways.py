"""Ways to complete answers, as columns: for each question, places in a list of values.

A function of answers is read over all the ways at once: called for one of them, it is watched;
the ways that agree with it on every answer it read have the same result, and are not read again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import numpy as np

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.population import Array

T = TypeVar("T")
ABSENT: Final = -1
MOST_LEAVES: Final = 48  # beyond, each way is read by itself: cheaper than comparing


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One question: the values met, and for each way the place of its own (`ABSENT`: none)."""

    values: Sequence[Json]
    places: Array

    @property
    def is_constant(self) -> bool:
        """Whether every way is known to have the one value there is."""
        return len(self.values) == 1 and bool((self.places == 0).all())

    def taken(self, rows: Array) -> "Column":
        """Return the column of some ways."""
        return Column(self.values, self.places[rows])

    def read(self, of_value: Callable[[Json], float], absent: float = 0.0) -> Array:
        """Return a number for each way, from its value."""
        numbers = np.array([*map(of_value, self.values), absent], dtype=np.float64)
        return numbers[self.places]


class Way(Mapping[str, Json]):
    """One way, read as raw answers; what is read is written down in `seen`."""

    def __init__(self, ways: "Ways", row: int, seen: dict[str, None] | None = None) -> None:
        self.ways, self.row, self.seen = ways, row, seen

    def get(self, code: str, default: Json = None) -> Json:
        """Return a value, or the default."""
        if self.seen is not None:
            self.seen[code] = None
        column = self.ways.columns.get(code)
        if column is None:
            return default
        place = column.places[self.row]
        return default if place < 0 else column.values[place]

    def __getitem__(self, code: str) -> Json:
        found = self.get(code, self)
        if found is self:
            raise KeyError(code)
        return found

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self.get(code, self) is not self

    def __iter__(self) -> Iterator[str]:
        return (code for code in self.ways.columns if code in self)

    def __len__(self) -> int:
        return sum(1 for _one in self)


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Ways to complete answers. `weights`: how likely each is (they need not sum to 1)."""

    count: int
    columns: dict[str, Column]
    weights: Array

    def answers(self, row: int) -> Answers:
        """Return one way as answers."""
        return Answers(dict(Way(self, row)))

    def taken(self, rows: Array) -> "Ways":
        """Return some ways, in the order of `rows`."""
        columns = {code: one.taken(rows) for code, one in self.columns.items()}
        return Ways(len(rows), columns, self.weights[rows])

    def each(self, function: Callable[[Answers], T], rows: Array | None = None) -> "Read[T]":
        """Return what a function of answers gives for each of these ways (all of them: None)."""
        left = np.arange(self.count) if rows is None else rows
        read = _Reading(self, function)
        while len(left):
            left = read.some(left)
        return Read(read.which, read.results)


class _Reading(Generic[T]):
    """A function of answers being read over ways."""

    def __init__(self, ways: Ways, function: Callable[[Answers], T]) -> None:
        self.ways, self.function = ways, function
        self.which = np.full(ways.count, ABSENT)
        self.results: list[T] = []

    def some(self, left: Array) -> Array:
        """Read some of these ways; return those still to be read."""
        if len(self.results) >= MOST_LEAVES:
            self.which[left] = np.arange(len(left)) + len(self.results)
            self.results += [self.function(Answers(Way(self.ways, row))) for row in left.tolist()]
            return left[:0]
        seen = self._watched(int(left[0]))
        if not seen:
            self.which[left] = len(self.results) - 1
            return left[:0]
        if len(seen) == 1:
            self.results.pop()
            return self._by_value(seen, left)
        alike = np.ones(len(left), dtype=bool)
        for code in seen:
            places = self.ways.columns[code].places
            alike &= places[left] == places[left[0]]
        self.which[left[alike]] = len(self.results) - 1
        rest: Array = left[~alike]
        return rest

    def _by_value(self, seen: list[str], left: Array) -> Array:
        """Read one way for each value of the only answer that was read."""
        places = self.ways.columns[seen[0]].places[left]
        _found, first, back = np.unique(places, return_index=True, return_inverse=True)
        of_value = np.full(len(first), ABSENT)
        for number, row in enumerate(left[first].tolist()):
            if self._watched(row) == seen:
                of_value[number] = len(self.results) - 1
            else:
                self.results.pop()
        self.which[left] = of_value[back]
        rest: Array = left[of_value[back] < 0]
        return rest

    def _watched(self, row: int) -> list[str]:
        """Call the function for one way; return what it read of what differs between ways."""
        seen: dict[str, None] = {}
        self.results.append(self.function(Answers(Way(self.ways, row, seen))))
        columns = self.ways.columns
        return [code for code in seen if code in columns and not columns[code].is_constant]


@dataclass(frozen=True, slots=True, eq=False)
class Read(Generic[T]):
    """What a function gave: for each way the place of its result (`ABSENT`: not read)."""

    which: Array
    results: Sequence[T]

    def where(self, test: Callable[[T], bool]) -> Array:
        """Return which ways have a result that passes a test."""
        return np.array([*map(test, self.results), False], dtype=bool)[self.which]
