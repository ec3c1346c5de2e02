"""Where a right turns as an amount grows or falls: looked for on a grid, then to the euro.

Each round computes one batch of households for all amounts together; three rounds are enough.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from allervers.rights.domain.population import Array

POINTS: Final = 42  # tried between two bounds in a round: 2 000 € to the euro in three rounds
Tried = tuple[Array, Array]  # whether the right is open, and its amount
Try = Callable[[Sequence[tuple[int, Array]]], list[Tried]]


@dataclass(frozen=True, slots=True)
class Bracket:
    """Two amounts of one question between which the right turns.

    `near` is on the side of today's amount, `far` on the other; `amount`: the right's at `far`.
    """

    place: int  # of the question
    near: float
    far: float
    amount: float

    @property
    def inside(self) -> Array:
        """Return whole euros strictly between, from `near` to `far`; none: it is to the euro."""
        low, high = sorted((self.near, self.far))
        whole = np.arange(np.floor(low) + 1, np.ceil(high))
        if len(whole) > POINTS:
            whole = np.unique(np.round(np.linspace(whole[0], whole[-1], POINTS)))
        return whole if self.near < self.far else whole[::-1]


def brackets(
    place: int, now: float, values: Array, tried: Tried, *, is_open: bool
) -> Iterator[Bracket]:
    """Give the nearest turn above today's amount, and below; `values` grow."""
    above = values > now
    for side in (np.flatnonzero(above), np.flatnonzero(values < now)[::-1]):
        found = turn(Bracket(place, now, now, 0.0), values[side], (tried[0][side], tried[1][side]),
                     is_open=is_open)  # fmt: skip
        if found is not None:
            yield found


def turn(bracket: Bracket, values: Array, tried: Tried, *, is_open: bool) -> Bracket | None:
    """Return the first turn from `near` on along values, or None."""
    turned = np.flatnonzero(tried[0] != is_open)
    if not len(turned):
        return None
    first = int(turned[0])
    near = float(values[first - 1]) if first else bracket.near
    return Bracket(bracket.place, near, float(values[first]), float(tried[1][first]))


def to_the_euro(found: Sequence[Bracket], attempt: Try, *, is_open: bool) -> list[Bracket]:
    """Narrow every bracket until no whole euro is left between its bounds."""
    known = list(found)
    while open_ones := [place for place, one in enumerate(known) if len(one.inside)]:
        asked = [(known[place].place, known[place].inside) for place in open_ones]
        for place, (_question, values), tried in zip(open_ones, asked, attempt(asked), strict=True):
            one = known[place]
            last = Bracket(one.place, float(values[-1]), one.far, one.amount)
            known[place] = turn(one, values, tried, is_open=is_open) or last
    return known


def segments(values: Sequence[object]) -> list[int]:
    """Return the places where a series changes, the first one included."""
    return [0, *(place + 1 for place, (one, two) in enumerate(pairwise(values)) if one != two)]
