"""How far each right may still go: certain, excluded, or possible from so much to so much.

A way gives a right one of three statuses, as a finished check would: due, not due, doubtful. A
right is settled when all ways agree, and its amount too within `SAME_EUROS`: no further question is
worth the person's time for less, and a finding says "about" anyway.

Figures are tried on a grid. Between two points a right may go higher than at both: it is followed
from each side as it was going, up to where these lines meet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import partial
from typing import Final

import numpy as np

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.bounding.alike import COUNTING, JUDGING
from allervers.rights.domain.bounding.completions import Completions, Tried
from allervers.rights.domain.bounding.ways import Ways
from allervers.rights.domain.doubts import Doubt, parts_of, uncounted
from allervers.rights.domain.engine import Amounts, Outcome
from allervers.rights.domain.finding import Reason
from allervers.rights.domain.needs import excluded
from allervers.rights.domain.population import Array
from allervers.rights.domain.question import Kind
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.domain.right import Right

SAME_EUROS: Final = 10.0  # a month
# Half a step of the grid of incomes (priors.py): a right that follows an income euro for euro rises
# no more between two points of it.
HALF_A_STEP: Final = 25.0
CENT: Final = Decimal("0.01")
NO_EUROS: Final = Decimal(0)  # no doubt looks at an amount
NOT_DUE, DUE, DOUBTFUL = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """One right over every way tried.

    `status`: `DUE`, `NOT_DUE` or `DOUBTFUL` when all ways agree, else None. `low` and `high` are
    euros (unrounded) over all ways. `is_estimate`: not all ways were tried. By way: `euros`, and
    `said`, its status; the doubts of ways that are due in part only are not looked for.
    """

    right: Right
    status: int | None
    low: float
    high: float
    is_estimate: bool
    euros: Array
    said: Array

    @property
    def said_between(self) -> tuple[float, float]:
        """The bounds to say: an estimate's go as far beyond what was tried as the grid may hide."""
        if not self.is_estimate or self.low == self.high:
            return self.low, self.high
        beyond = SAME_EUROS if self.is_settled else HALF_A_STEP
        return max(self.low - beyond, 0.0), self.high + beyond

    @property
    def is_settled(self) -> bool:
        """Whether no answer to come can change what is said of this right."""
        if self.status is None:
            return False
        return self.status != DUE or self.high - self.low <= SAME_EUROS


def bounds_of(
    rights: Sequence[Right], completions: Completions, amounts: Mapping[Right, Amounts]
) -> dict[Right, Bounds]:
    """Return the bounds of each right over these completions, computed."""
    found = {right: _bounds(right, completions, amounts[right]) for right in rights}
    if Right.RSA in found:
        aah = found.get(Right.AAH) or _bounds(Right.AAH, completions, amounts[Right.AAH])
        found[Right.RSA] = _beside_aah(found[Right.RSA], aah)
    return found


def _bounds(right: Right, completions: Completions, amounts: Amounts) -> Bounds:
    ways = completions.ways
    is_out = ways.each(partial(excluded, right), classes=JUDGING).where(lambda one: one is not None)
    due = amounts.is_due & ~is_out
    euros = np.where(due, amounts.amount, 0.0)
    tried = completions.exhausted.get(right)
    low, high = float(euros.min()), float(euros.max())
    if tried is not None:
        low, high = _between_points(tried, ways, euros, low, high)
    said = np.where(due, DUE, NOT_DUE)
    for is_due in (True, False):
        rows = np.flatnonzero(~is_out & (due == is_due))
        said[_torn(right, ways, rows, amounts, is_due=is_due)] = DOUBTFUL
    bounds = Bounds(right, None, max(low, 0.0), high, tried is None, euros, said)
    return replace(bounds, status=_same(said))


def _same(said: Array) -> int | None:
    return int(said[0]) if (said == said[0]).all() else None


def _torn(right: Right, ways: Ways, rows: Array, amounts: Amounts, *, is_due: bool) -> Array:
    """Return which ways are doubtful, of `rows`: no answer excludes these, all due or none."""
    torn = np.zeros(ways.count, dtype=bool)
    torn[rows] = amounts.is_doubtful[rows]
    for part in parts_of(right):
        rows = rows[~torn[rows]]
        if len(rows):
            asked = partial(_doubt, part, right, is_due=is_due)
            classes = COUNTING if part is uncounted else JUDGING
            torn |= ways.each(asked, rows, classes).where(lambda one: one is not None)
    return torn


def _doubt(part: Doubt, right: Right, answers: Answers, *, is_due: bool) -> Reason | None:
    return part(right, answers, Outcome(is_due, NO_EUROS))


def _beside_aah(rsa: Bounds, aah: Bounds) -> Bounds:
    """Return the rsa, open as long as an aah as high may take its place (domain/screening.py)."""
    beside = (rsa.said == DUE) & (aah.said == DUE) & (aah.euros >= rsa.euros)
    if rsa.status != DUE or not beside.any():
        return rsa
    said = np.where(beside, DOUBTFUL, rsa.said)
    return replace(rsa, said=said, status=_same(said))


def _between_points(
    tried: Tried, ways: Ways, euros: Array, low: float, high: float
) -> tuple[float, float]:
    """Return bounds widened by what may happen between two points of a grid of figures."""
    some, paid = ways.taken(tried.rows), euros[tried.rows]
    for code in tried.codes:
        if QUESTIONS[code].kind is Kind.MONEY:
            others = [some.columns[one].places for one in tried.codes if one != code]
            figures = some.columns[code].read(lambda value: float(str(value)), -1.0)
            order = np.lexsort((figures, *others))
            alike = np.ones(len(order) - 1, dtype=bool)
            for places in others:
                alike &= places[order][1:] == places[order][:-1]
            high = max(high, _peak(figures[order], paid[order], alike))
            low = min(low, -_peak(figures[order], -paid[order], alike))
    return low, high


def _peak(figures: Array, euros: Array, alike: Array) -> float:
    """Return the highest point where two neighbouring slopes, prolonged, may meet.

    `alike`: whether a row and the next differ by the figure only.
    """
    highest = float(euros.max())
    if len(euros) < 4:  # noqa: PLR2004 - two slopes and the gap between them
        return highest
    steps = np.diff(figures)
    is_step = alike & (steps > 0)
    slopes = np.where(is_step, np.diff(euros) / np.where(is_step, steps, 1.0), 0.0)
    gap = is_step[1:-1] & is_step[:-2] & is_step[2:]
    from_left = euros[1:-2] + np.maximum(slopes[:-2], 0.0) * steps[1:-1]
    from_right = euros[2:-1] + np.maximum(-slopes[2:], 0.0) * steps[1:-1]
    peaks = np.where(gap, np.minimum(from_left, from_right), -np.inf)
    return max(highest, float(peaks.max()))


def outward(low: float, high: float) -> tuple[Decimal, Decimal]:
    """Return bounds in cents: the same figure when they round to it, else rounded outward."""
    near = tuple(Decimal(repr(one)).quantize(CENT, ROUND_HALF_UP) for one in (low, high))
    if near[0] == near[1]:
        return near[0], near[1]
    return (
        Decimal(repr(low)).quantize(CENT, ROUND_FLOOR),
        Decimal(repr(high)).quantize(CENT, ROUND_CEILING),
    )
