"""Every way to complete what was not asked or is not known; a sample when there are too many.

Questions are taken in their order: one that an answer makes pointless has no value in that way. A
right whose ways are few enough is *exhausted*: all of them are there, figures on a grid. The others
are sampled twice, by Latin hypercubes: once as the field's population answers (`prior`, which tells
what a question is worth), once with every value as likely as another, so that ends and both sides
of thresholds meet all the rest (`even`, which tells how far a right may go). See domain/priors.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.filling import COUNTED_BY, Drawn, Filling, TooManyError, Tried
from allervers.rights.domain.needs import NEEDS
from allervers.rights.domain.population import Array
from allervers.rights.domain.priors import MOST_LISTED, domain_of
from allervers.rights.domain.questionnaire import ORDER, QUESTIONS, asked_codes
from allervers.rights.domain.right import Right
from allervers.rights.domain.ways import ABSENT, Column, Ways

MOST_EXHAUSTIVE: Final = MOST_LISTED  # ways, of all rights together


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many ways are drawn when not all can be tried."""

    prior: int = 400
    even: int = 900
    exhaustive: int = MOST_EXHAUSTIVE


@dataclass(frozen=True, slots=True, eq=False)
class Completions:
    """Ways to complete answers; the rights of which all ways are there; the likely ones.

    `likely`: the ways whose weights tell how often each is met, for what a question is worth.
    """

    ways: Ways
    exhausted: frozenset[Right]
    likely: Array


def open_codes(answers: Answers, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the questions of these that are worth asking and have no known answer, in order."""
    among = frozenset(codes)
    return tuple(
        code for code in asked_codes(answers) if code in among and not answers.is_known(code)
    )


def complete(
    answers: Answers, rights: Sequence[Right], chance: Generator, sizes: Sizes | None = None
) -> Completions:
    """Return ways to complete answers, enough to bound these rights."""
    sizes = sizes or Sizes()
    codes = frozenset[str]().union(*(NEEDS[right] for right in rights))
    exhausted, parts = _exhaust(answers, rights, sizes.exhaustive)
    filled = [_walk(one, codes, Drawn(chance)) for one in parts]
    if parts and exhausted >= frozenset(rights) and len(parts) == 1:
        return Completions(filled[0], exhausted, np.arange(filled[0].count))
    if exhausted < frozenset(rights):
        filled.append(_walk(_fixed(answers, sizes.even), codes, Drawn(chance, is_even=True)))
    likely = _walk(_fixed(answers, sizes.prior), codes, Drawn(chance))
    joined = _joined([*filled, likely])
    return Completions(joined, exhausted, np.arange(joined.count - likely.count, joined.count))


def _exhaust(
    answers: Answers, rights: Sequence[Right], most: int
) -> tuple[frozenset[Right], list[Ways]]:
    """Try all ways of the rights that have few, the greedy ones first: they cover the others."""
    by_codes: dict[tuple[str, ...], list[Right]] = {}
    for right in rights:
        by_codes.setdefault(open_codes(answers, NEEDS[right]), []).append(right)
    exhausted: set[Right] = set()
    parts: list[Ways] = []
    done: list[frozenset[str]] = []
    for codes in sorted(by_codes, key=len, reverse=True):
        group = by_codes[codes]
        if not any(frozenset(codes) <= one for one in done):
            found = _all_ways(answers, group, most)
            if found is None:
                continue
            most -= found.count
            parts.append(found)
            done.append(frozenset(codes))
        exhausted.update(group)
    return frozenset(exhausted), parts


def _all_ways(answers: Answers, rights: Sequence[Right], most: int) -> Ways | None:
    codes = frozenset[str]().union(*(NEEDS[right] for right in rights))
    if _least(answers, codes) > most:
        return None
    try:
        return _walk(_fixed(answers, 1), codes, Tried(rights, most))
    except TooManyError:
        return None


def _least(answers: Answers, codes: frozenset[str]) -> int:
    """Return a number of ways below which there cannot be: those of the questions open now."""
    count = 1
    for code in open_codes(answers, codes):
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
            rows = rows[ways.each(rule, rows).where(bool)[rows]]
        if len(rows):
            ways = fill(ways, question, rows)
    return ways
