"""Doubts and assumptions of the rights that the rules follow only in part.

Each says what the published rules leave out, so that nobody reads an estimate as a certainty.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.engine import Outcome
from allervers.rights.domain.finding import Reason
from allervers.rights.domain.questionnaire import STUDENT_UNTIL
from allervers.rights.domain.right import Right

Doubt = Callable[[Answers, Outcome], Reason | None]
# Ceiling of resources of the ASI for one person since 1 April 2025 (10 978.30 a year), the last
# one known, and 3 % more: what a later one may add.
ASI_CEILING: Final = Decimal("10978.30") / 12 * Decimal("1.03")
# Ceiling of very social housing (PLAI) of 2022 for two around Paris; the released rules say ten
# times as much (218 805) by a slip of the pen.
PLAI_OF_TWO: Final = Decimal(21_805)
BESIDE_AAH: Final = ("unemployment", "support", "capital")
UNABLE: Final = ("from_50", "from_50_rsdae", "from_80")
OPENS_AAH: Final = ("from_50_rsdae", "from_80")
# A student of elsewhere: years of stay or of work, ties with France, that nobody asks here.
FOREIGN: Final = ("european", "resident", "other")
ATTACHED_UNTIL: Final = 21  # who is younger may be on their parents' tax return (CGI, art. 6, 3)


def _rsa(answers: Answers, outcome: Outcome) -> Reason | None:
    """The ASS and the ASI come before the RSA, and count in it (CASF, L262-10)."""
    if not outcome.is_due:
        return None
    if answers.text("worked_five_years") == "yes" and not _receives(Right.ASS, answers):
        return Reason("ass_first")
    has_pension = _has("invalidity", answers)
    return Reason("asi_first") if has_pension and not _receives(Right.ASI, answers) else None


def _has(income: str, answers: Answers) -> bool:
    return (answers.euros(income) or Decimal(0)) > 0


def _receives(right: Right, answers: Answers) -> bool:
    return right in answers.many("benefits")


def _asi(answers: Answers, outcome: Outcome) -> Reason | None:
    """Near the ceiling of 2025; an early retirement for disability opens it too (CSS, L815-24).

    With an aah, the two together never exceed the aah (CSS, L821-1).
    """
    if outcome.is_due:
        return Reason("asi_or_aah") if answers.text("disability") in OPENS_AAH else None
    if _has("retirement", answers) and answers.text("disability") in UNABLE:
        return Reason("asi_early")
    if not _has("invalidity", answers) or answers.text("nationality") == "other":
        return None
    pension = answers.euros("invalidity") or Decimal(0)
    return Reason("asi_ceiling") if pension <= ASI_CEILING else None


def _aspa(answers: Answers, outcome: Outcome) -> Reason | None:
    """The aah goes on after 62 at 80 %, and the two together never exceed it (CSS, L821-1)."""
    is_unable = answers.text("disability") == "from_80"
    return Reason("aspa_or_aah") if outcome.is_due and is_unable else None


def _mva(answers: Answers, outcome: Outcome) -> Reason | None:
    """It goes with a whole AAH, or one that completes a pension (CSS, L821-1-2)."""
    counted = any(_has(one, answers) for one in BESIDE_AAH)
    return Reason("mva_whole_aah") if outcome.is_due and counted else None


def _ass(answers: Answers, outcome: Outcome) -> Reason | None:
    """It is for who looks for work (code du travail, L5423-1)."""
    is_seeking = answers.text("activity") == "jobseeker"
    return Reason("not_seeking") if outcome.is_due and not is_seeking else None


def _energy(answers: Answers, _outcome: Outcome) -> Reason | None:
    return Reason("energy_residence") if answers.text("housing") == "institution" else None


def _student(answers: Answers, outcome: Outcome) -> Reason | None:
    """The rules look at the passport alone: a European must have worked or have ties here."""
    if answers.text("couple") == "yes" or (answers.number("children") or 0) > 0:
        return Reason("student_alone")
    if outcome.is_due and (answers.number("age") or 0) >= STUDENT_UNTIL:
        return Reason("student_age")
    is_foreign = answers.text("nationality") in FOREIGN
    is_disabled = answers.text("disability") not in (None, "none") and not outcome.is_due
    return Reason("student_exception") if is_foreign or is_disabled else None


def _apa(answers: Answers, outcome: Outcome) -> Reason | None:
    if answers.text("housing") == "institution":
        return Reason("apa_institution")
    return Reason("apa_evaluation") if answers.text("gir") == "not_evaluated" else None


def _cej(answers: Answers, outcome: Outcome) -> Reason | None:
    """Nobody has it without an engagement (code du travail, L5131-6)."""
    if outcome.is_due:
        return Reason("cej_engagement")
    # From 26 to 29 with a recognised disability: the rules did not know of it.
    is_disabled = answers.text("disability") not in (None, "none")
    is_older = (answers.number("age") or 0) > 25  # noqa: PLR2004 - the age said above
    return Reason("cej_engagement") if is_disabled and is_older else None


def _savings(answers: Answers, outcome: Outcome) -> Reason | None:
    """Half-shares of a parent alone or for a disability raise the ceiling; they are not asked.

    Who is on their parents' tax return has none of their own (CMF, L221-15).
    """
    age = answers.number("age")
    if outcome.is_due and age is not None and age < ATTACHED_UNTIL:
        return Reason("parents_taxes")
    has_more = (answers.number("children") or 0) > 0 or answers.text("disability") == "from_80"
    return Reason("more_shares") if has_more and not outcome.is_due else None


def _social_housing(answers: Answers, outcome: Outcome) -> Reason | None:
    """Only the lowest ceilings are known, those of 2022: above them, others may do."""
    is_two = answers.text("couple") == "yes" and answers.number("children") == 0
    income = answers.euros("taxed_income") or Decimal(0)
    is_slip = is_two and income > PLAI_OF_TWO
    return Reason("higher_ceilings") if is_slip or not outcome.is_due else None


RARER: Final[Mapping[Right, Doubt]] = {
    Right.RSA: _rsa,
    Right.ASPA: _aspa,
    Right.ASI: _asi,
    Right.MVA: _mva,
    Right.ASS: _ass,
    Right.CHEQUE_ENERGIE: _energy,
    Right.BOURSE_SUP: _student,
    Right.APA: _apa,
    Right.CEJ: _cej,
    Right.LEP: _savings,
    Right.LOGEMENT_SOCIAL: _social_housing,
}
# What is taken as true without being asked.
SUPPOSED_OF: Final[Mapping[Right, tuple[str, ...]]] = {
    Right.ASI: ("own_right", "asi_2025"),
    Right.MVA: ("own_right", "mva_home"),
    Right.AEEH: ("aeeh_base",),
    Right.ASS: ("own_right", "are_history"),
    Right.CHEQUE_ENERGIE: ("energy_contract",),
    Right.BOURSE_COLLEGE: ("school_year_income",),
    Right.BOURSE_LYCEE: ("school_year_income",),
    Right.BOURSE_SUP: ("grant_months", "grant_scale"),
    Right.APA: ("apa_plan",),
    Right.CEJ: ("own_right", "cej_2025"),
    Right.LEP: ("own_taxes",),
    Right.LOGEMENT_SOCIAL: ("ceiling_plai", "legal_stay"),
}
