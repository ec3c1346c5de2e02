"""A figure between two bounds: what hides a figure widens it, never makes it zero."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure between two bounds, both included."""

    low: float
    high: float

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def share_of(self, whole: "Interval") -> "Interval":
        """Return which share this may be of a whole; anything when the whole may be nothing."""
        if whole.low <= 0:
            return Interval(0.0, 1.0)
        return Interval(min(self.low / whole.high, 1.0), min(self.high / whole.low, 1.0))


UNKNOWN = Interval(0.0, float("inf"))
