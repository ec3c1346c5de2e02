"""What each local right gives: certain, excluded or possible, between which amounts, and why.

The same conditions read one person's answers (`local_findings`) and a whole population
(domain/scan/local_rights.py). Logic has three values: what is not known makes a right neither open
nor closed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

import numpy as np

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.finding import Status
from allervers.rights.domain.local.answers import open_codes, place_code, table_of
from allervers.rights.domain.local.rights import (
    All,
    Between,
    Condition,
    Free,
    Leaf,
    Level,
    LocalAmount,
    LocalRight,
    Not,
    OneOf,
)
from allervers.rights.domain.local.table import Table, Truth, holds, lives_in
from allervers.rights.domain.local_questions import LOCAL_QUESTIONS
from allervers.rights.domain.population import Array

CENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True, eq=False)
class LocalAmounts:
    """For each household: certain, possible, and euros of the right's period at both ends."""

    must: Array
    may: Array
    low: Array
    high: Array


@dataclass(frozen=True, slots=True)
class LocalFound:
    """What one local right gives for one person.

    `is_here`: whether they live where it is given; None: where they live is not known, or the
    right's own place is not. `failed`: what lacks, when it is excluded. `unsure`: those that are
    open, and that no question settles. `levels`: the levels still possible. Euros are of the
    right's period; None when it gives none.
    """

    of: LocalRight
    status: Status
    is_here: bool | None
    amount: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    missing: tuple[str, ...] = ()
    failed: tuple[Condition, ...] = ()
    unsure: tuple[Condition, ...] = ()
    levels: tuple[Level, ...] = ()

    @property
    def right(self) -> str:
        """Return the code of the finding: "local:fsl-92"."""
        return self.of.code


def local_findings(
    rights: Sequence[LocalRight], answers: Answers, month: date
) -> tuple[LocalFound, ...]:
    """Return what each right in force gives, in the order of the rights."""
    table = table_of(answers)
    return tuple(_found(one, answers, table) for one in rights if one.is_in_force(month))


def local_codes(rights: Sequence[LocalRight], answers: Answers, month: date) -> tuple[str, ...]:
    """Return the local questions that some right still needs, in the order they are asked.

    Until the place is known, it is the only one: what is asked elsewhere is nobody's business.
    """
    wanted: set[str] = set()
    for one in local_findings(rights, answers, month):
        if one.is_here:
            wanted.update(one.missing)
        elif one.of.territory.is_placed:
            wanted.update(one.missing[:1])
    return tuple(one.code for one in LOCAL_QUESTIONS if one.code in wanted)


def amounts_of(right: LocalRight, table: Table) -> LocalAmounts:
    """Return the right for every row of a table."""
    base = holds(right.conditions, table) & lives_in(right.territory, table)
    levels = _levels(right)
    truths = [holds(one.condition, table) for one in levels]
    given = base & _any(truths, table)
    must = given.must & (not right.check_with)
    low, high = np.full(table.count, np.inf), np.full(table.count, -np.inf)
    is_settled = np.zeros(table.count, bool)
    for level, truth in zip(levels, truths, strict=True):
        may = base.may & truth.may & ~is_settled
        least, most = _euros(level.amount, right.conditions, table)
        low = np.where(may, np.minimum(low, least), low)
        high = np.where(may, np.maximum(high, most), high)
        is_settled |= truth.must
    return LocalAmounts(must, given.may, np.where(must, low, 0.0), np.where(given.may, high, 0.0))


def _levels(right: LocalRight) -> tuple[Level, ...]:
    return right.levels or (Level("", All(), right.amount),)


def _any(truths: Sequence[Truth], table: Table) -> Truth:
    found = table.always(value=False)
    for one in truths:
        found |= one
    return found


def _euros(amount: LocalAmount | None, base: All, table: Table) -> tuple[Array, Array]:
    """Return both ends of an amount, row by row; 0 for what is not euros received."""
    if amount is None or amount.low is None or amount.is_price:
        return np.zeros(table.count), np.zeros(table.count)
    low, high = float(amount.low), float(amount.high or amount.low)
    asked = next(_child_ages(base), None)
    if not amount.per_child or asked is None:
        return np.full(table.count, low), np.full(table.count, high)
    children = table.children.within(asked)
    # The right being given, there is one child at least.
    return low * np.maximum(children.low, 1), high * np.maximum(children.high, 1)


def _child_ages(condition: Condition) -> Iterator[Between]:
    if isinstance(condition, Between) and condition.fact == "age_enfant":
        yield condition
    if isinstance(condition, All | OneOf):
        for one in condition.parts:
            yield from _child_ages(one)


def _found(right: LocalRight, answers: Answers, table: Table) -> LocalFound:
    place = lives_in(right.territory, table)
    if not place.may[0]:
        return LocalFound(right, Status.NOT_ENTITLED, is_here=False)
    figures = amounts_of(right, table)
    failed, unsure, missing = _why(right, answers, table)
    is_here = True if place.must[0] else None
    if is_here is None and right.territory.is_placed:
        missing = (place_code(answers), *missing)
    status = _status(figures, missing, answers)
    low, high = _cents(figures.low[0]), _cents(figures.high[0])
    has_euros = high is not None and high > 0 and status is not Status.NOT_ENTITLED
    is_one = has_euros and low == high and status is Status.ENTITLED
    return LocalFound(
        of=right, status=status, is_here=is_here,
        amount=low if is_one else None,
        low=low if has_euros else None, high=high if has_euros else None,
        missing=missing, failed=failed, unsure=unsure,
        levels=_possible(right, table) if status is not Status.NOT_ENTITLED else (),
    )  # fmt: skip


def _status(figures: LocalAmounts, missing: tuple[str, ...], answers: Answers) -> Status:
    if not figures.may[0]:
        return Status.NOT_ENTITLED
    if figures.must[0]:
        return Status.ENTITLED
    is_to_ask = any(not answers.is_asked(code) for code in missing)
    return Status.NOT_ASKED if is_to_ask else Status.PERHAPS


def _cents(euros: float) -> Decimal | None:
    return Decimal(str(euros)).quantize(CENT) if np.isfinite(euros) else None


def _possible(right: LocalRight, table: Table) -> tuple[Level, ...]:
    """Return the levels that may be given: down to the first that holds for sure."""
    found = []
    for level in right.levels:
        truth = holds(level.condition, table)
        if truth.may[0]:
            found.append(level)
        if truth.must[0]:
            break
    return tuple(found)


def _why(
    right: LocalRight, answers: Answers, table: Table
) -> tuple[tuple[Condition, ...], tuple[Condition, ...], tuple[str, ...]]:
    """Return the conditions that fail, those left to check, and the questions that are missing."""
    levels = OneOf(tuple(one.condition for one in right.levels)) if right.levels else All()
    whole = All((*right.conditions.parts, levels))
    failed = (one for one in whole.parts if not holds(one, table).may[0])
    if lacking := tuple(shortfall(one, table) for one in failed):
        return lacking, (), ()
    leaves = (*open_leaves(whole, table), *(
        leaf for one in _possible(right, table) for leaf in open_leaves(one.condition, table)
    ))  # fmt: skip
    unsure = tuple(dict.fromkeys(one for one in leaves if isinstance(one, Free)))
    codes = (code for leaf in leaves for code in open_codes(leaf, answers))
    return (), unsure, tuple(dict.fromkeys(codes))


def shortfall(condition: Condition, table: Table) -> Condition:
    """Return what lacks for a condition to hold, of the first row: what holds already is left out.

    Of two bounds, only the one that is not respected.
    """
    if isinstance(condition, All):
        parts = (one for one in condition.parts if not holds(one, table).must[0])
        return All(tuple(shortfall(one, table) for one in parts))
    if isinstance(condition, OneOf):
        return OneOf(tuple(shortfall(one, table) for one in condition.parts))
    if isinstance(condition, Between) and None not in (condition.low, condition.high):
        is_low = not holds(replace(condition, high=None, is_under=False), table).may[0]
        if is_low:
            return replace(condition, high=None, is_under=False)
        if not holds(replace(condition, low=None, is_over=False), table).may[0]:
            return replace(condition, low=None, is_over=False)
    return condition


def open_leaves(condition: Condition, table: Table) -> Iterator[Leaf]:
    """Give the conditions that leave another one open, for the first row of a table."""
    truth = holds(condition, table)
    if truth.must[0] or not truth.may[0]:
        return
    if isinstance(condition, Not):
        yield from open_leaves(condition.part, table)
    elif isinstance(condition, All | OneOf):
        for one in condition.parts:
            yield from open_leaves(one, table)
    else:
        yield condition
