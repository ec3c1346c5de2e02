"""Further than what was drawn: from the best way of a right, one answer changed at a time.

A right with too many ways is sampled, and its extreme may need several rare answers at once: a
partner without income, and a pension of one's own that is nearly nothing. From the way that gives
most (and least, where every way gives something) each open question is tried with other values,
what that leads to is drawn again, and the next round starts from the best way found.

A right of which all ways are there was computed on a grid of figures: from its best way, other
figures are tried; then, of both kinds, those where it changes along a coarse one (lines.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.random import Generator

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.bounding.bounds import DUE, Bounds
from allervers.rights.domain.bounding.changing import Effort, Peak, changes_of
from allervers.rights.domain.bounding.corners import corners
from allervers.rights.domain.bounding.filling import Drawn
from allervers.rights.domain.bounding.lines import followed
from allervers.rights.domain.bounding.trying import Compute, Tried, euros_of, tried
from allervers.rights.domain.bounding.ways import Ways
from allervers.rights.domain.engine import Amounts
from allervers.rights.domain.needs import NEEDS
from allervers.rights.domain.right import WITHOUT_AMOUNT, Right

FLAT: Final = 4  # ways to start from, for a right that gives nothing in any


def climbed(
    answers: Answers,
    ways: Ways,
    bounds: Mapping[Right, Bounds],
    compute: Compute,
    chance: Generator,
) -> dict[Right, Bounds]:
    """Return bounds over these ways, as wide as climbing makes them."""
    peaks = list(starts(answers, ways, bounds))
    if not peaks:
        return dict(bounds)
    fill = Drawn(chance, is_even=True)
    codes = frozenset[str]().union(*(NEEDS[one.right] for one in peaks))
    others = corners(answers, codes, fill)
    amounts = compute(others)
    peaks = [_nearest(one, others, amounts[one.right]) for one in peaks]
    peaks = climb(answers, peaks, compute, chance)
    return _widened(bounds, followed(answers, peaks, compute, fill))


def _nearest(peak: Peak, others: Ways, amounts: Amounts) -> Peak:
    """Return the best way of a peak and of others, as many adults in all of them."""
    rows = np.flatnonzero(others.columns["couple"].among(peak.way.raw["couple"]))
    return Tried(peak, (), others, rows, euros_of(peak.right, others, amounts, rows)).best


def climb(
    answers: Answers,
    peaks: Sequence[Peak],
    compute: Compute,
    chance: Generator,
    effort: Effort | None = None,
) -> list[Peak]:
    """Return the best way reached from each of these: itself, when nothing is better."""
    effort = effort or Effort()
    found, moving = list(peaks), list(range(len(peaks)))
    for _round in range(effort.rounds):
        climbing = [found[place] for place in moving]
        changes = [list(changes_of(answers, one, chance, effort)) for one in climbing]
        for place, one in zip(
            list(moving),
            tried(answers, climbing, changes, compute, Drawn(chance, is_even=True)),
            strict=True,
        ):
            if one.best is found[place]:
                moving.remove(place)
            found[place] = one.best
    return found


def starts(answers: Answers, ways: Ways, bounds: Mapping[Right, Bounds]) -> Iterator[Peak]:
    """Give where to climb from: with a partner and without, when that is open.

    A right that gives nothing in any way has no best one: some of the likely ways, then.
    """
    couples = ways.columns["couple"].places
    kinds = [np.flatnonzero(couples == one) for one in np.unique(couples)]
    for right, one in bounds.items():
        if right in WITHOUT_AMOUNT or one.status not in (None, DUE):
            continue
        for sign in (1, -1) if one.low > 0 else (1,):
            for rows in kinds if one.is_estimate else [np.arange(ways.count)]:
                euros = sign * one.euros[rows]
                best = rows[[np.argmax(euros)]] if one.high > 0 else rows[-FLAT:]
                for row in best.tolist():
                    way, reached = ways.answers(row), float(one.euros[row])
                    yield Peak(right, sign, one.is_estimate, way, reached)


def _widened(bounds: Mapping[Right, Bounds], reached: Sequence[Peak]) -> dict[Right, Bounds]:
    """Return the bounds, as far as what was reached; a right not due somewhere is not given."""
    found = dict(bounds)
    for peak in reached:
        one = found[peak.right]
        status = None if one.status == DUE and peak.euros == 0 else one.status
        low, high = min(one.low, peak.euros), max(one.high, peak.euros)
        found[peak.right] = replace(one, status=status, low=low, high=high)
    return found
