"""From a sheet of households to what is found for each of their rights, as columns.

A value that is missing is not known, and never zero. When it is a choice, it is completed every
way it can be (`MOST_WAYS` at most for one household, the rest stays missing); otherwise rights
that need it are not asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from allervers.rights.domain.engine import Engine
from allervers.rights.domain.finding import Status
from allervers.rights.domain.needs import NEEDS
from allervers.rights.domain.population import Array
from allervers.rights.domain.question import Kind
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.domain.scan.columns import BY_CODE
from allervers.rights.domain.scan.excluding import EXCLUSIONS, Case, doubtful
from allervers.rights.domain.scan.population import population_of
from allervers.rights.domain.scan.rarer import needs_it
from allervers.rights.domain.scan.settling import Settled, settled
from allervers.rights.domain.scan.sheet import Sheet

MOST_WAYS: Final = 24
# The two ends of what bounds the rights for children (domain/deciding.py).
ENDS: Final[Mapping[str, tuple[float, ...]]] = {"taxed_income": (0.0, 999_999.0)}
STATUSES: Final = tuple(Status)
ENTITLED, NOT_ENTITLED, PERHAPS, NOT_ASKED = range(4)
NAN: Final = float("nan")


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """One right of each household: place in `STATUSES`, euros at least and at most (or NaN)."""

    status: Array
    low: Array
    high: Array


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """What was found: every right, and the questions that leave each household's rights open.

    `missing`: for each question, the households in which some right needs it and nobody knows it.
    """

    found: Settled
    rights: Mapping[Right, Judged]
    missing: Mapping[str, Array]


def judged(sheet: Sheet, month: date, engine: Engine) -> Findings:
    """Return what is found for each household, in their order."""
    found = settled(sheet, month)
    excluded = {right: _excluded(found, right) for right in RIGHTS}
    missing = _missing(found, excluded)
    ways = _Ways(sheet, missing)
    every = settled(ways.sheet, month) if ways.is_more else found
    amounts = engine.amounts(population_of(every), month)
    rights = {}
    for right in RIGHTS:
        case = Case(right, every, amounts[right].is_due, amounts[right].is_doubtful)
        lacking = _lacking(every, right)
        judgement = _judged(case, lacking, cents(amounts[right].amount), ways.starts)
        rights[right] = _with_excluded(judgement, excluded[right])
    _beside_aah(rights)
    return Findings(found, rights, missing)


def cents(euros: Array) -> Array:
    """Return euros rounded to the cent, halves up, as Decimal rounds what is written."""
    found: Array = np.floor(np.round(euros * 100, 6) + 0.5) / 100
    return found


def _excluded(found: Settled, right: Right) -> Array:
    rule = EXCLUSIONS.get(right)
    return np.zeros(found.sheet.count, dtype=bool) if rule is None else rule(found)


def _missing(found: Settled, excluded: Mapping[Right, Array]) -> dict[str, Array]:
    """Return, for each question, where it is not known although a right needs it."""
    missing = {}
    for code in BY_CODE:
        if found.unknown[code].any():
            needing = [
                ~excluded[right] & needs_it(found, right, code)
                for right in RIGHTS
                if code in NEEDS[right]
            ]
            some = np.logical_or.reduce(needing) if needing else False
            missing[code] = found.unknown[code] & some
    return {code: where for code, where in missing.items() if where.any()}


def _lacking(every: Settled, right: Right) -> Array:
    """Return the ways in which something is still missing for this right."""
    lacking = np.zeros(every.sheet.count, dtype=bool)
    for code in NEEDS[right]:
        lacking |= every.unknown[code] & needs_it(every, right, code)
    return lacking


class _Ways:
    """Every way to complete each household: `sheet` holds them, household after household.

    `starts`: the first way of each household.
    """

    def __init__(self, sheet: Sheet, missing: Mapping[str, Array]) -> None:
        counts = np.ones(sheet.count, dtype=np.int64)
        strides: list[tuple[str, Array, Array]] = []
        for code, where in missing.items():
            count = len(_ends(code))
            fits = where & (counts * count <= MOST_WAYS) if count else np.zeros_like(where)
            if fits.any():
                strides.append((code, fits, counts.copy()))
                counts = np.where(fits, counts * count, counts)
        self.is_more = bool(strides)
        self.starts = np.cumsum(counts) - counts
        self.sheet = self._filled(sheet, counts, strides) if strides else sheet

    def _filled(
        self, sheet: Sheet, counts: Array, strides: list[tuple[str, Array, Array]]
    ) -> Sheet:
        rows = np.repeat(np.arange(sheet.count), counts)
        way = np.arange(len(rows)) - self.starts[rows]
        every = sheet.taken(rows)
        for code, fits, stride in strides:
            ends = np.array(_ends(code))
            filled = ends[way // stride[rows] % len(ends)]
            is_new = fits[rows]
            values = np.where(is_new, filled, every.values[code])
            every = every.with_column(code, values, every.known[code] | is_new)
        return every


def _ends(code: str) -> tuple[float, ...]:
    """Return the values that complete an unknown answer; nothing when they are too many."""
    if QUESTIONS[code].kind is Kind.CHOICE:
        names = QUESTIONS[code].choices
        # Yes is 1: a flag's choices are read in the other order.
        return (0.0, 1.0) if names == ("yes", "no") else tuple(map(float, range(len(names))))
    return ENDS.get(code, ())


def _judged(case: Case, lacking: Array, euros: Array, starts: Array) -> Judged:
    """Return one right of each household, from all its ways."""
    paid = np.where(case.is_due, euros, 0.0)
    doubt = doubtful(case)
    all_due = np.logical_and.reduceat(case.is_due, starts)
    any_due = np.logical_or.reduceat(case.is_due, starts)
    any_doubt = np.logical_or.reduceat(doubt, starts)
    is_lacking = np.logical_or.reduceat(lacking, starts)
    # A doubt may take all of a right that the rules give, or open one that they refuse.
    opened = np.logical_or.reduceat(doubt & ~case.is_due, starts)
    low = np.minimum.reduceat(np.where(doubt, 0.0, paid), starts)
    high = np.where(opened, NAN, np.maximum.reduceat(paid, starts))
    status = np.select(
        [is_lacking, any_doubt | (any_due & ~all_due), all_due],
        [NOT_ASKED, PERHAPS, ENTITLED],
        NOT_ENTITLED,
    )
    is_given = (status == ENTITLED) | (status == PERHAPS)
    return Judged(
        status.astype(np.int8), np.where(is_given, low, NAN), np.where(is_given, high, NAN)
    )


def _with_excluded(one: Judged, excluded: Array) -> Judged:
    return Judged(
        np.where(excluded, NOT_ENTITLED, one.status).astype(np.int8),
        np.where(excluded, NAN, one.low),
        np.where(excluded, NAN, one.high),
    )


def _beside_aah(rights: dict[Right, Judged]) -> None:
    """Make the rsa doubtful beside an aah that may be as high (CASF, L262-10)."""
    rsa, aah = rights[Right.RSA], rights[Right.AAH]
    both = (rsa.status == ENTITLED) & (aah.status == ENTITLED) & (aah.high >= rsa.low)
    rights[Right.RSA] = Judged(
        np.where(both, PERHAPS, rsa.status).astype(np.int8),
        np.where(both, 0.0, rsa.low),
        rsa.high,
    )
