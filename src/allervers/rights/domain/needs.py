"""Which questions each right needs, given the other answers; what alone already excludes it.

A right is computed only when each question it needs has been asked: what nobody asked is never
taken as zero or as "no". tests/rights/test_needs.py checks that what a right does not need does
not change it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.finding import Reason
from allervers.rights.domain.household import Income
from allervers.rights.domain.questionnaire import (
    BABY_UNTIL,
    BENEFITS,
    CEJ_AGES,
    COUNTED,
    ELDERLY_FROM,
    PREFIXES,
    PUPILS_OF_COLLEGE,
    PUPILS_OF_LYCEE,
    RETIREMENT_EARLY,
    TENANTS,
    asked_codes,
)
from allervers.rights.domain.right import RIGHTS, Right

Codes = frozenset[str]


def _incomes(prefix: str) -> Codes:
    amounts = {f"{prefix}{one}{end}" for one in COUNTED for end in ("", "_year")}
    return frozenset(amounts | {f"{prefix}incomes", f"{prefix}steady"})


OWN_INCOMES: Final = _incomes("")
INCOMES: Final[Codes] = frozenset().union(*(_incomes(prefix) for prefix in PREFIXES))
BOTH: Final = frozenset({"age", "couple", "partner_age"})
CHILDREN: Final = frozenset({"children", "children_ages", "shared_custody"})
STAY: Final = frozenset({"nationality", "permit_years"})
ACTIVITY: Final = frozenset({"activity", "partner_activity"})
HOME: Final = frozenset({"housing", "rent", "flat_share", "commune"})
RECEIVED: Final[Codes] = frozenset({"benefits", *(f"received_{one}" for one in BENEFITS)})
TAXED: Final = frozenset({"taxed_income", "two_incomes"})
UNABLE: Final = frozenset({"unfit", "disability"})
DISABLED: Final = frozenset({"disabled_children", "disabled_rate"})
WORKED: Final = frozenset({"are_ended", "worked_five_years"})  # the ass, which others count
STUDIES: Final = frozenset({
    "higher_study", "parents_income", "parents_children", "parents_students", "study_distance",
})  # fmt: skip

EVERYTHING: Final = (
    BOTH | CHILDREN | DISABLED | STAY | ACTIVITY | WORKED | HOME | RECEIVED | INCOMES | TAXED
    | UNABLE | {"separated_recently", "pregnant"}
)  # fmt: skip
OF_HOME: Final = (
    BOTH | CHILDREN | DISABLED | STAY | ACTIVITY | WORKED | HOME | RECEIVED | INCOMES
    | {"pregnant", "disability"}
)  # fmt: skip
OF_ADULT: Final = BOTH | CHILDREN | STAY | ACTIVITY | RECEIVED | INCOMES | {"disability"}
OF_ELDER: Final = BOTH | STAY | WORKED | ACTIVITY | RECEIVED | INCOMES | UNABLE
NEEDS: Final[Mapping[Right, Codes]] = {
    Right.RSA: EVERYTHING,
    Right.PPA: EVERYTHING,
    Right.CSS: EVERYTHING,
    Right.AIDE_LOGEMENT: OF_HOME,
    Right.ASPA: OF_ELDER,
    Right.ASI: OF_ELDER,
    Right.AAH: OF_ADULT,
    Right.MVA: OF_HOME | OF_ADULT | UNABLE,
    Right.AF: CHILDREN | STAY | {"taxed_income"},
    Right.CF: CHILDREN | STAY | TAXED | {"couple"},
    Right.ASF: CHILDREN | STAY | {"couple", "other_parent", "incomes", "support", "steady",
                                  "support_year"},
    Right.PAJE_BASE: CHILDREN | STAY | TAXED | {"couple"},
    Right.ARS: CHILDREN | STAY | {"taxed_income"},
    Right.AEEH: CHILDREN | DISABLED | STAY,
    Right.ASS: OF_ADULT | WORKED,
    Right.CHEQUE_ENERGIE: CHILDREN | {"couple", "taxed_income", "housing"},
    Right.BOURSE_COLLEGE: CHILDREN | {"college_children", "taxed_income"},
    Right.BOURSE_LYCEE: CHILDREN | {"lycee_children", "college_children", "taxed_income"},
    Right.BOURSE_SUP: STUDIES | CHILDREN | STAY | {"age", "activity", "couple", "disability"},
    Right.APA: STAY | {"age", "help_needed", "gir", "housing"},
    Right.CEJ: OWN_INCOMES | RECEIVED | {"age", "activity", "disability", "income_tax"},
    Right.LEP: BOTH | CHILDREN | {"taxed_income", "disability"},
    Right.LOGEMENT_SOCIAL: BOTH | CHILDREN | STAY | {"taxed_income", "housing", "commune"},
}  # fmt: skip
# Others look at the taxed income through the rights for children only.
ON_TAX: Final = frozenset({Right.CHEQUE_ENERGIE, Right.LEP, Right.LOGEMENT_SOCIAL})
CEJ_ALONE_UNTIL: Final = 25  # later with a recognised disability
SCHOOL: Final = range(5, 19)  # 6 within the year to 18


def _no_elder(answers: Answers) -> bool:
    age, partner = answers.number("age"), answers.number("partner_age")
    if age is None or age >= RETIREMENT_EARLY:
        return False
    is_alone = answers.text("couple") == "no"
    return is_alone or (partner is not None and partner < RETIREMENT_EARLY)


def _fewer_than(count: int) -> Callable[[Answers], bool]:
    return lambda answers: (
        answers.is_known("children") and (answers.number("children") or 0) < count
    )


def _no_child_of(ages: range) -> Callable[[Answers], bool]:
    def rule(answers: Answers) -> bool:
        known = answers.is_known("children_ages")
        none = known and not any(one in ages for one in answers.ages("children_ages"))
        return none or _fewer_than(1)(answers)

    return rule


def _not_alone_with_children(answers: Answers) -> bool:
    return answers.text("couple") == "yes" or _fewer_than(1)(answers)


def _is(code: str, *values: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.text(code) in values


def _is_not(code: str, *values: str) -> Callable[[Answers], bool]:
    return lambda answers: (said := answers.text(code)) is not None and said not in values


def _ticked_none(code: str, ages: range) -> Callable[[Answers], bool]:
    """No child of these ages, or none ticked among them."""
    too_young_or_old = _no_child_of(ages)

    def rule(answers: Answers) -> bool:
        none = answers.is_known(code) and not answers.ages(code)
        return none or too_young_or_old(answers)

    return rule


def _has_no_pension(answers: Answers) -> bool:
    pensions = (Income.INVALIDITY, Income.RETIREMENT)
    return answers.is_known("incomes") and all(_has_none(one, answers) for one in pensions)


def _has_none(income: Income, answers: Answers) -> bool:
    """Whether an income was not ticked, or is known to be nothing for a year."""
    if income not in answers.many("incomes"):
        return True
    is_steady = answers.text("steady") == "yes"
    year = income if is_steady else f"{income}_year"
    return answers.euros(income) == 0 and answers.euros(year) == 0


def _out_of(lowest: int, highest: int) -> Callable[[Answers], bool]:
    def rule(answers: Answers) -> bool:
        age = answers.number("age")
        return age is not None and not lowest <= age <= highest

    return rule


def _any(*rules: Callable[[Answers], bool]) -> Callable[[Answers], bool]:
    return lambda answers: any(rule(answers) for rule in rules)


def _all(*rules: Callable[[Answers], bool]) -> Callable[[Answers], bool]:
    return lambda answers: all(rule(answers) for rule in rules)


EXCLUSIONS: Final[Mapping[Right, tuple[Callable[[Answers], bool], str]]] = {
    Right.ASPA: (_no_elder, "too_young"),
    Right.AAH: (lambda answers: answers.text("disability") in ("none", "under_50"), "rate_too_low"),
    Right.AIDE_LOGEMENT: (
        lambda answers: answers.text("housing") in ("owner", "hosted", "homeless"),
        "no_rent",
    ),
    Right.AF: (_fewer_than(2), "fewer_than_two"),
    Right.CF: (_fewer_than(3), "fewer_than_three"),
    Right.ASF: (_not_alone_with_children, "not_alone_with_children"),
    Right.PAJE_BASE: (_no_child_of(range(BABY_UNTIL)), "no_baby"),
    Right.ARS: (_no_child_of(SCHOOL), "no_pupil"),
    Right.ASI: (_has_no_pension, "no_invalidity_pension"),
    Right.MVA: (
        _any(_is_not("disability", "from_80"), _is_not("housing", *TENANTS, "owner_loan")),
        "no_own_home",
    ),
    Right.AEEH: (_ticked_none("disabled_children", range(20)), "no_disabled_child"),
    Right.ASS: (
        _any(
            _is("activity", "student", "retired"),
            _is("are_ended", "no"),
            _is("worked_five_years", "no"),
        ),
        "are_not_ended",
    ),
    Right.CHEQUE_ENERGIE: (_is("housing", "hosted", "homeless"), "no_energy_contract"),
    Right.BOURSE_COLLEGE: (
        _ticked_none("college_children", PUPILS_OF_COLLEGE),
        "no_college_pupil",
    ),
    Right.BOURSE_LYCEE: (_ticked_none("lycee_children", PUPILS_OF_LYCEE), "no_lycee_pupil"),
    Right.BOURSE_SUP: (_any(_is_not("activity", "student"), _is("higher_study", "no")),
                       "no_higher_study"),
    Right.APA: (
        _any(_out_of(ELDERLY_FROM, 200), _is("help_needed", "no"), _is("gir", "gir_5_6")),
        "autonomous",
    ),
    Right.CEJ: (
        _any(
            _out_of(CEJ_AGES[0], CEJ_AGES[-1]),
            _all(_out_of(0, CEJ_ALONE_UNTIL), _is("disability", "none")),
            _is("activity", "student", "retired"),
        ),
        "not_young",
    ),
    Right.LOGEMENT_SOCIAL: (_is("housing", "social_tenant"), "already_social"),
}  # fmt: skip


def excluded(right: Right, answers: Answers) -> Reason | None:
    """Return why a right is excluded whatever the other answers, or None."""
    rule, code = EXCLUSIONS.get(right, (None, ""))
    return Reason(code) if rule is not None and rule(answers) else None


def codes_for(right: Right, answers: Answers) -> Codes:
    """Return the questions a right looks at, whether or not they are worth asking."""
    codes = NEEDS[right]
    if right not in ON_TAX and not answers.number("children"):
        codes -= TAXED
    if right is not Right.AEEH and answers.text("housing") not in (None, *TENANTS):
        codes -= DISABLED  # it lifts a ceiling of rents, and nothing else
    return codes


def needed(right: Right, answers: Answers, month: date) -> tuple[str, ...]:
    """Return the questions a right needs now, in the order they are asked."""
    codes = codes_for(right, answers)
    return tuple(code for code in asked_codes(answers) if code in codes)


def missing_for(right: Right, answers: Answers, month: date) -> tuple[str, ...]:
    """Return the questions a right still needs and that were not asked.

    Empty when the right can be computed, or when one answer already excludes it.
    """
    if excluded(right, answers):
        return ()
    return tuple(code for code in needed(right, answers, month) if not answers.is_asked(code))


def unknown_for(right: Right, answers: Answers, month: date) -> tuple[str, ...]:
    """Return the questions a right needs, that were asked, and whose answer is not known."""
    if excluded(right, answers):
        return ()
    return tuple(code for code in needed(right, answers, month) if answers.is_unknown(code))


def has_uncounted(answers: Answers) -> Reason | None:
    """Return the income or benefit that exists and that nobody can count here."""
    ticked = frozenset().union(*(answers.many(f"{prefix}incomes") for prefix in PREFIXES))
    if Income.SELF_EMPLOYED in ticked:
        return Reason("self_employed")
    if Income.OTHER in ticked:
        return Reason("other_income")
    return Reason("other_benefit") if "other" in answers.many("benefits") else None


def wanted(answers: Answers, month: date) -> tuple[str, ...]:
    """Return the questions that some right still needs, in the order they are asked."""
    missing = {code for right in RIGHTS for code in missing_for(right, answers, month)}
    return tuple(code for code in asked_codes(answers) if code in missing)


def next_code(answers: Answers, month: date, after: str = "") -> str | None:
    """Return the next question worth asking; None when no right needs any more.

    `after`: the question just answered or passed over; those before it are not asked again.
    """
    codes = asked_codes(answers)
    later = codes[codes.index(after) + 1 :] if after in codes else codes
    still = wanted(answers, month)
    return next((code for code in later if code in still), None)
