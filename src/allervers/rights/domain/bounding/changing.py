"""Other answers to try in a household, one at a time, and the ways that they make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.random import Generator

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.bounding.filling import COUNTED_BY
from allervers.rights.domain.bounding.priors import domain_of
from allervers.rights.domain.bounding.ways import ABSENT, Column, Ways
from allervers.rights.domain.needs import codes_for
from allervers.rights.domain.question import NONE, Kind, Question
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.domain.right import Right

Change = tuple[str, Json]


@dataclass(frozen=True, slots=True)
class Effort:
    """How far to look: rounds; in each, changes of one way, and at least so many of a question."""

    rounds: int = 2
    changes: int = 80
    values: int = 8


@dataclass(frozen=True, slots=True, eq=False)
class Peak:
    """The best way known towards one end of a right: `sign` 1 for the most, -1 for the least.

    `is_drawn`: any answer may be changed; else figures only, the rest was tried.
    """

    right: Right
    sign: int
    is_drawn: bool
    way: Answers
    euros: float


def open_codes(answers: Answers, peak: Peak) -> list[str]:
    """Return the questions that the right looks at in this way, and that nobody answered."""
    looked_at = codes_for(peak.right, peak.way)
    return [code for code in peak.way if code in looked_at and not answers.is_known(code)]


def changes_of(answers: Answers, peak: Peak, chance: Generator, effort: Effort) -> Iterator[Change]:
    """Give the other answers to try, one at a time, that the right looks at in this way."""
    codes = [
        code
        for code in open_codes(answers, peak)
        if peak.is_drawn or QUESTIONS[code].kind is Kind.MONEY
    ]
    most = max(effort.values, effort.changes // max(len(codes), 1))
    for code in codes:
        question = QUESTIONS[code]
        counted = COUNTED_BY.get(question.kind)
        count = _count(peak.way.raw.get(counted)) if counted else 0
        for value in _values(question, peak.way.raw[code], count, chance, most):
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
    if question.kind is Kind.MONEY:
        return _figures([float(str(one)) for one in values], chance, most)
    if len(values) <= most:
        return values
    some = chance.choice(np.arange(1, len(values) - 1), most - 2, replace=False)
    return [values[0], *(values[place] for place in sorted(some.tolist())), values[-1]]


def _figures(grid: list[float], chance: Generator, most: int) -> list[Json]:
    """Return both ends of a grid of figures, and `most` more: half of the points, half between."""
    if most // 2 < len(grid):
        some = np.sort(chance.choice(len(grid) - 1, most // 2, replace=False))
    else:
        some = np.arange(len(grid) - 1)
    times = max(most // 2 // len(some), 1)
    low, high = (np.repeat(np.array(grid)[some + end], times) for end in (0, 1))
    between = chance.uniform(low, high)
    return [f"{one:.2f}" for one in (*np.array(grid)[some], *between, grid[0], grid[-1])]


def _ticked(current: Sequence[Json], option: str) -> Json:
    """Return what is ticked, with one option more, or less."""
    kept = [one for one in current if one not in (option, NONE)]
    return (kept if option in current else [*kept, option]) or [NONE]


def around(peaks: Sequence[Peak], changes: Sequence[Sequence[Change]]) -> Ways:
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
