"""Which answers an explanation may change, in which order, and which it never does.

It says what the rules depend on; it is not advice. Nothing here suggests a separation, a child, an
illness or a nationality: what is in nobody's hands, or indecent to suggest, is left out on purpose
(`LEFT_OUT`, each with its reason). A question in neither table is left out too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Final

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.doubts import ON_INCOME
from allervers.rights.domain.explanation import Topic
from allervers.rights.domain.needs import NEEDS, excluded, missing_for, needed, unknown_for
from allervers.rights.domain.question import NONE
from allervers.rights.domain.questionnaire import COUNTED, PREFIXES, asked_codes, changed
from allervers.rights.domain.right import Right

INCOMES: Final = tuple(
    f"{prefix}{one}{end}" for prefix in PREFIXES for one in COUNTED for end in ("", "_year")
)
# Money: the topic, the highest amount tried, the first step. To the euro afterwards.
MONEY: Final[Mapping[str, tuple[Topic, int, int]]] = {
    **dict.fromkeys(INCOMES, (Topic.INCOME, 6_000, 100)),
    "rent": (Topic.RENT, 2_000, 50),
    "taxed_income": (Topic.PAST, 120_000, 2_000),
}
# Some answers weigh on a right only through another right: said with that one.
ONLY_FOR: Final[Mapping[str, frozenset[Right]]] = {
    "rent": frozenset({Right.AIDE_LOGEMENT}),
    "taxed_income": frozenset(set(Right) - ON_INCOME),
    "children_ages": frozenset(set(Right) - ON_INCOME),
}
YEARS_OF_STAY: Final = range(16)
# Choices: the topic, and the answers tried. Others are never proposed.
CHOICES: Final[Mapping[str, tuple[Topic, tuple[str, ...]]]] = {
    "flat_share": (Topic.RENT, ("yes", "no")),
    "disability": (Topic.DISABILITY, ("from_50_rsdae", "from_80")),
    "unfit": (Topic.DISABILITY, ("yes",)),
    "activity": (Topic.ACTIVITY, ("jobseeker",)),
    "partner_activity": (Topic.ACTIVITY, ("jobseeker",)),
}
AGES: Final = ("age", "partner_age")
LATEST_AGE: Final = 70
YEARS_AHEAD: Final = 12
LAST_CHILD_AGE: Final = 25
VARIED: Final = frozenset({*MONEY, *CHOICES, *AGES, "children_ages", "permit_years"})
# Why each other question is never changed by itself.
LEFT_OUT: Final[Mapping[str, str]] = {
    "couple": "indecent to suggest",
    "separated_recently": "indecent to suggest",
    "children": "indecent to suggest",
    "pregnant": "indecent to suggest",
    "shared_custody": "decided by two parents or a judge",
    "other_parent": "in another person's hands",
    "nationality": "in nobody's hands",
    "housing": "opens other questions: each kind of home is another check",
    "commune": "moving for an amount is not proposed; the zone is in the texts",
    "two_incomes": "the past, and never alone",
    "incomes": "the kinds ticked: each amount is tried",
    "partner_incomes": "the kinds ticked: each amount is tried",
    "steady": "how amounts are read, not a condition",
    "partner_steady": "how amounts are read, not a condition",
    "benefits": "what is received: each is tried without",
    "disabled_children": "in nobody's hands",
    "disabled_rate": "in nobody's hands",
    "help_needed": "in nobody's hands",
    "gir": "in nobody's hands",
    "college_children": "changes with time, as the children's ages do",
    "lycee_children": "changes with time, as the children's ages do",
    "are_ended": "the past",
    "worked_five_years": "the past",
    "income_tax": "follows from the incomes of two years ago",
    "parents_income": "in another person's hands",
    "parents_children": "in another person's hands",
    "parents_students": "in another person's hands",
    "higher_study": "a plan of life, not a condition to play with",
    "study_distance": "a plan of life, not a condition to play with",
}


def is_whole(right: Right, answers: Answers, month: date) -> bool:
    """Whether a right can be computed with these answers: none missing, none unknown."""
    return not (
        excluded(right, answers)
        or missing_for(right, answers, month)
        or unknown_for(right, answers, month)
    )


def money_asked(right: Right, answers: Answers, month: date) -> tuple[str, ...]:
    """Return the amounts to vary: those answered, and one's own wages even without any."""
    codes = needed(right, answers, month)
    asked = [
        one
        for one in codes
        if one in MONEY and answers.is_known(one) and right in ONLY_FOR.get(one, Right)
    ]
    if "wages" in NEEDS[right] and "wages" not in asked and answers.is_known("incomes"):
        asked.append("wages")
    return tuple(asked)


def with_money(answers: Answers, code: str, euros: str) -> Answers:
    """Return the answers with another amount; wages that were not ticked are ticked."""
    if code != "wages" or "wages" in answers.many("incomes"):
        return answers.with_answer(code, euros)
    ticked = sorted({*answers.many("incomes"), "wages"} - {NONE})
    found = answers.with_answer("incomes", ticked).with_answer("wages", euros)
    if not found.is_known("steady"):
        found = found.with_answer("steady", "yes")
    return found.with_answer("wages_year", euros) if found.text("steady") == "no" else found


@dataclass(frozen=True, slots=True)
class Way:
    """The answers with one question changed. `child`: whose age it is, for one of the children.

    `is_closed`: these answers exclude the right by themselves, whatever the rules give.
    """

    question: str
    topic: Topic
    value: str
    answers: Answers
    child: int | None = None
    is_closed: bool = False


def ways(right: Right, answers: Answers, month: date) -> Iterator[Way]:
    """Give every change of one answer that is not an amount, and that can be computed."""
    codes = {one for one in NEEDS[right] if right in ONLY_FOR.get(one, Right)}
    every = chain(_choices(answers), _stays(answers), _ages(answers), _children(answers))
    for one in every:
        if one.question not in codes:
            continue
        if excluded(right, one.answers):
            yield replace(one, is_closed=True)
        elif is_whole(right, one.answers, month):
            yield one


def _choices(answers: Answers) -> Iterator[Way]:
    for code, (topic, values) in CHOICES.items():
        now = answers.text(code)
        is_student = now == "student"
        if now is None or (topic is Topic.ACTIVITY and not is_student):
            continue
        for value in values:
            if value != now:
                yield Way(code, topic, value, _changed(answers, code, value))


def _stays(answers: Answers) -> Iterator[Way]:
    now = answers.number("permit_years")
    for years in YEARS_OF_STAY if now is not None else ():
        if now is not None and years > now:
            with_more = _changed(answers, "permit_years", years)
            yield Way("permit_years", Topic.STAY, str(years), with_more)


def _ages(answers: Answers) -> Iterator[Way]:
    for code in AGES:
        now = answers.number(code)
        last = min((now or 0) + YEARS_AHEAD, LATEST_AGE)
        for age in range(now + 1, last + 1) if now is not None else ():
            yield Way(code, Topic.AGE, str(age), _changed(answers, code, age))


def _children(answers: Answers) -> Iterator[Way]:
    ages = answers.ages("children_ages")
    for place, now in enumerate(ages):
        for age in range(now + 1, LAST_CHILD_AGE + 1):
            older = [age if one == place else other for one, other in enumerate(ages)]
            yield Way(
                "children_ages", Topic.AGE, str(age),
                answers.with_answer("children_ages", older), place,
            )  # fmt: skip


def _changed(answers: Answers, code: str, value: Json) -> Answers:
    """Return the answers after one changed; whom it newly concerns is taken as fit for work."""
    found = changed(answers, code, value)
    if "unfit" in asked_codes(found) and not found.is_asked("unfit"):
        found = found.with_answer("unfit", "no")
    return found
