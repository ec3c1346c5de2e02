"""Which figures of a summary stay hidden so that nobody is recognised in a small group.

The same threshold and method as the results of the encounters (docs/why/secret-des-petits-
nombres.md), for two plain shapes: rows that add up to a known total, and cells of one row that do.
What is hidden is never alone, and never adds up to a small group.
"""

from collections.abc import Sequence
from typing import Final

SMALLEST_SHOWN: Final = 5  # households


def is_small(count: int) -> bool:
    """Whether a figure speaks of 1 to 4 households."""
    return 0 < count < SMALLEST_SHOWN


def hidden_rows(rows: Sequence[Sequence[int]]) -> frozenset[int]:
    """Return the rows to hide, whole: those with a small figure, and others to cover them.

    Each row holds several figures; the total of each over all rows is known to readers.
    """
    hidden = {place for place, row in enumerate(rows) if any(map(is_small, row))}
    return covered(hidden, rows)


def hidden_cells(cells: Sequence[int]) -> frozenset[int]:
    """Return the cells of one row to hide: small ones, and others to cover them."""
    hidden = {place for place, count in enumerate(cells) if is_small(count)}
    return covered(hidden, [(one,) for one in cells])


def covered(small: set[int], rows: Sequence[Sequence[int]]) -> frozenset[int]:
    """Hide more rows until what is hidden is not alone and adds up to no small group.

    The smallest that is not empty goes first, with its equals: to choose among these would tell
    those who know the rule which one was small.
    """
    hidden = set(small)
    while hidden and _is_thin(hidden, rows):
        shown = [place for place in range(len(rows)) if place not in hidden]
        if not shown:
            break
        filled = [sum(rows[place]) for place in shown if any(rows[place])]
        least = min(filled, default=0)
        hidden |= {place for place in shown if sum(rows[place]) == least}
    return frozenset(hidden)


def _is_thin(hidden: set[int], rows: Sequence[Sequence[int]]) -> bool:
    sums = [sum(rows[place][n] for place in hidden) for n in range(len(rows[0]))]
    return len(hidden) == 1 or any(map(is_small, sums))
