"""Along a coarse grid of figures, that of incomes of a year: finer where a right changes.

Its points are thousands of euros apart. Between two of them a right may jump and come back: family
allowances, as computed, go above the full amount over a few hundred euros just over their ceiling.
Where such a right goes further, the place of the jump is looked for closer and closer.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.bounding.changing import Change, Peak, open_codes
from allervers.rights.domain.bounding.filling import Filling
from allervers.rights.domain.bounding.priors import MONTHLY, domain_of
from allervers.rights.domain.bounding.trying import CENT, Compute, Tried, tried
from allervers.rights.domain.question import Kind, Question
from allervers.rights.domain.questionnaire import QUESTIONS

MOST: Final = 3  # pairs of neighbours to look between, the furthest first
STEPS: Final = 24  # figures from one to the other
LEVELS: Final = 4  # ten thousand euros, then 400, 20, 1


def followed(
    answers: Answers, peaks: Sequence[Peak], compute: Compute, fill: Filling
) -> list[Peak]:
    """Return the best way of each peak and of those along its coarse figures."""
    found = list(peaks)
    lines = tried(answers, found, [along(answers, one) for one in found], compute, fill)
    moving = list(range(len(found)))
    for _level in range(LEVELS):
        lines = tried(
            answers, [one.best for one in lines], [inside(one) for one in lines], compute, fill
        )
        for place, line in zip(moving, lines, strict=True):
            found[place] = line.best
        further = [line.best is not line.peak for line in lines]
        moving = [place for place, goes in zip(moving, further, strict=True) if goes]
        lines = [line for line, goes in zip(lines, further, strict=True) if goes]
        if not lines:
            break
    return found


def along(answers: Answers, peak: Peak) -> list[Change]:
    """Return every point of the coarse figures that the right looks at, and what the peak has."""
    return [
        (code, value)
        for code in open_codes(answers, peak)
        if is_coarse(QUESTIONS[code])
        for value in sorted(
            {*domain_of(QUESTIONS[code]).values, peak.way.raw[code]},
            key=lambda one: float(str(one)),
        )
    ]


def is_coarse(question: Question) -> bool:
    """Whether a question is of euros a year."""
    return question.kind is Kind.MONEY and question.highest > MONTHLY[-1]


def inside(line: Tried) -> list[Change]:
    """Return figures between the points where the right changes."""
    sign = line.peak.sign
    points = list(zip(line.changes, (sign * line.euros).tolist(), strict=True))
    pairs = sorted(
        (max(low, high), code, float(str(left)), float(str(right)))
        for ((code, left), low), ((after, right), high) in pairwise(points)
        if code == after and abs(high - low) > CENT
    )
    return [
        change for _far, code, low, high in pairs[-MOST:] for change in _between(code, low, high)
    ]


def _between(code: str, low: float, high: float) -> Iterator[Change]:
    """Give figures from one to the other, both included: the jump may be at either."""
    for figure in np.linspace(low, high, STEPS).tolist():
        yield code, f"{figure:.2f}"
