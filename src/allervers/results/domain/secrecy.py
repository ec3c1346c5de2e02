"""Which figures stay hidden so that nobody is recognised in a small group.

A group of 1 to 4 people is hidden. Other figures are hidden with it whenever a sum would give it
back: a total less the figures shown, a commune less its halts. A zero names nobody and is shown,
unless the whole it belongs to is itself hidden. Why, and the limits: docs/why/secret-des-petits-
nombres.md. Sources: Insee's and the CNIL's guides on statistical secrecy (threshold rule, primary
and secondary suppression); the threshold of 5 is ours.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

SMALLEST_SHOWN: Final = 5  # people


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure: its value, and how many people stand behind it (one may ask for ten things)."""

    value: int
    people: int

    @property
    def is_small(self) -> bool:
        """Whether it speaks of 1 to 4 people."""
        return 0 < self.people < SMALLEST_SHOWN


@dataclass(frozen=True, slots=True)
class Sum:
    """A relation that readers know: the whole is the sum of its parts. Keys of cells.

    Relations must hang together as a tree: no cell may be reached from another in two ways. Tables
    that cross two breakdowns are therefore never published.
    """

    whole: str
    parts: tuple[str, ...]


def hidden_cells(cells: Mapping[str, Cell], sums: Sequence[Sum]) -> frozenset[str]:
    """Say which cells to hide; those of 1 to 4 people, and what would give one of them back.

    Ends: each turn hides at least one cell more.
    """
    hidden = {key for key, cell in cells.items() if cell.is_small}
    while True:
        more = _wholes_with_nothing_shown(cells, sums, hidden) or _one_more(cells, sums, hidden)
        if not more:
            return frozenset(hidden)
        hidden |= more


def _wholes_with_nothing_shown(
    cells: Mapping[str, Cell], sums: Iterable[Sum], hidden: set[str]
) -> set[str]:
    """Of a hidden small whole, hide even the zeros: they would say what its few people are."""
    found = {part for one in sums if cells[one.whole].is_small for part in one.parts}
    return found - hidden


def _one_more(cells: Mapping[str, Cell], sums: Sequence[Sum], hidden: set[str]) -> set[str]:
    """Find one cell to hide where a relation gives a hidden figure back."""
    unknown = {one: [key for key in (one.whole, *one.parts) if key in hidden] for one in sums}
    # First where a figure is plainly given back: elsewhere it would seem found out by its fault.
    thin = [one for one in sums if unknown[one] and _is_thin(cells, one, unknown[one])]
    for one in thin:
        chosen = _next_to_hide(cells, one, hidden)
        if chosen:
            return chosen
    known = _intervals(cells, sums, hidden)
    found_out = {key for key in hidden if known[key][0] == known[key][1]}
    for one in sums:
        chosen = (
            _next_to_hide(cells, one, hidden) if found_out.intersection(unknown[one]) else set()
        )
        if chosen:
            return chosen
    return set()


def _is_thin(cells: Mapping[str, Cell], one: Sum, unknown: list[str]) -> bool:
    """Whether a relation holds a single unknown, or hidden parts that add up to a small group."""
    if len(unknown) == 1:
        return True
    if one.whole in unknown:
        return False
    return sum(cells[key].value for key in unknown) < SMALLEST_SHOWN


def _next_to_hide(cells: Mapping[str, Cell], one: Sum, hidden: set[str]) -> set[str]:
    """Choose the smallest figure still shown, and its equals: parts, then zeros, then the whole.

    To choose among equals would tell those who know the rule which one was small. A whole that is
    no small group stays when all its parts are hidden, zeros included: it says how they add up,
    not what any of them is. Unless there are as many parts as people: each could only be 1.
    """
    parts = [key for key in one.parts if key not in hidden]
    if not parts:
        whole = cells[one.whole]
        says_it_all = whole.is_small or whole.value <= len(one.parts)
        return {one.whole} - hidden if says_it_all else set()
    least = min((cells[key].value for key in parts if cells[key].value), default=0)
    return {key for key in parts if cells[key].value == least}


class SumsError(ValueError):
    """The parts of a whole do not add up to it: nothing can be shown safely."""

    def __init__(self, whole: str) -> None:
        super().__init__(f"The parts of {whole!r} do not add up to it: nothing is shown.")


Interval = tuple[float, float]


def _intervals(
    cells: Mapping[str, Cell], sums: Sequence[Sum], hidden: set[str]
) -> dict[str, Interval]:
    """Return what a reader can tell of each cell, by bounds: exact when relations are a tree.

    The reader is given more than the page says: which hidden figures are small ones. Raises
    SumsError when a relation is not true of its cells: bounds would move for ever.
    """
    for one in sums:
        if cells[one.whole].value != sum(cells[part].value for part in one.parts):
            raise SumsError(one.whole)
    known = {key: _at_first(cell, is_hidden=key in hidden) for key, cell in cells.items()}
    while any(_narrow(known, one) for one in sums):
        pass
    return known


def _at_first(cell: Cell, *, is_hidden: bool) -> Interval:
    if not is_hidden:
        return (cell.value, cell.value)
    if not cell.is_small:
        return (min(cell.value, SMALLEST_SHOWN), inf)
    return (1, SMALLEST_SHOWN - 1 if cell.value == cell.people else inf)


def _narrow(known: dict[str, Interval], one: Sum) -> bool:
    """Narrow the bounds of one relation's cells; say whether something moved."""
    before = [known[key] for key in (one.whole, *one.parts)]
    low = sum(known[part][0] for part in one.parts)
    high = sum(known[part][1] for part in one.parts)
    whole = known[one.whole]
    known[one.whole] = whole = (max(whole[0], low), min(whole[1], high))
    for part in one.parts:
        mine = known[part]
        others_high = sum(known[other][1] for other in one.parts if other != part)
        others_low = sum(known[other][0] for other in one.parts if other != part)
        known[part] = (max(mine[0], whole[0] - others_high), min(mine[1], whole[1] - others_low))
    return before != [known[key] for key in (one.whole, *one.parts)]
