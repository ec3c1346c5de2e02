"""Every way to complete what was not asked or is not known; a sample when there are too many.

Questions are taken in their order: one that an answer makes pointless has no value in that way. A
right whose ways are few enough is *exhausted*: all of them are there, figures on a grid. The others
are sampled twice, by Latin hypercubes: once as the field's population answers (`prior`, which tells
what a question is worth), once with every value as likely as another, so that ends and both sides
of thresholds meet all the rest (`even`, which tells how far a right may go). See priors.py.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.random import Generator

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.bounding.filling import (
    COUNTED_BY,
    Drawn,
    Filling,
    TooManyError,
    Trying,
)
from allervers.rights.domain.bounding.priors import MOST_LISTED, domain_of
from allervers.rights.domain.bounding.ways import ABSENT, Column, Ways
from allervers.rights.domain.needs import NEEDS, codes_for
from allervers.rights.domain.population import Array
from allervers.rights.domain.questionnaire import (
    ORDER,
    QUESTIONS,
    OfPartner,
    Rule,
    Ticked,
    asked_codes,
)
from allervers.rights.domain.right import Right

MOST_EXHAUSTIVE: Final = MOST_LISTED  # ways, of all rights together


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many ways are drawn when not all can be tried."""

    prior: int = 400
    even: int = 900
    exhaustive: int = MOST_EXHAUSTIVE


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """The ways among which are all those of some right: `rows`, over the answers of `codes`."""

    rows: Array
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Completions:
    """Ways to complete answers; the rights of which all ways are there; the likely ones.

    `likely`: the ways whose weights tell how often each is met, for what a question is worth.
    """

    ways: Ways
    exhausted: Mapping[Right, Tried]
    likely: Array


def complete(
    answers: Answers, rights: Sequence[Right], chance: Generator, sizes: Sizes | None = None
) -> Completions:
    """Return ways to complete answers, enough to bound these rights."""
    sizes = sizes or Sizes()
    codes = frozenset[str]().union(*(NEEDS[right] for right in rights))
    parts = _exhaust(answers, rights, sizes.exhaustive)
    exhausted, start, filled = {}, 0, []
    for part, group in parts:
        tried = tuple(code for code in part.columns if not answers.is_known(code))
        rows = np.arange(start, start + part.count)
        exhausted.update(dict.fromkeys(group, Tried(rows, tried)))
        start += part.count
        filled.append(_walk(part, codes, Drawn(chance)))
    if len(parts) == 1 and len(exhausted) == len(rights):
        return Completions(filled[0], exhausted, np.arange(start))
    if len(exhausted) < len(rights):
        filled.append(_walk(_fixed(answers, sizes.even), codes, Drawn(chance, is_even=True)))
    filled.append(_walk(_fixed(answers, sizes.prior), codes, Drawn(chance)))
    joined = _joined(filled)
    return Completions(joined, exhausted, np.arange(joined.count - sizes.prior, joined.count))


def _exhaust(
    answers: Answers, rights: Sequence[Right], most: int
) -> list[tuple[Ways, tuple[Right, ...]]]:
    """Try all ways of the rights that have few, the greedy ones first: they cover the others."""
    rests = {right: frozenset(_rest(answers, right)) for right in rights}
    found: list[tuple[Ways, tuple[Right, ...]]] = []
    for rest in sorted(set(rests.values()), key=lambda one: (-len(one), sorted(one))):
        group = tuple(right for right, one in rests.items() if one == rest)
        covers = [place for place, (_ways, done) in enumerate(found) if rest <= rests[done[0]]]
        if covers:
            ways, done = found[covers[0]]
            found[covers[0]] = (ways, (*done, *group))
            continue
        ways_of_group = _all_ways(answers, group, most)
        if ways_of_group is not None:
            most -= ways_of_group.count
            found.append((ways_of_group, group))
    return found


def _rest(answers: Answers, right: Right) -> Iterator[str]:
    """Give the questions that a right may still look at, some day."""
    return (code for code in codes_for(right, answers) if not answers.is_known(code))


def _all_ways(answers: Answers, rights: Sequence[Right], most: int) -> Ways | None:
    if _least(answers, rights) > most:
        return None
    codes = frozenset[str]().union(*(NEEDS[right] for right in rights))
    try:
        return _walk(_fixed(answers, 1), codes, Trying(rights, most))
    except TooManyError:
        return None


def _least(answers: Answers, rights: Sequence[Right]) -> int:
    """Return a number of ways below which there cannot be: those of the questions open now."""
    count = 1
    open_now = frozenset(code for right in rights for code in _rest(answers, right))
    for code in open_now.intersection(asked_codes(answers)):
        question = QUESTIONS[code]
        if question.kind not in COUNTED_BY:
            domain = domain_of(question)
            count *= len(domain.values) if domain.is_whole else MOST_LISTED
    return count


def _fixed(answers: Answers, count: int) -> Ways:
    """Return as many ways, all alike: what is known."""
    columns = {
        code: Column((value,), np.zeros(count, dtype=np.int64))
        for code, value in answers.raw.items()
        if answers.is_known(code)
    }
    return Ways(count, columns, np.full(count, 1 / count))


def _joined(parts: Sequence[Ways]) -> Ways:
    """Return ways one after the other."""
    codes = dict.fromkeys(code for part in parts for code in part.columns)
    columns = {code: _joined_column(code, parts) for code in codes}
    weights = np.concatenate([part.weights for part in parts])
    return Ways(len(weights), columns, weights)


def _joined_column(code: str, parts: Sequence[Ways]) -> Column:
    values: list[Json] = []
    places = []
    for part in parts:
        column = part.columns.get(code)
        if column is None:
            places.append(np.full(part.count, ABSENT))
            continue
        places.append(np.where(column.places < 0, ABSENT, column.places + len(values)))
        values += column.values
    return Column(values, np.concatenate(places))


def _walk(ways: Ways, codes: frozenset[str], fill: Filling) -> Ways:
    """Return the ways with a value for each question of `codes` worth asking in them."""
    for question, rule in ORDER:
        if question.code not in codes:
            continue
        column = ways.columns.get(question.code)
        rows = np.arange(ways.count) if column is None else np.flatnonzero(column.places < 0)
        if len(rows):
            rows = rows[_asked_in(ways, rule, rows)]
        if len(rows):
            ways = fill(ways, question, rows)
    return ways


def refilled(answers: Answers, ways: Ways, codes: frozenset[str], fill: Filling) -> Ways:
    """Return ways made coherent: what they make pointless is taken out, what they ask is filled.

    `fill` gives one value for each way: there are as many after as before.
    """
    for question, rule in ORDER:
        code = question.code
        column = ways.columns.get(code)
        if answers.is_known(code) or (column is None and code not in codes):
            continue
        is_asked = _asked_in(ways, rule, np.arange(ways.count))
        places = np.full(ways.count, ABSENT) if column is None else column.places
        if column is not None and not is_asked.all():
            taken_out = Column(column.values, np.where(is_asked, places, ABSENT))
            ways = Ways(ways.count, {**ways.columns, code: taken_out}, ways.weights)
        rows = np.flatnonzero(is_asked & (places < 0))
        if code in codes and len(rows):
            ways = fill(ways, question, rows)
    return ways


def _asked_in(ways: Ways, rule: Rule, rows: Array) -> Array:
    """Return in which of these ways a question is worth asking."""
    if isinstance(rule, OfPartner):
        return _is_value(ways, "couple", lambda one: one == "yes", rows) & _asked_in(
            ways, rule.rule, rows
        )
    if isinstance(rule, Ticked):
        return _is_value(ways, rule.code, partial(_has, rule.option), rows)
    return ways.each(rule, rows).where(bool)[rows]


def _has(option: str, value: Json) -> bool:
    return isinstance(value, list) and option in value


def _is_value(ways: Ways, code: str, test: Callable[[Json], bool], rows: Array) -> Array:
    column = ways.columns.get(code)
    if column is None:
        return np.zeros(len(rows), dtype=bool)
    return np.array([*map(test, column.values), False])[column.places[rows]]
