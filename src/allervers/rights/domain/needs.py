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
    COUNTED,
    PREFIXES,
    RETIREMENT_EARLY,
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

EVERYTHING: Final = (
    BOTH | CHILDREN | STAY | ACTIVITY | HOME | RECEIVED | INCOMES | TAXED | UNABLE
    | {"separated_recently", "pregnant"}
)  # fmt: skip
NEEDS: Final[Mapping[Right, Codes]] = {
    Right.RSA: EVERYTHING,
    Right.PPA: EVERYTHING,
    Right.CSS: EVERYTHING,
    Right.AIDE_LOGEMENT: BOTH | CHILDREN | STAY | ACTIVITY | HOME | RECEIVED | INCOMES
    | {"pregnant", "disability"},
    Right.ASPA: BOTH | STAY | RECEIVED | INCOMES | UNABLE,
    Right.AAH: BOTH | CHILDREN | STAY | ACTIVITY | RECEIVED | INCOMES | {"disability"},
    Right.AF: CHILDREN | STAY | {"taxed_income"},
    Right.CF: CHILDREN | STAY | TAXED | {"couple"},
    Right.ASF: CHILDREN | STAY | {"couple", "other_parent", "incomes", "support", "steady",
                                  "support_year"},
    Right.PAJE_BASE: CHILDREN | STAY | TAXED | {"couple"},
    Right.ARS: CHILDREN | STAY | {"taxed_income"},
}  # fmt: skip
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
}


def excluded(right: Right, answers: Answers) -> Reason | None:
    """Return why a right is excluded whatever the other answers, or None."""
    rule, code = EXCLUSIONS.get(right, (None, ""))
    return Reason(code) if rule is not None and rule(answers) else None


def needed(right: Right, answers: Answers, month: date) -> tuple[str, ...]:
    """Return the questions a right needs now, in the order they are asked."""
    codes = NEEDS[right]
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
