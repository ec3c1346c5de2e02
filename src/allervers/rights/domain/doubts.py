"""What makes a right uncertain although every question was answered, and what was assumed."""

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import Final

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.engine import Outcome
from allervers.rights.domain.finding import Reason
from allervers.rights.domain.local_questions import LOCAL_PLACE
from allervers.rights.domain.needs import NEEDS, has_uncounted
from allervers.rights.domain.questionnaire import RETIREMENT_EARLY, RETIREMENT_FULL, TENANTS
from allervers.rights.domain.rarer_doubts import RARER, SUPPOSED_OF
from allervers.rights.domain.right import RIGHTS, Right

ON_INCOME: Final = frozenset({
    Right.RSA, Right.PPA, Right.AIDE_LOGEMENT, Right.CSS, Right.ASPA, Right.ASI, Right.AAH,
    Right.MVA, Right.ASS, Right.CEJ,
})  # fmt: skip
FOR_CHILDREN: Final = frozenset({Right.AF, Right.CF, Right.ASF, Right.PAJE_BASE, Right.ARS})
# The child of a foreigner: born here, or come by family reunification (CSS, L512-2).
OF_ENTRY: Final = FOR_CHILDREN | {Right.AEEH}
ON_STAY: Final = frozenset({Right.RSA, Right.PPA, Right.ASPA, Right.ASI})
ADULT_FROM: Final = 25  # age of the RSA without children (CASF, L262-4)
MAJORITY: Final = 18
EARLY: Final = range(RETIREMENT_EARLY, RETIREMENT_FULL)
HALF_UNABLE: Final = ("from_50", "from_50_rsdae", "from_80")
OVERSEAS: Final = ("97", "98")
NEAR: Final = "near_ceiling"
Doubt = Callable[[Right, Answers, Outcome], Reason | None]


def doubts(right: Right, answers: Answers, outcome: Outcome) -> tuple[Reason, ...]:
    """Return why the rules' outcome is not certain; nothing when it is."""
    found = [part(right, answers, outcome) for part in parts_of(right)]
    found.append(Reason(NEAR) if outcome.is_doubtful else None)
    return tuple(one for one in found if one is not None)


@lru_cache(maxsize=len(Right))
def parts_of(right: Right) -> tuple[Doubt, ...]:
    """Return what may make a right doubtful, one reason each, from answers and what is due.

    Besides, the rules' own doubt (`Outcome.is_doubtful`).
    """
    return tuple(part for rights, part in PARTS if right in rights)


def _overseas(_right: Right, answers: Answers, _outcome: Outcome) -> Reason | None:
    """Where the home is, or where one lives, when it was asked for local rights."""
    places = (answers.text("commune"), answers.text(LOCAL_PLACE))
    is_there = any(one is not None and one.startswith(OVERSEAS) for one in places)
    return Reason("overseas") if is_there else None


def uncounted(right: Right, answers: Answers, outcome: Outcome) -> Reason | None:
    """More income only lowers a right, but the `ppa`: who has none without it has none with it."""
    return has_uncounted(answers) if outcome.is_due or right is Right.PPA else None


def _home(_right: Right, answers: Answers, _outcome: Outcome) -> Reason | None:
    home = answers.text("housing")
    if home in ("owner_loan", "institution"):
        return Reason(home)
    return None


def _stay(right: Right, answers: Answers, outcome: Outcome) -> Reason | None:
    nationality = answers.text("nationality")
    if not outcome.is_due:
        return None
    works = {"wages", "self_employed"} & answers.many("incomes")  # CASF, L262-6: exempt
    if nationality == "european" and right in ON_STAY and not works:
        return Reason("european")
    is_without = nationality in ("other", "resident") and answers.number("permit_years") == 0
    return Reason("permit") if is_without and "permit_years" in NEEDS[right] else None


def _young(_right: Right, answers: Answers, outcome: Outcome) -> Reason | None:
    """Two years of work in three open the RSA at 18 (CASF, L262-7-1); a child to be born, too."""
    if outcome.is_due:
        return None
    ages = [answers.number("age"), answers.number("partner_age")]
    is_young = all(one < ADULT_FROM for one in ages if one is not None)
    has_worked = {"wages", "unemployment"} & answers.many("incomes")
    is_expecting = answers.text("pregnant") == "yes"
    return Reason("young") if is_young and (has_worked or is_expecting) else None


def _minor(_right: Right, answers: Answers, outcome: Outcome) -> Reason | None:
    """A minor has the css of the parents; alone, only by decision (CSS, L861-1)."""
    age = answers.number("age")
    is_minor = age is not None and age < MAJORITY
    return Reason("minor") if outcome.is_due and is_minor else None


def _rate(_right: Right, answers: Answers, _outcome: Outcome) -> Reason | None:
    if answers.text("disability") == "from_50":
        return Reason("rate_under_80")
    return None


def _other_parent(_right: Right, answers: Answers, outcome: Outcome) -> Reason | None:
    if not outcome.is_due:
        return None
    if answers.text("other_parent") == "pays":
        return Reason("parent_pays")
    return Reason("parent_shares") if answers.ages("shared_custody") else None


def _early(_right: Right, answers: Answers, outcome: Outcome) -> Reason | None:
    """Who is unfit has the `aspa` from 62 (CSS, R815-1); the rules say 64 since 2023."""
    if outcome.is_due:
        return None
    is_unable = answers.text("unfit") == "yes" or answers.text("disability") in HALF_UNABLE
    own, partner = answers.number("age"), answers.number("partner_age")
    may = (is_unable and own in EARLY) or partner in EARLY
    return Reason("early") if may else None


def _rarer(right: Right, answers: Answers, outcome: Outcome) -> Reason | None:
    return RARER[right](answers, outcome)


PARTS: Final[tuple[tuple[Collection[Right], Doubt], ...]] = (
    (RIGHTS, _overseas),
    (ON_INCOME, uncounted),
    ({Right.AIDE_LOGEMENT}, _home),
    (RIGHTS, _stay),
    ({Right.RSA}, _young),
    ({Right.CSS}, _minor),
    ({Right.AAH}, _rate),
    ({Right.ASF}, _other_parent),
    ({Right.ASPA}, _early),
    (RARER, _rarer),
)


def assumptions(right: Right, answers: Answers) -> Iterator[Reason]:
    """Give what was taken as true without being asked, for a right that was computed."""
    yield Reason("birthdays")
    yield Reason("stable_stay")
    if right in ON_INCOME:
        yield Reason("steady")
        yield Reason("savings")
        if any(one != "none" for one in answers.many("benefits")):
            yield Reason("older_benefits")
        if answers.text("couple") == "yes":
            yield Reason("partner_nationality")
    if right in OF_ENTRY and answers.text("nationality") in ("resident", "other"):
        yield Reason("children_entry")
    if right in FOR_CHILDREN:
        yield Reason("base_from_rfr")
        yield Reason("children_schooled")
    yield from _own_assumptions(right, answers)


def _own_assumptions(right: Right, answers: Answers) -> Iterator[Reason]:
    yield from (Reason(code) for code in SUPPOSED_OF.get(right, ()))
    if right in (Right.RSA, Right.PPA, Right.CSS):
        yield Reason("with_others")
    if right is Right.CSS:
        yield Reason("ceiling_2025")
    if right is Right.AAH:
        yield Reason("own_right")
    if right is Right.AIDE_LOGEMENT and answers.text("housing") in TENANTS:
        yield Reason("rent_registered")
        if "student" in (answers.text("activity"), answers.text("partner_activity")):
            yield Reason("student")
