"""Exclusions (domain/needs.py) and doubts (domain/doubts.py), said on columns.

tests/rights/scan/test_judging.py compares both ways, household by household: a doubt added there
and not here turns it red.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from allervers.rights.domain.doubts import (
    ADULT_FROM,
    EARLY,
    HALF_UNABLE,
    MAJORITY,
    ON_INCOME,
    ON_STAY,
    OVERSEAS,
)
from allervers.rights.domain.needs import NEEDS, SCHOOL
from allervers.rights.domain.population import Array
from allervers.rights.domain.questionnaire import BABY_UNTIL, PREFIXES, RETIREMENT_EARLY
from allervers.rights.domain.right import Right
from allervers.rights.domain.scan import rarer as scan_rarer
from allervers.rights.domain.scan.columns import BY_NAME, amount_name, tick_name
from allervers.rights.domain.scan.population import plain
from allervers.rights.domain.scan.settling import Settled

Mask = Array


def ticked(found: Settled, code: str, choice: str) -> Mask:
    """Whether a choice among ticks is: by its own column, or because it has an amount."""
    tick = tick_name(code, choice)
    if tick in BY_NAME:
        return plain(found, tick) > 0
    name = amount_name(code, choice)
    year = f"{name}_year"
    has: Mask = plain(found, name) > 0
    return has | (plain(found, year) > 0) if year in BY_NAME else has


# ── What excludes a right whatever the other answers ────────────────────────────────────────────


def _no_elder(found: Settled) -> Mask:
    sheet = found.sheet
    young = sheet.known["age"] & (sheet.values["age"] < RETIREMENT_EARLY)
    partner = sheet.known["partner_age"] & (sheet.values["partner_age"] < RETIREMENT_EARLY)
    return young & (sheet.has("couple", 0) | (sheet.has("couple") & partner))


def _fewer_than(count: int) -> Callable[[Settled], Mask]:
    return lambda found: found.sheet.known["children"] & (found.sheet.children < count)


def _no_child_of(ages: range) -> Callable[[Settled], Mask]:
    def rule(found: Settled) -> Mask:
        sheet = found.sheet
        inside = np.isin(sheet.values["children_ages"], np.array(ages))
        some = np.bincount(sheet.owners()[inside], minlength=sheet.count) > 0
        known = found.concerns["children_ages"] & sheet.known["children_ages"]
        return (known & ~some) | _fewer_than(1)(found)

    return rule


def _not_alone_with_children(found: Settled) -> Mask:
    return found.sheet.has("couple") | _fewer_than(1)(found)


EXCLUSIONS: Final[Mapping[Right, Callable[[Settled], Mask]]] = {
    **scan_rarer.EXCLUSIONS,
    Right.ASPA: _no_elder,
    Right.AAH: lambda found: found.sheet.chosen("disability", "none", "under_50"),
    Right.AIDE_LOGEMENT: lambda found: found.sheet.chosen("housing", "owner", "hosted", "homeless"),
    Right.AF: _fewer_than(2),
    Right.CF: _fewer_than(3),
    Right.ASF: _not_alone_with_children,
    Right.PAJE_BASE: _no_child_of(range(BABY_UNTIL)),
    Right.ARS: _no_child_of(SCHOOL),
}


# ── What makes a right uncertain although all is known ──────────────────────────────────────────


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One right of each household of a sheet: whether it is due, and near a stale ceiling."""

    right: Right
    found: Settled
    is_due: Mask
    is_near: Mask

    def none(self) -> Mask:
        """Return no household."""
        return np.zeros(self.found.sheet.count, dtype=bool)


def doubtful(case: Case) -> Mask:
    """Return the households for which the outcome of this right is not certain."""
    doubt = case.is_near
    for one in DOUBTS:
        doubt = doubt | one(case)
    return doubt


def _overseas(case: Case) -> Mask:
    commune = plain(case.found, "commune")
    found: Mask = np.logical_or.reduce([np.strings.startswith(commune, one) for one in OVERSEAS])
    return found


def _uncounted(case: Case) -> Mask:
    if case.right not in ON_INCOME:
        return case.none()
    found = case.found
    some = ticked(found, "benefits", "other")
    for prefix in PREFIXES:
        for choice in ("self_employed", "other"):
            some = some | ticked(found, f"{prefix}incomes", choice)
    return some if case.right is Right.PPA else some & case.is_due


def _home(case: Case) -> Mask:
    if case.right is not Right.AIDE_LOGEMENT:
        return case.none()
    return case.found.sheet.chosen("housing", "owner_loan", "institution")


def _stay(case: Case) -> Mask:
    found, sheet = case.found, case.found.sheet
    doubt = sheet.chosen("nationality", "other", "resident") & sheet.has("permit_years", 0)
    if "permit_years" not in NEEDS[case.right]:
        doubt = case.none()
    if case.right in ON_STAY:
        works = ticked(found, "incomes", "wages") | ticked(found, "incomes", "self_employed")
        doubt = doubt | (sheet.chosen("nationality", "european") & ~works)
    return doubt & case.is_due


def _young(case: Case) -> Mask:
    if case.right is not Right.RSA:
        return case.none()
    found, sheet = case.found, case.found.sheet
    partner = sheet.has("couple") & sheet.known["partner_age"]
    own = ~sheet.known["age"] | (sheet.values["age"] < ADULT_FROM)
    young = own & (~partner | (sheet.values["partner_age"] < ADULT_FROM))
    worked = ticked(found, "incomes", "wages") | ticked(found, "incomes", "unemployment")
    return young & (worked | (plain(found, "pregnant") > 0)) & ~case.is_due


def _minor(case: Case) -> Mask:
    if case.right is not Right.CSS:
        return case.none()
    sheet = case.found.sheet
    return sheet.known["age"] & (sheet.values["age"] < MAJORITY) & case.is_due


def _rate(case: Case) -> Mask:
    if case.right is not Right.AAH:
        return case.none()
    return case.found.sheet.chosen("disability", "from_50")


def _other_parent(case: Case) -> Mask:
    if case.right is not Right.ASF:
        return case.none()
    found, sheet = case.found, case.found.sheet
    pays = sheet.chosen("other_parent", "pays") & found.concerns["other_parent"]
    shared = sheet.owners()[plain(found, "shared_custody") > 0]
    return (pays | (np.bincount(shared, minlength=sheet.count) > 0)) & case.is_due


def _early(case: Case) -> Mask:
    if case.right is not Right.ASPA:
        return case.none()
    sheet = case.found.sheet
    unable = (plain(case.found, "unfit") > 0) | sheet.chosen("disability", *HALF_UNABLE)
    own = sheet.known["age"] & np.isin(sheet.values["age"], np.array(EARLY))
    partner = sheet.known["partner_age"] & np.isin(sheet.values["partner_age"], np.array(EARLY))
    return ((unable & own) | (sheet.has("couple") & partner)) & ~case.is_due


def _rarer(case: Case) -> Mask:
    doubt = scan_rarer.RARER.get(case.right)
    return doubt(case.found, case.is_due) if doubt else case.none()


DOUBTS: Final = (
    _overseas, _uncounted, _home, _stay, _young, _minor, _rate, _other_parent, _early, _rarer,
)  # fmt: skip
