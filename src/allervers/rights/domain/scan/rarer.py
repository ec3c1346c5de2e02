"""Rights that the rules follow only in part, said on columns: what excludes them, what is unsure.

The same as domain/needs.py and domain/rarer_doubts.py, household by household
(tests/rights/scan/test_judging.py).
"""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from allervers.rights.domain.needs import CEJ_ALONE_UNTIL, DISABLED, ON_TAX, TAXED
from allervers.rights.domain.population import Array
from allervers.rights.domain.questionnaire import (
    CEJ_AGES,
    ELDERLY_FROM,
    PUPILS_OF_COLLEGE,
    PUPILS_OF_LYCEE,
    STUDENT_UNTIL,
    TENANTS,
)
from allervers.rights.domain.rarer_doubts import (
    ASI_CEILING,
    ATTACHED_UNTIL,
    BESIDE_AAH,
    FOREIGN,
    OPENS_AAH,
    PLAI_OF_TWO,
    UNABLE,
)
from allervers.rights.domain.right import Right
from allervers.rights.domain.scan.population import plain
from allervers.rights.domain.scan.settling import Settled

Mask = Array
Rule = Callable[[Settled], Mask]
Doubt = Callable[[Settled, Mask], Mask]  # what is settled, and whether the right is due


def needs_it(found: Settled, right: Right, code: str) -> Mask:
    """Whether a question in the needs of a right is needed by each household (domain/needs.py)."""
    sheet = found.sheet
    if code in TAXED and right not in ON_TAX:
        return sheet.children > 0
    if code in DISABLED and right is not Right.AEEH:
        return ~sheet.known["housing"] | sheet.chosen("housing", *TENANTS)
    return np.ones(sheet.count, dtype=bool)


def said(found: Settled, code: str, *choices: str) -> Mask:
    """Whether a question that concerns the household was answered by one of these."""
    return found.concerns[code] & found.sheet.chosen(code, *choices)


def said_no(found: Settled, code: str) -> Mask:
    """Whether a question that concerns the household was answered by no."""
    return found.concerns[code] & found.sheet.has(code, 0)


def said_other(found: Settled, code: str, *choices: str) -> Mask:
    """Whether a question was answered, by none of these."""
    return found.concerns[code] & found.sheet.known[code] & ~found.sheet.chosen(code, *choices)


def _some_child(found: Settled, rows: Mask) -> Mask:
    sheet = found.sheet
    return np.bincount(sheet.owners()[rows], minlength=sheet.count) > 0


def _ticked_none(code: str, ages: range) -> Rule:
    def rule(found: Settled) -> Mask:
        sheet = found.sheet
        some = _some_child(found, sheet.values[code] > 0)
        none = found.concerns[code] & sheet.known[code] & ~some
        inside = _some_child(found, np.isin(sheet.values["children_ages"], np.array(ages)))
        known = found.concerns["children_ages"] & sheet.known["children_ages"]
        return none | (known & ~inside) | sheet.has("children", 0)

    return rule


def _has_no_pension(found: Settled) -> Mask:
    none = np.ones(found.sheet.count, dtype=bool)
    for name in ("invalidity", "invalidity_year", "retirement", "retirement_year"):
        none = none & found.sheet.has(name, 0)
    return none


def _out_of(lowest: int, highest: int) -> Rule:
    def rule(found: Settled) -> Mask:
        age = found.sheet.values["age"]
        return found.sheet.known["age"] & ((age < lowest) | (age > highest))

    return rule


def _not_young(found: Settled) -> Mask:
    older = _out_of(0, CEJ_ALONE_UNTIL)(found) & said(found, "disability", "none")
    settled = said(found, "activity", "student", "retired")
    return _out_of(CEJ_AGES[0], CEJ_AGES[-1])(found) | older | settled


EXCLUSIONS: Final[Mapping[Right, Rule]] = {
    Right.ASI: _has_no_pension,
    Right.MVA: lambda found: (
        said_other(found, "disability", "from_80")
        | said_other(found, "housing", *TENANTS, "owner_loan")
    ),
    Right.AEEH: _ticked_none("disabled_children", range(20)),
    Right.ASS: lambda found: (
        said(found, "activity", "student", "retired")
        | said_no(found, "are_ended")
        | said_no(found, "worked_five_years")
    ),
    Right.CHEQUE_ENERGIE: lambda found: said(found, "housing", "hosted", "homeless"),
    Right.BOURSE_COLLEGE: _ticked_none("college_children", PUPILS_OF_COLLEGE),
    Right.BOURSE_LYCEE: _ticked_none("lycee_children", PUPILS_OF_LYCEE),
    Right.BOURSE_SUP: lambda found: (
        said_other(found, "activity", "student") | said_no(found, "higher_study")
    ),
    Right.APA: lambda found: (
        _out_of(ELDERLY_FROM, 200)(found)
        | said_no(found, "help_needed")
        | said(found, "gir", "gir_5_6")
    ),
    Right.CEJ: _not_young,
    Right.LOGEMENT_SOCIAL: lambda found: said(found, "housing", "social_tenant"),
}


def _receives(found: Settled, right: Right) -> Mask:
    return plain(found, f"received_{right}") > 0


def _rsa(found: Settled, is_due: Mask) -> Mask:
    ass = (plain(found, "worked_five_years") > 0) & ~_receives(found, Right.ASS)
    asi = (plain(found, "invalidity") > 0) & ~_receives(found, Right.ASI)
    return is_due & (ass | asi)


def _asi(found: Settled, is_due: Mask) -> Mask:
    early = (plain(found, "retirement") > 0) & said(found, "disability", *UNABLE)
    pension = plain(found, "invalidity")
    near = (pension > 0) & (pension <= float(ASI_CEILING))
    beside = is_due & said(found, "disability", *OPENS_AAH)
    return beside | (~is_due & (early | (near & ~said(found, "nationality", "other"))))


def _aspa(found: Settled, is_due: Mask) -> Mask:
    return is_due & said(found, "disability", "from_80")


def _mva(found: Settled, is_due: Mask) -> Mask:
    beside: Mask = np.logical_or.reduce([plain(found, one) > 0 for one in BESIDE_AAH])
    return is_due & beside


def _ass(found: Settled, is_due: Mask) -> Mask:
    return is_due & ~said(found, "activity", "jobseeker")


def _student(found: Settled, is_due: Mask) -> Mask:
    sheet = found.sheet
    foreign = said(found, "nationality", *FOREIGN)
    disabled = said_other(found, "disability", "none")
    older = is_due & sheet.known["age"] & (sheet.values["age"] >= STUDENT_UNTIL)
    with_others = sheet.has("couple") | (sheet.children > 0)
    return with_others | older | foreign | (~is_due & disabled)


def _apa(found: Settled, _is_due: Mask) -> Mask:
    return said(found, "housing", "institution") | said(found, "gir", "not_evaluated")


def _cej(found: Settled, is_due: Mask) -> Mask:
    older = _out_of(0, CEJ_ALONE_UNTIL)(found) & said_other(found, "disability", "none")
    return is_due | older


def _savings(found: Settled, is_due: Mask) -> Mask:
    sheet = found.sheet
    attached = sheet.known["age"] & (sheet.values["age"] < ATTACHED_UNTIL)
    more = (sheet.children > 0) | said(found, "disability", "from_80")
    return (is_due & attached) | (~is_due & more)


def _social_housing(found: Settled, is_due: Mask) -> Mask:
    sheet = found.sheet
    is_two = sheet.has("couple") & sheet.has("children", 0)
    return ~is_due | (is_two & (plain(found, "taxed_income") > float(PLAI_OF_TWO)))


RARER: Final[Mapping[Right, Doubt]] = {
    Right.RSA: _rsa,
    Right.ASPA: _aspa,
    Right.ASI: _asi,
    Right.MVA: _mva,
    Right.ASS: _ass,
    Right.CHEQUE_ENERGIE: lambda found, _is_due: said(found, "housing", "institution"),
    Right.BOURSE_SUP: _student,
    Right.APA: _apa,
    Right.CEJ: _cej,
    Right.LEP: _savings,
    Right.LOGEMENT_SOCIAL: _social_housing,
}
