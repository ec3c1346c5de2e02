"""A quantity between two bounds, both included; `high` may be infinite: nothing bounds it."""

import math
from collections.abc import Iterable
from typing import NamedTuple


class Range(NamedTuple):
    """From the least to the most that a quantity may be; never negative here."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The middle; infinite when nothing bounds the quantity."""
        return (self.low + self.high) / 2

    @property
    def is_bounded(self) -> bool:
        """Whether something bounds it."""
        return math.isfinite(self.high)

    def plus(self, other: "Range") -> "Range":
        """Return the sum."""
        return Range(self.low + other.low, self.high + other.high)

    def times(self, other: "Range") -> "Range":
        """Return the product; nothing times something unbounded is nothing."""
        return Range(_product(self.low, other.low), _product(self.high, other.high))

    def scaled(self, factor: float) -> "Range":
        """Return a multiple."""
        return self.times(Range(factor, factor))

    def over(self, whole: "Range") -> "Range":
        """Return the ratio to a whole; unbounded where the whole may be nothing."""
        low = self.low / whole.high if whole.high > 0 else 0.0
        return Range(low, self.high / whole.low if whole.low > 0 else math.inf)

    def at_most(self, limit: float) -> "Range":
        """Return the range, cut at a limit."""
        return Range(min(self.low, limit), min(self.high, limit))


NOTHING = Range(0.0, 0.0)


def exactly(value: float) -> Range:
    """Return the range of a value that is known."""
    return Range(value, value)


def total(ranges: Iterable[Range]) -> Range:
    """Return the sum of independent quantities."""
    found = NOTHING
    for one in ranges:
        found = found.plus(one)
    return found


def envelope(ranges: Iterable[Range]) -> Range:
    """Return the least and the most of several readings of one quantity; raises ValueError."""
    found = list(ranges)
    return Range(min(one.low for one in found), max(one.high for one in found))


def part_of(one: Range, others: Range) -> Range:
    """Return the share of one quantity in the sum of itself and others; 0 to 1."""
    low = one.low / (one.low + others.high) if one.low > 0 and others.is_bounded else 0.0
    if one.low > 0 and others.high == 0:
        low = 1.0
    if not one.is_bounded or one.high + others.low <= 0:
        return Range(low, 1.0 if one.high > 0 else 0.0)
    return Range(low, one.high / (one.high + others.low))


def _product(one: float, other: float) -> float:
    return 0.0 if one == 0 or other == 0 else one * other
