"""The question that settles most: what it tells of the rights still open, over what it costs.

For each right, how its outcome (nothing, or an amount in a few bands) is spread over the likely
ways; and how much less it is spread once a question is answered: its expected information, less
what chance alone would show in so few ways (Miller and Madow). Summed over the rights, weighted by
euros and urgency, divided by the price (prices.py). Nothing is computed again by the rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.bounding.bounds import Bounds
from allervers.rights.domain.bounding.completions import Completions
from allervers.rights.domain.bounding.prices import COVER, price, worth
from allervers.rights.domain.bounding.ways import Column
from allervers.rights.domain.needs import codes_for, excluded
from allervers.rights.domain.population import Array
from allervers.rights.domain.question import Kind, Question
from allervers.rights.domain.questionnaire import ORDER, QUESTIONS, asked_codes
from allervers.rights.domain.right import RIGHTS, WITHOUT_AMOUNT, Right

BANDS: Final = 5  # of euros, for one right
BINS: Final = 8  # of answers, for one question
NUMBERS: Final = frozenset({Kind.MONEY, Kind.WHOLE})
LEAST: Final = 1e-3  # of worth: below, the questions keep their usual order


def askable(answers: Answers, rights: Iterable[Right]) -> tuple[str, ...]:
    """Return the questions that some of these rights need and nobody asked, in the usual order."""
    codes = frozenset[str]().union(
        *(codes_for(right, answers) for right in rights if excluded(right, answers) is None)
    )
    return tuple(
        code
        for code in asked_codes(answers)
        if code in codes and not answers.is_asked(code) and not answers.is_skipped(code)
    )


def usual_next(answers: Answers) -> str | None:
    """Return the next question in the usual order, when nothing is known of what it would tell."""
    return next(iter(askable(answers, RIGHTS)), None)


def best_next(
    answers: Answers, completions: Completions, bounds: Mapping[Right, Bounds]
) -> str | None:
    """Return the question worth asking next for the rights that are not settled, or None."""
    open_ones = [one for one in bounds.values() if not one.is_settled]
    # First which rights there are, then how much.
    still = [one for one in open_ones if one.status is None] or open_ones
    codes = askable(answers, [one.right for one in still])
    if not codes and len(still) < len(open_ones):
        still = open_ones
        codes = askable(answers, [one.right for one in still])
    if len(codes) < 2:  # noqa: PLR2004 - there is nothing to choose
        return codes[0] if codes else None
    for rows in (completions.likely, np.arange(completions.ways.count)):
        scores = _scores(codes, completions, still, rows)
        best = int(np.argmax(scores))
        if scores[best] > LEAST:
            return codes[best]
    return codes[0]


def _scores(
    codes: Sequence[str], completions: Completions, still: Sequence[Bounds], rows: Array
) -> Array:
    """Return what each question is worth asking, over these ways."""
    weights = completions.ways.weights[rows]
    weights = weights / weights.sum()
    classes = [_classes(one, rows) for one in still]
    worths = np.array([_worth(one, rows, weights) for one in still])
    prices = [price(QUESTIONS[code], is_follow_up=code in FOLLOW_UPS) for code in codes]
    told = []
    for code in codes:
        bins = _bins(QUESTIONS[code], completions.ways.columns[code], rows)
        told.append(sum(worths * [_information(bins, one, weights) for one in classes]))
    return np.array(told) / prices


def _is_always(rule: object) -> bool:
    return rule is ORDER[0][1]


# Asked only because of an answer before: the first question of all is always asked.
FOLLOW_UPS: Final = frozenset(question.code for question, rule in ORDER if not _is_always(rule))


def _worth(one: Bounds, rows: Array, weights: Array) -> float:
    euros = (one.said[rows] > 0) * COVER if one.right in WITHOUT_AMOUNT else one.euros[rows]
    mean = float((weights * euros).sum())
    return worth(one.right, float(np.sqrt((weights * (euros - mean) ** 2).sum())))


def _classes(one: Bounds, rows: Array) -> Array:
    """Return the outcome of each way: its status while that is open, then bands of euros."""
    if one.status is None:
        return one.said[rows]
    euros = one.euros[rows]
    cuts = np.unique(np.quantile(euros, np.linspace(0, 1, BANDS + 1)[1:-1]))
    return np.searchsorted(cuts, euros, side="right")


def _bins(question: Question, column: Column, rows: Array) -> Array:
    """Return the answer of each way, close ones together."""
    places = column.places[rows]
    if question.kind in NUMBERS:
        figures = column.read(lambda value: float(str(value)))[rows]
        cuts = np.unique(np.quantile(figures, np.linspace(0, 1, BINS + 1)[1:-1]))
        return np.searchsorted(cuts, figures, side="right")
    if question.kind is Kind.AGES:
        ages = [tuple(one) for one in column.values if isinstance(one, list)]
        oldest = np.array([max(one, default=0) for one in ages])[places]
        youngest = np.array([min(one, default=0) for one in ages])[places]
        return np.digitize(youngest, (3, 14)) * 3 + np.digitize(oldest, (6, 18))
    names: dict[str, int] = {}
    same = np.array([names.setdefault(repr(value), len(names)) for value in column.values])
    return _frequent(same[places])


def _frequent(bins: Array) -> Array:
    """Return the most frequent answers apart, the others together."""
    counts = np.bincount(bins)
    rank = np.empty(len(counts), dtype=np.int64)
    rank[np.argsort(-counts, kind="stable")] = np.arange(len(counts))
    return np.minimum(rank[bins], BINS)


def _information(bins: Array, classes: Array, weights: Array) -> float:
    """Return what knowing the bin tells of the class, in nats, at least 0."""
    wide = int(classes.max()) + 1
    joint = np.bincount(bins * wide + classes, weights, minlength=(int(bins.max()) + 1) * wide)
    table = joint.reshape(-1, wide)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    found = _entropy(rows) + _entropy(columns) - _entropy(table.ravel())
    freedom = (np.count_nonzero(rows) - 1) * (np.count_nonzero(columns) - 1)
    return max(found - freedom / (2 * len(bins)), 0.0)


def _entropy(shares: Array) -> float:
    positive = shares[shares > 0]
    return -float((positive * np.log(positive)).sum())
