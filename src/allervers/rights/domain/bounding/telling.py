"""What an answer tells of a right, and whether it leaves anything to ask, over ways tried.

Answers are put in bins, outcomes in classes. What is told is the information, in nats, less what
chance alone would show in so few ways (Miller and Madow).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from allervers.rights.domain.bounding.alike import ASKING
from allervers.rights.domain.bounding.bounds import DUE, SAME_EUROS, Bounds
from allervers.rights.domain.bounding.completions import Completions
from allervers.rights.domain.bounding.ways import Column
from allervers.rights.domain.population import Array
from allervers.rights.domain.question import Kind, Question

BANDS: Final = 5  # of euros, for one right
BINS: Final = 24  # of answers, for one question


def classes_of(one: Bounds) -> Array:
    """Return the outcome of each way: its status while that is open, then bands of euros."""
    if one.status is None:
        return one.said
    cuts = np.unique(np.quantile(one.euros, np.linspace(0, 1, BANDS + 1)[1:-1]))
    return np.searchsorted(cuts, one.euros, side="right")


def bins_of(question: Question, column: Column) -> Array:
    """Return the answer of each way, close ones together; the rarest ones, too."""
    if question.kind is Kind.MONEY:
        figures = column.read(lambda value: float(str(value)))
        cuts = np.unique(np.quantile(figures, np.linspace(0, 1, BINS + 1)[1:-1]))
        return np.searchsorted(cuts, figures, side="right")
    bins = column.alike(question.code, ASKING)
    counts = np.bincount(bins)
    rank = np.empty(len(counts), dtype=np.int64)
    rank[np.argsort(-counts, kind="stable")] = np.arange(len(counts))
    return np.minimum(rank[bins], BINS)


def information(bins: Array, classes: Array, weights: Array) -> float:
    """Return what knowing the bin tells of the class, in nats, at least 0."""
    wide = int(classes.max()) + 1
    joint = np.bincount(bins * wide + classes, weights, minlength=(int(bins.max()) + 1) * wide)
    table = joint.reshape(-1, wide)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    found = entropy(rows) + entropy(columns) - entropy(table.ravel())
    freedom = (np.count_nonzero(rows) - 1) * (np.count_nonzero(columns) - 1)
    return max(found - freedom / (2 * len(bins)), 0.0)


def entropy(shares: Array) -> float:
    """Return how spread shares of a whole are, in nats."""
    positive = shares[shares > 0]
    return -float((positive * np.log(positive)).sum())


def settling(bins: Array, still: Sequence[Bounds], completions: Completions) -> Array:
    """Return for each right how often, of the likely answers, one leaves it settled.

    It does when every way tried that has it says the same, within `SAME_EUROS`.
    """
    order = np.argsort(bins, kind="stable")
    kept, starts = np.unique(bins[order], return_index=True)
    said = np.array([one.said for one in still])[:, order]
    euros = np.array([one.euros for one in still])[:, order]
    lowest, highest = (ends.reduceat(said, starts, axis=1) for ends in (np.minimum, np.maximum))
    wide = np.maximum.reduceat(euros, starts, axis=1) - np.minimum.reduceat(euros, starts, axis=1)
    is_settled = (lowest == highest) & ((lowest != DUE) | (wide <= SAME_EUROS))
    likely = completions.likely
    often = np.bincount(bins[likely], completions.ways.weights[likely], int(kept[-1]) + 1)[kept]
    found: Array = is_settled @ (often / often.sum())
    return found
