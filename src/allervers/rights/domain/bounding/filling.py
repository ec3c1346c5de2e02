"""How a question without an answer is filled in: drawn once a way, or tried every way."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

import numpy as np
from numpy.random import Generator

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.bounding.alike import JUDGING
from allervers.rights.domain.bounding.priors import GIVEN, Domain, domain_of, weights_given
from allervers.rights.domain.bounding.ways import ABSENT, Column, Ways
from allervers.rights.domain.needs import codes_for, excluded
from allervers.rights.domain.population import Array
from allervers.rights.domain.question import Kind, Question
from allervers.rights.domain.right import Right

FAR: Final = 3  # so many times too many ways: even exclusions would leave too many
# An answer whose values depend on how many children there are.
COUNTED_BY: Final = {Kind.AGES: "children", Kind.CHILDREN: "children_ages"}


class TooManyError(Exception):
    """There are more ways than may be tried."""


class Filling(Protocol):
    """Gives values to a question in some ways."""

    def __call__(self, ways: Ways, question: Question, rows: Array) -> Ways:
        """Return the ways with a value for these rows: as many, or more."""
        ...


@dataclass(frozen=True, slots=True)
class Drawn:
    """One value for each way, by Latin hypercube. `is_even`: rare values nearly as often."""

    chance: Generator
    is_even: bool = False

    def __call__(self, ways: Ways, question: Question, rows: Array) -> Ways:
        """Return the ways with a value for these rows."""
        places = np.full(ways.count, ABSENT)
        values: list[object] = []
        for domain, some in domains(ways, question, rows):
            for weights, among in self._weights(ways, question, domain, some):
                places[among] = len(values) + self._places(weights, len(among))
            values += domain.values
        return with_column(ways, question.code, Column(values, places), rows)

    def _weights(
        self, ways: Ways, question: Question, domain: Domain, rows: Array
    ) -> Iterator[tuple[Array, Array]]:
        if self.is_even:
            yield _even(question, domain), rows
        elif question.code in GIVEN:
            yield from _by_class(ways, question, rows)
        else:
            yield domain.weights, rows

    def _places(self, weights: Array, count: int) -> Array:
        strata = (self.chance.permutation(count) + self.chance.random(count)) / count
        found = np.searchsorted(np.cumsum(weights), strata)
        return np.minimum(found, len(weights) - 1)


@dataclass(frozen=True, slots=True)
class Trying:
    """Every value, a way for each, up to `most`; none where no right of these looks at it."""

    rights: Sequence[Right]
    most: int

    def __call__(self, ways: Ways, question: Question, rows: Array) -> Ways:
        """Return one way for each value. Raises TooManyError."""
        if sum(len(some) * len(one.values) for one, some in domains(ways, question, rows)) > (
            FAR * self.most
        ):
            raise TooManyError
        rows = self._needing(ways, question.code, rows)
        sizes = np.ones(ways.count, dtype=np.int64)
        starts = np.full(ways.count, ABSENT)
        values: list[object] = []
        weights: list[float] = []
        for domain, some in domains(ways, question, rows):
            if not domain.is_whole:
                raise TooManyError
            sizes[some], starts[some] = len(domain.values), len(values)
            values += domain.values
            weights += domain.weights.tolist()
        if sizes.sum() > self.most:
            raise TooManyError
        origin = np.repeat(np.arange(ways.count), sizes)
        within = np.arange(len(origin)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        places = np.where(starts[origin] < 0, ABSENT, starts[origin] + within)
        more = ways.taken(origin)
        likely = more.weights * np.array([*weights, 1.0])[places]
        more = Ways(more.count, more.columns, likely)
        return with_column(more, question.code, Column(values, places), np.arange(more.count))

    def _needing(self, ways: Ways, code: str, rows: Array) -> Array:
        """Return the ways in which some right looks at a question."""
        found, left = rows[:0], rows
        for right in self.rights:
            needs = ways.each(partial(_is_needed, right, code), left, JUDGING).where(bool)[left]
            found, left = np.concatenate((found, left[needs])), left[~needs]
        return found


def _is_needed(right: Right, code: str, answers: Answers) -> bool:
    return code in codes_for(right, answers) and excluded(right, answers) is None


def domains(ways: Ways, question: Question, rows: Array) -> Iterator[tuple[Domain, Array]]:
    """Give what these ways may answer, for each number of children it depends on."""
    code = COUNTED_BY.get(question.kind)
    column = ways.columns.get(code) if code else None
    if column is None:
        yield domain_of(question), rows
        return
    counts = column.read(_count)[rows]
    for count in np.unique(counts).tolist():
        yield domain_of(question, int(count)), rows[counts == count]


def _count(value: object) -> float:
    return float(len(value)) if isinstance(value, list) else float(value)  # type: ignore[arg-type]


def _even(question: Question, domain: Domain) -> Array:
    """Return weights that let rare values meet all the rest; of children, mostly none or all."""
    count = len(domain.values)
    flat = np.sqrt(domain.weights)
    found = flat / flat.sum() / 2 + 0.5 / count
    if question.kind is Kind.CHILDREN:
        found = found / 4
        found[[0, count - 1]] += (0.55, 0.2)
    return np.asarray(found / found.sum())


def _by_class(ways: Ways, question: Question, rows: Array) -> Iterator[tuple[Array, Array]]:
    """Give the weights of each class of the answer that a question depends on, and its ways."""
    given = GIVEN[question.code]
    column = ways.columns.get(given.parent)
    if column is None:
        yield domain_of(question).weights, rows
        return
    keys = [
        bisect_right(given.bands, float(str(one))) if given.bands else str(one)
        for one in column.values
    ]
    places = column.places[rows]
    for key in dict.fromkeys(keys):
        among = rows[np.isin(places, [place for place, one in enumerate(keys) if one == key])]
        if len(among):
            yield weights_given(question, key), among
    yield domain_of(question).weights, rows[places < 0]


def with_column(ways: Ways, code: str, column: Column, rows: Array) -> Ways:
    """Return the ways with a column for these rows; the other rows keep what they had."""
    before = ways.columns.get(code)
    if before is not None:
        places = before.places.copy()
        new = column.places[rows]
        places[rows] = np.where(new < 0, ABSENT, new + len(before.values))
        column = Column([*before.values, *column.values], places)
    return Ways(ways.count, {**ways.columns, code: column}, ways.weights)
