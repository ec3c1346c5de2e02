"""What local rights give to each household of a sheet, in one go: the scan's own column.

The same conditions, levels and euros as for one person (domain/local/findings.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from allervers.rights.domain.local.findings import amounts_of
from allervers.rights.domain.local.rights import (
    All,
    Among,
    Between,
    Condition,
    Free,
    LocalRight,
    Not,
    OneOf,
)
from allervers.rights.domain.local.table import Table, holds, lives_in
from allervers.rights.domain.population import Array
from allervers.rights.domain.scan.judging import ENTITLED, NOT_ASKED, NOT_ENTITLED, PERHAPS
from allervers.rights.domain.scan.local_facts import Facts, facts_of
from allervers.rights.domain.scan.sheet import Sheet

CENTS: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class LocalJudged:
    """One local right of each household: place in `STATUSES`, euros of its period (or NaN)."""

    of: LocalRight
    status: Array
    low: Array
    high: Array


def local_judged(rights: Sequence[LocalRight], sheet: Sheet, month: date) -> Iterator[LocalJudged]:
    """Give each right in force. A household whose commune is not known has none of a place.

    `sheet`: its ages are settled (domain/scan/settling.py).
    """
    here = [one for one in rights if one.is_in_force(month)]
    if not here:
        return
    facts = facts_of(sheet)
    for right in here:
        yield _judged(right, facts)


def _judged(right: LocalRight, facts: Facts) -> LocalJudged:
    table = facts.table
    amounts = amounts_of(right, table)
    may = amounts.may & (lives_in(right.territory, table).must | _is_vague(right, table))
    must = amounts.must & may
    status = np.select([~may, must, _is_to_ask(right, facts)],
                       [NOT_ENTITLED, ENTITLED, NOT_ASKED], PERHAPS)  # fmt: skip
    has_euros = may & np.isfinite(amounts.high) & (amounts.high > 0)
    low, high = (np.round(one, CENTS) for one in (amounts.low, amounts.high))
    return LocalJudged(right, status.astype(np.int8), np.where(has_euros, low, np.nan),
                       np.where(has_euros, high, np.nan))  # fmt: skip


def _is_vague(right: LocalRight, table: Table) -> Array:
    """Return the households that may live where a right of no stated place is given."""
    if right.territory.is_placed:
        return np.zeros(table.count, bool)
    found: Array = lives_in(right.territory, table).may & (table.communes != "")
    return found


def _is_to_ask(right: LocalRight, facts: Facts) -> Array:
    """Return the households of whom a column that is empty would tell more."""
    levels = OneOf(tuple(one.condition for one in right.levels)) if right.levels else All()
    found = _needs(All((*right.conditions.parts, levels)), facts)
    settled = np.zeros(facts.table.count, bool)
    for level in right.levels:
        found |= _needs(level.condition, facts) & ~settled
        settled |= holds(level.condition, facts.table).must
    return found


def _needs(condition: Condition, facts: Facts) -> Array:
    truth = holds(condition, facts.table)
    is_open = truth.may & ~truth.must
    if isinstance(condition, Free):
        return np.zeros(facts.table.count, bool)
    if isinstance(condition, Not):
        return is_open & _needs(condition.part, facts)
    if isinstance(condition, All | OneOf):
        each = [_needs(one, facts) for one in condition.parts]
        return is_open & np.logical_or.reduce(each) if each else is_open
    return is_open & _is_unknown(condition, facts)


def _is_unknown(leaf: Between | Among, facts: Facts) -> Array:
    nobody = np.zeros(facts.table.count, bool)
    names = [leaf.fact]
    if isinstance(leaf, Among):
        names += [f"{leaf.fact}:{one}" for one in leaf.values]
    found: Array = np.logical_or.reduce([facts.open.get(one, nobody) for one in names])
    return found
