"""Ways to complete answers, as columns: for each question, places in a list of values.

A function of answers is read over all the ways at once: called for one of them, it is watched;
the ways that agree with it on every answer it read have the same result, and are not read again.
Answers that no condition tells apart agree (alike.py).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Generic, TypeVar

import numpy as np

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.bounding.alike import ASKING, Class, class_of
from allervers.rights.domain.population import Array

T = TypeVar("T")
ABSENT: Final = -1
Classes = Mapping[str, Class]


@dataclass(frozen=True, eq=False)
class Column:
    """One question: the values met, and for each way the place of its own (`ABSENT`: none)."""

    values: Sequence[Json]
    places: Array
    _alike: dict[int, Array] = field(default_factory=dict, repr=False)

    @cached_property
    def is_constant(self) -> bool:
        """Whether every way is known to have the one value there is."""
        return len(self.values) == 1 and bool((self.places == 0).all())

    def alike(self, code: str, classes: Classes) -> Array:
        """Return a number for each way, the same when no condition tells their values apart."""
        if id(classes) not in self._alike:
            met, back = np.unique(self.places, return_inverse=True)
            seen = [
                None if one < 0 else class_of(code, self.values[one], classes)
                for one in met.tolist()
            ]
            ranks: dict[object, int] = {}
            numbers = [ranks.setdefault(one, len(ranks)) for one in seen]
            self._alike[id(classes)] = np.array(numbers)[back]
        return self._alike[id(classes)]

    def taken(self, rows: Array) -> "Column":
        """Return the column of some ways."""
        return Column(self.values, self.places[rows])

    def among(self, *values: Json) -> Array:
        """Return whether each way has one of these values."""
        return np.array([*(one in values for one in self.values), False])[self.places]

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

    def each(
        self,
        function: Callable[[Answers], T],
        rows: Array | None = None,
        classes: Classes = ASKING,
    ) -> "Read[T]":
        """Return what a function of answers gives for each of these ways (all of them: None).

        The function tells no answers of a class apart.
        """
        read = _Reading(self, function, classes)
        read.read(np.arange(self.count) if rows is None else rows)
        return Read(read.which, read.results)


class _Reading(Generic[T]):
    """A function of answers being read over ways."""

    def __init__(self, ways: Ways, function: Callable[[Answers], T], classes: Classes) -> None:
        self.ways, self.function, self.classes = ways, function, classes
        self.which = np.full(ways.count, ABSENT)
        self.results: list[T] = []

    def read(self, rows: Array) -> None:
        """Read these ways: those that agree with the first of them are put aside, and so on."""
        waiting = [rows] if len(rows) else []
        while waiting:
            rows = waiting.pop()
            for code in self._watched(rows):
                alike = self.ways.columns[code].alike(code, self.classes)[rows]
                agrees = alike == alike[0]
                if not agrees.all():
                    waiting.append(rows[~agrees])
                    rows = rows[agrees]
            self.which[rows] = len(self.results) - 1

    def _watched(self, rows: Array) -> Iterator[str]:
        """Call the function for the first way; give what it read of what differs between ways."""
        if len(rows) == 1:
            self.results.append(self.function(Answers(Way(self.ways, int(rows[0])))))
            return
        seen: dict[str, None] = {}
        self.results.append(self.function(Answers(Way(self.ways, int(rows[0]), seen))))
        columns = self.ways.columns
        for code in seen:
            if code in columns and not columns[code].is_constant:
                yield code


@dataclass(frozen=True, slots=True, eq=False)
class Read(Generic[T]):
    """What a function gave: for each way the place of its result (`ABSENT`: not read)."""

    which: Array
    results: Sequence[T]

    def where(self, test: Callable[[T], bool]) -> Array:
        """Return which ways have a result that passes a test."""
        return np.array([*map(test, self.results), False], dtype=bool)[self.which]
