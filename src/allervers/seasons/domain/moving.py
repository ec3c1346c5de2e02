"""What a proposal does to visits: one taken out of a halt and one put there is a visit moved."""

from collections.abc import Iterable
from dataclasses import dataclass

from allervers.seasons.domain.planned import Planned

Pair = tuple[Planned, Planned]


@dataclass(frozen=True, slots=True)
class Moves:
    """Visits moved to another day or unit (before, after), then those only taken out or put in."""

    moved: tuple[Pair, ...]
    removed: tuple[Planned, ...]
    added: tuple[Planned, ...]


def moves_of(removed: Iterable[Planned], added: Iterable[Planned]) -> Moves:
    """Pair the visits taken out of each halt with those put there, the earliest first."""
    left, come = sorted(removed), sorted(added)
    moved = []
    for one in list(left):
        there = next((other for other in come if other.halt == one.halt), None)
        if there is not None:
            moved.append((one, there))
            left.remove(one)
            come.remove(there)
    return Moves(tuple(moved), tuple(left), tuple(come))
