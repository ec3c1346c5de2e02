"""Totals of each household: euros that are certain, not received, lost by waiting."""

from typing import Final

import numpy as np

from allervers.rights.domain.population import Array
from allervers.rights.domain.questionnaire import BENEFITS
from allervers.rights.domain.right import WITHOUT_AMOUNT, YEARLY
from allervers.rights.domain.scan_judging import ENTITLED, Findings
from allervers.rights.domain.scan_population import plain

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
    total = np.zeros(findings.found.sheet.count)
    for right in BENEFITS:
        one, name = findings.rights[right], f"received_{right}"
        is_certain = one.status == ENTITLED
        got = np.where(findings.found.unknown[name], np.nan, plain(findings.found, name))
        total += np.where(is_certain, np.fmax(one.low - got, 0.0 * got), 0.0)
    return np.round(total, 2)
