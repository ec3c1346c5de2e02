"""Further than what was drawn: from the best way of a right, one answer changed at a time.

A right with too many ways is sampled, and its extreme may need several rare answers at once: a
partner without income, and a pension of one's own that is nearly nothing. From the way that gives
most (and least, where every way gives something) each open question is tried with other values,
what that leads to is drawn again, and the next round starts from the best way found.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Final

import numpy as np
from numpy.random import Generator

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.bounding.alike import JUDGING
from allervers.rights.domain.bounding.bounds import DUE, Bounds
from allervers.rights.domain.bounding.completions import refilled
from allervers.rights.domain.bounding.corners import corners
from allervers.rights.domain.bounding.filling import COUNTED_BY, Drawn
from allervers.rights.domain.bounding.priors import domain_of
from allervers.rights.domain.bounding.ways import ABSENT, Column, Ways
from allervers.rights.domain.engine import Amounts
from allervers.rights.domain.needs import NEEDS, codes_for, excluded
from allervers.rights.domain.population import Array
from allervers.rights.domain.question import NONE, Kind, Question
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.domain.right import WITHOUT_AMOUNT, Right

CENT: Final = 0.01
Compute = Callable[[Ways], Mapping[Right, Amounts]]
Change = tuple[str, Json]


@dataclass(frozen=True, slots=True)
class Effort:
    """How far to look: rounds, and values of one question in each of them."""

    rounds: int = 2
    values: int = 12


@dataclass(frozen=True, slots=True, eq=False)
class Peak:
    """The best way known towards one end of a right: `sign` 1 for the most, -1 for the least."""

    right: Right
    sign: int
    way: Answers
    euros: float


def climbed(
    answers: Answers,
    ways: Ways,
    bounds: Mapping[Right, Bounds],
    compute: Compute,
    chance: Generator,
) -> dict[Right, Bounds]:
    """Return bounds over these ways; those that are estimates, as wide as climbing makes them."""
    peaks = list(starts(answers, ways, bounds))
    if not peaks:
        return dict(bounds)
    codes = frozenset[str]().union(*(NEEDS[one.right] for one in peaks))
    others = corners(answers, codes, Drawn(chance, is_even=True))
    amounts = compute(others)
    peaks = [_nearest(one, others, amounts[one.right]) for one in peaks]
    return _widened(bounds, [*peaks, *climb(answers, peaks, compute, chance)])


def _nearest(peak: Peak, others: Ways, amounts: Amounts) -> Peak:
    """Return the best way of a peak and of others, as many adults in all of them."""
    rows = np.flatnonzero(others.columns["couple"].among(peak.way.raw["couple"]))
    return (_better(peak, others, amounts, rows) if len(rows) else None) or peak


def climb(
    answers: Answers,
    peaks: Sequence[Peak],
    compute: Compute,
    chance: Generator,
    effort: Effort | None = None,
) -> list[Peak]:
    """Return the better ways reached from these, the best of each last; none, nothing is better."""
    effort = effort or Effort()
    climbing, reached = list(peaks), []
    for _round in range(effort.rounds):
        changes = [list(_changes(answers, one, chance, effort.values)) for one in climbing]
        if not any(changes):
            break
        codes = frozenset[str]().union(*(NEEDS[one.right] for one in climbing))
        around = refilled(answers, _around(climbing, changes), codes, Drawn(chance, is_even=True))
        ends = np.cumsum([len(some) for some in changes])
        amounts = compute(around)
        climbing = [
            better
            for one, rows in zip(
                climbing, np.split(np.arange(around.count), ends[:-1]), strict=True
            )
            if len(rows) and (better := _better(one, around, amounts[one.right], rows))
        ]
        reached += climbing
    return reached


def starts(answers: Answers, ways: Ways, bounds: Mapping[Right, Bounds]) -> Iterator[Peak]:
    """Give where to climb from: with a partner and without, when that is open."""
    couples = ways.columns["couple"].places
    kinds = [couples == one for one in np.unique(couples)]
    for right, one in bounds.items():
        if not one.is_estimate or right in WITHOUT_AMOUNT or one.status not in (None, DUE):
            continue
        for sign in (1, -1) if one.low > 0 else (1,):
            for rows in map(np.flatnonzero, kinds):
                row = int(rows[np.argmax(sign * one.euros[rows])])
                yield Peak(right, sign, ways.answers(row), float(one.euros[row]))


def _changes(answers: Answers, peak: Peak, chance: Generator, most: int) -> Iterator[Change]:
    """Give the other answers to try, one at a time, that the right looks at in this way."""
    looked_at = codes_for(peak.right, peak.way)
    for code, current in peak.way.raw.items():
        if code in looked_at and not answers.is_known(code):
            question = QUESTIONS[code]
            counted = COUNTED_BY.get(question.kind)
            count = _count(peak.way.raw.get(counted)) if counted else 0
            for value in _values(question, current, count, chance, most):
                yield code, value


def _count(value: Json) -> int:
    return len(value) if isinstance(value, list) else int(str(value or 0))


def _values(
    question: Question, current: Json, count: int, chance: Generator, most: int
) -> list[Json]:
    """Return other values: all of them, or both ends and some; of what is ticked, one changed."""
    values = [one for one in domain_of(question, count).values if one != current]
    if question.kind is Kind.MANY and isinstance(current, list):
        return [[NONE], *(_ticked(current, one) for one in question.choices if one != NONE)]
    if len(values) <= most:
        return values
    some = chance.choice(np.arange(1, len(values) - 1), most - 2, replace=False)
    return [values[0], *(values[place] for place in sorted(some.tolist())), values[-1]]


def _ticked(current: Sequence[Json], option: str) -> Json:
    """Return what is ticked, with one option more, or less."""
    kept = [one for one in current if one not in (option, NONE)]
    return (kept if option in current else [*kept, option]) or [NONE]


def _around(peaks: Sequence[Peak], changes: Sequence[Sequence[Change]]) -> Ways:
    """Return a way for each change, with the other answers of its peak; not yet filled in."""
    of_row = np.repeat(np.arange(len(peaks)), [len(some) for some in changes])
    moved: dict[str, dict[int, Json]] = {code: {} for one in peaks for code in one.way.raw}
    for row, (code, value) in enumerate(chain.from_iterable(changes)):
        moved[code][row] = value
    columns = {}
    for code, others in moved.items():
        has = [code in one.way.raw for one in peaks]
        values = [one.way.raw[code] for one in peaks if code in one.way.raw]
        places = np.where(has, np.cumsum(has) - 1, ABSENT)[of_row]
        if QUESTIONS[code].kind in COUNTED_BY:
            places[list(moved["children"])] = ABSENT  # it counts other children
        places[list(others)] = len(values) + np.arange(len(others))
        columns[code] = Column([*values, *others.values()], places)
    return Ways(len(of_row), columns, np.ones(len(of_row)))


def _better(peak: Peak, ways: Ways, amounts: Amounts, rows: Array) -> Peak | None:
    """Return the best of these ways, if it goes further than the peak."""
    is_out = ways.each(partial(excluded, peak.right), rows, JUDGING).where(
        lambda one: one is not None
    )[rows]
    euros = np.where(amounts.is_due[rows] & ~is_out, amounts.amount[rows], 0.0)
    best = int(np.argmax(peak.sign * euros))
    if peak.sign * (euros[best] - peak.euros) < CENT:
        return None
    return replace(peak, way=ways.answers(int(rows[best])), euros=float(euros[best]))


def _widened(bounds: Mapping[Right, Bounds], reached: Sequence[Peak]) -> dict[Right, Bounds]:
    """Return the bounds, as far as what was reached; a right not due somewhere is not given."""
    found = dict(bounds)
    for peak in reached:
        one = found[peak.right]
        status = None if one.status == DUE and peak.euros == 0 else one.status
        low, high = min(one.low, peak.euros), max(one.high, peak.euros)
        found[peak.right] = replace(one, status=status, low=low, high=high)
    return found
