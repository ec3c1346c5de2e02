"""Totals of each household: euros that are certain, not received, lost by waiting."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from allervers.rights.domain.population import Array
from allervers.rights.domain.questionnaire import BENEFITS
from allervers.rights.domain.right import WITHOUT_AMOUNT, YEARLY, Right
from allervers.rights.domain.scan.judging import ENTITLED, Findings
from allervers.rights.domain.scan.population import plain
from allervers.rights.domain.waiting import FROM_CLAIM

# Kinds of household; "unknown": whether there is a partner, or how many children, is not known.
KINDS: Final = ("unknown", "alone", "lone_parent", "couple", "couple_with_children")


def kind_of(findings: Findings) -> Array:
    """Return the place of each household in `KINDS`."""
    sheet = findings.found.sheet
    known = sheet.known["couple"] & sheet.known["children"]
    place = 1 + (sheet.children > 0) + 2 * sheet.has("couple")
    return np.where(known, place, 0).astype(np.int8)


def certain(findings: Findings, *, is_yearly: bool) -> Array:
    """Return the euros at least of the rights that are certain: a month, or a year for `YEARLY`."""
    total = np.zeros(findings.found.sheet.count)
    for right, one in findings.rights.items():
        if (right in YEARLY) == is_yearly and right not in WITHOUT_AMOUNT:
            total += np.where(one.status == ENTITLED, one.low, 0.0)
    return np.round(total, 2)


def not_received(findings: Findings) -> Array:
    """Return the euros a month that are certain and above what is received of the same right.

    Rights that nobody was asked whether they receive are left out. NaN where what is received of
    a certain right is not known.
    """
    return _above_received(findings, BENEFITS)


def waiting(findings: Findings) -> Array:
    """Return the euros that one more month of delay loses for good (domain/waiting.py).

    A range counts for its lowest end; rights whose rule is not known are left out.
    """
    return _above_received(findings, tuple(FROM_CLAIM))


def _above_received(findings: Findings, rights: Sequence[Right]) -> Array:
    total = np.zeros(findings.found.sheet.count)
    for right in rights:
        one, name = findings.rights[right], f"received_{right}"
        # Who does not know whether they receive something at all does not know this either.
        unknown = findings.found.unknown[name] | findings.found.unknown["benefits"]
        got = np.where(unknown, np.nan, plain(findings.found, name))
        above = np.where(unknown, np.nan, np.maximum(one.low - got, 0.0))
        total += np.where(one.status == ENTITLED, above, 0.0)
    return np.round(total, 2)
