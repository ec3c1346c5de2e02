"""Every question, in the order in which they are asked, and when each is worth asking.

A question depends on answers already known: while the answer that opens it is missing or unknown,
it is not asked. Nothing here decides a right (domain/needs.py, the engine).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from threading import local
from typing import Final

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.household import Income
from allervers.rights.domain.local_questions import (
    LOCAL_CODES,
    LOCAL_DURATIONS,
    LOCAL_PLACE,
    LOCAL_QUESTIONS,
)
from allervers.rights.domain.question import (
    Kind,
    Question,
    choice,
    many,
    money,
    whole,
)
from allervers.rights.domain.right import Right

MOST_CHILDREN: Final = 12
PUPILS_OF_COLLEGE: Final = range(10, 17)
PUPILS_OF_LYCEE: Final = range(14, 21)
ELDERLY_FROM: Final = 60  # age of the APA (CASF, R232-1)
STUDENT_UNTIL: Final = 28  # before 28 on 1 September, later with children or a disability
CEJ_AGES: Final = range(16, 30)  # 16 to 25, 29 with a recognised disability
ASS_UNTIL: Final = 66
FERTILE_UNTIL: Final = 55
RETIREMENT_EARLY, RETIREMENT_FULL = 62, 65
BABY_UNTIL: Final = 3
TENANTS: Final = ("tenant", "social_tenant", "furnished")
ACTIVITIES: Final = (
    "employee", "self_employed", "jobseeker", "student", "retired", "home", "disabled"
)  # fmt: skip
NATIONALITIES: Final = ("french", "european", "refugee", "resident", "other")
DISABILITIES: Final = ("none", "under_50", "from_50", "from_50_rsdae", "from_80")
HOMES: Final = (*TENANTS, "owner", "owner_loan", "hosted", "homeless", "institution")
COUNTED: Final = (
    Income.WAGES, Income.UNEMPLOYMENT, Income.RETIREMENT,
    Income.INVALIDITY, Income.SUPPORT, Income.CAPITAL,
)  # fmt: skip
GIRS: Final = ("not_evaluated", "gir_1", "gir_2", "gir_3", "gir_4", "gir_5_6")
TAX_BRACKETS: Final = ("none", "first", "more")
DISTANCES: Final = ("under_30", "from_30", "from_250")  # kilometres from the parents' home
BENEFITS: Final = (
    Right.RSA, Right.PPA, Right.AIDE_LOGEMENT, Right.AAH, Right.MVA, Right.ASPA, Right.ASI,
    Right.ASS, Right.AF, Right.CF, Right.ASF, Right.PAJE_BASE, Right.AEEH,
)  # fmt: skip
OF_CHILDREN: Final = (
    "shared_custody", "disabled_children", "college_children", "lycee_children",
)  # fmt: skip
# An answer that counts others: these are asked again when it changes.
COUNTS: Final = {
    "children": ("children_ages", *OF_CHILDREN),
    "children_ages": OF_CHILDREN,
    "commune": LOCAL_DURATIONS,
    LOCAL_PLACE: LOCAL_DURATIONS,
}
PREFIXES: Final = ("", "partner_")

Rule = Callable[[Answers], bool]


def _always(_answers: Answers) -> bool:
    return True


def _is(code: str, *values: str) -> Rule:
    return lambda answers: answers.text(code) in values


def _has_children(answers: Answers) -> bool:
    return (answers.number("children") or 0) > 0


def _may_be_pregnant(answers: Answers) -> bool:
    ages = answers.number("age"), answers.number("partner_age")
    return any(age is not None and age <= FERTILE_UNTIL for age in ages)


def _may_be_recently_alone(answers: Answers) -> bool:
    ages = answers.ages("children_ages")
    return answers.text("couple") == "no" and bool(ages) and min(ages) >= BABY_UNTIL


def _may_be_unfit(answers: Answers) -> bool:
    age = answers.number("age")
    return age is not None and RETIREMENT_EARLY <= age < RETIREMENT_FULL


def _parents_alone(answers: Answers) -> bool:
    return answers.text("couple") == "no" and _has_children(answers)


def _couple_with_children(answers: Answers) -> bool:
    return answers.text("couple") == "yes" and _has_children(answers)


def _has_child_of(ages: range) -> Rule:
    return lambda answers: any(one in ages for one in answers.ages("children_ages"))


def _has_disabled_child(answers: Answers) -> bool:
    return bool(answers.ages("disabled_children"))


def _aged(lowest: int, highest: int, *, but: tuple[str, ...] = ()) -> Rule:
    """Whether the asker's age is within these, both included, and their activity none of `but`."""

    def rule(answers: Answers) -> bool:
        age, activity = answers.number("age"), answers.text("activity")
        is_aged = age is not None and lowest <= age <= highest
        return is_aged and (not but or (activity is not None and activity not in but))

    return rule


def _is_student(answers: Answers) -> bool:
    return answers.text("activity") == "student"


def _studies(answers: Answers) -> bool:
    return answers.text("higher_study") == "yes" and _is_student(answers)


@dataclass(frozen=True, slots=True)
class Ticked:
    """A rule: one option is among those ticked. Named, so that many answers are read at once."""

    code: str
    option: str

    def __call__(self, answers: Answers) -> bool:
        """Whether it is."""
        return self.option in answers.many(self.code)


@dataclass(frozen=True, slots=True)
class OfPartner:
    """A rule of what is asked about a partner: only when there is one."""

    rule: Rule

    def __call__(self, answers: Answers) -> bool:
        """Whether there is one, of whom the rule is true."""
        return answers.text("couple") == "yes" and self.rule(answers)


def _counts(prefix: str) -> Rule:
    return lambda answers: any(one in answers.many(f"{prefix}incomes") for one in COUNTED)


def _not_steady(prefix: str, kind: Income) -> Rule:
    def rule(answers: Answers) -> bool:
        is_had = kind in answers.many(f"{prefix}incomes")
        return is_had and answers.text(f"{prefix}steady") == "no"

    return rule


Asked = tuple[Question, Rule]

PEOPLE: Final[tuple[Asked, ...]] = (
    (whole("age", 16, 115), _always),
    (choice("couple"), _always),
    (whole("partner_age", 16, 115), _is("couple", "yes")),
    (whole("children", 0, MOST_CHILDREN), _always),
    (Question("children_ages", Kind.AGES, (), Decimal(0), Decimal(24)), _has_children),
    (Question("shared_custody", Kind.CHILDREN), _has_children),
    (Question("disabled_children", Kind.CHILDREN), _has_children),
    (choice("disabled_rate"), _has_disabled_child),
    (Question("college_children", Kind.CHILDREN), _has_child_of(PUPILS_OF_COLLEGE)),
    (Question("lycee_children", Kind.CHILDREN), _has_child_of(PUPILS_OF_LYCEE)),
    (choice("other_parent", "pays", "does_not_pay", "gone"), _parents_alone),
    (choice("separated_recently"), _may_be_recently_alone),
    (choice("pregnant"), _may_be_pregnant),
    (choice("nationality", *NATIONALITIES), _always),
    (whole("permit_years", 0, 80), _is("nationality", "resident", "other")),
    (choice("activity", *ACTIVITIES), _always),
    (choice("partner_activity", *ACTIVITIES), _is("couple", "yes")),
    (choice("disability", *DISABILITIES), _always),
    (choice("unfit"), _may_be_unfit),
    (choice("are_ended"), _aged(18, ASS_UNTIL - 1, but=("student", "retired"))),
    (choice("worked_five_years"), _is("are_ended", "yes")),
    (choice("help_needed"), _aged(ELDERLY_FROM, 115)),
    (choice("gir", *GIRS), _is("help_needed", "yes")),
    (choice("income_tax", *TAX_BRACKETS),
     _aged(CEJ_AGES[0], CEJ_AGES[-1], but=("student", "retired"))),
    (choice("higher_study"), _is_student),
)  # fmt: skip
STUDIES: Final[tuple[Asked, ...]] = (
    (money("parents_income", Decimal(999_999)), _studies),
    (whole("parents_children", 1, MOST_CHILDREN), _studies),
    (whole("parents_students", 1, MOST_CHILDREN), _studies),
    (choice("study_distance", *DISTANCES), _studies),
)
LIVING: Final[tuple[Asked, ...]] = (
    (choice("housing", *HOMES), _always),
    (money("rent", Decimal(5_000)), _is("housing", *TENANTS)),
    (choice("flat_share"), _is("housing", *TENANTS)),
    (Question("commune", Kind.COMMUNE), _is("housing", *TENANTS)),
)
PAST: Final[tuple[Asked, ...]] = (
    (money("taxed_income", Decimal(999_999)), _always),
    (choice("two_incomes"), _couple_with_children),
    (many("benefits", *BENEFITS, "other"), _always),
    *((Question(f"received_{one}", Kind.RECEIVED, (), Decimal(0), Decimal(5_000)),
       Ticked("benefits", one)) for one in BENEFITS),
)  # fmt: skip


def _incomes(prefix: str) -> tuple[Asked, ...]:
    """Return the questions on one adult's incomes: which, how much, whether for a year."""
    found: list[Asked] = [(many(f"{prefix}incomes", *Income), _always)]
    found += [(money(f"{prefix}{one}"), Ticked(f"{prefix}incomes", one)) for one in COUNTED]
    found.append((choice(f"{prefix}steady"), _counts(prefix)))
    found += [(money(f"{prefix}{one}_year"), _not_steady(prefix, one)) for one in COUNTED]
    return tuple((question, OfPartner(rule) if prefix else rule) for question, rule in found)


ORDER: Final[tuple[Asked, ...]] = (
    *PEOPLE,
    *STUDIES,
    *(asked for prefix in PREFIXES for asked in _incomes(prefix)),
    *LIVING,
    *PAST,
)
# Those of local rights are asked after, when a right of the place needs them (local_findings).
QUESTIONS: Final[Mapping[str, Question]] = {
    **{one.code: one for one, _rule in ORDER},
    **{one.code: one for one in LOCAL_QUESTIONS},
}


class Last(local):
    """The last answers looked at by a thread: each right of a check asks the same of them."""

    answers: Answers | None = None
    codes: tuple[str, ...] = ()


_LAST: Final = Last()


def asked_codes(answers: Answers) -> tuple[str, ...]:
    """Return the questions worth asking, given the answers: those answered and those to come."""
    # By identity: answers are never changed in place (`changed` makes others).
    if _LAST.answers is not answers:
        _LAST.codes = tuple(question.code for question, rule in ORDER if rule(answers))
        _LAST.answers = answers
    return _LAST.codes


def forget() -> None:
    """Keep nothing of the answers that this thread looked at."""
    _LAST.answers, _LAST.codes = None, ()


def changed(answers: Answers, code: str, value: Json | None) -> Answers:
    """Return the answers after one changed (None: not asked any more).

    Answers that the change makes pointless are dropped: the ages when the number of children
    changes, what the partner earned when there is no couple.
    """
    now = answers.without(code) if value is None else answers.with_answer(code, value)
    if code in COUNTS and answers.raw.get(code) != now.raw.get(code):
        for one in COUNTS[code]:
            now = now.without(one)
    while stray := set(now) - set(asked_codes(now)) - LOCAL_CODES:
        for one in stray:
            now = now.without(one)
    return now
