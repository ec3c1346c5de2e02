"""What changes of some households give, all computed at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.bounding.alike import JUDGING
from allervers.rights.domain.bounding.changing import Change, Peak, around
from allervers.rights.domain.bounding.completions import refilled
from allervers.rights.domain.bounding.filling import Filling
from allervers.rights.domain.bounding.ways import Ways
from allervers.rights.domain.engine import Amounts
from allervers.rights.domain.needs import NEEDS, excluded
from allervers.rights.domain.population import Array
from allervers.rights.domain.right import Right

CENT: Final = 0.01
Compute = Callable[[Ways], Mapping[Right, Amounts]]


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """The changes of one peak, and what each gives it: euros, in the rows of all the ways."""

    peak: Peak
    changes: Sequence[Change]
    ways: Ways
    rows: Array
    euros: Array

    @property
    def best(self) -> Peak:
        """Return the way that goes furthest; the peak itself when none goes further."""
        if not len(self.rows):
            return self.peak
        best = int(np.argmax(self.peak.sign * self.euros))
        if self.peak.sign * (self.euros[best] - self.peak.euros) < CENT:
            return self.peak
        way = self.ways.answers(int(self.rows[best]))
        return replace(self.peak, way=way, euros=float(self.euros[best]))


def tried(
    answers: Answers,
    peaks: Sequence[Peak],
    changes: Sequence[Sequence[Change]],
    compute: Compute,
    fill: Filling,
) -> list[Tried]:
    """Compute all changes of all peaks; what they ask anew is filled in."""
    sizes = [len(some) for some in changes]
    if not sum(sizes):
        nothing, none = around(peaks, changes), np.zeros(0, dtype=np.int64)
        return [Tried(one, (), nothing, none, none) for one in peaks]
    codes = frozenset[str]().union(*(NEEDS[one.right] for one in peaks))
    ways = refilled(answers, around(peaks, changes), codes, fill)
    amounts = compute(ways)
    parts = np.split(np.arange(ways.count), np.cumsum(sizes)[:-1])
    return [
        Tried(one, some, ways, rows, euros_of(one.right, ways, amounts[one.right], rows))
        for one, some, rows in zip(peaks, changes, parts, strict=True)
    ]


def euros_of(right: Right, ways: Ways, amounts: Amounts, rows: Array) -> Array:
    """Return what a right gives in some ways; 0 where an answer excludes it."""
    why_not = ways.each(partial(excluded, right), rows, JUDGING)
    is_due = amounts.is_due[rows] & why_not.where(lambda one: one is None)[rows]
    found: Array = np.where(is_due, amounts.amount[rows], 0.0)
    return found
