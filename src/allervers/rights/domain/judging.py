"""From answers to findings: what can be computed is, by the engine; the rest says what is missing.

An answer that is not known is completed every way it can be, when there are few; a right is given
or refused only when all ways agree. Amounts that differ are said as a range, never as a guess.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Final

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.doubts import assumptions, doubts
from allervers.rights.domain.engine import Engine, Outcome, Outcomes
from allervers.rights.domain.finding import Found, Reason, Status
from allervers.rights.domain.needs import excluded, missing_for, unknown_for
from allervers.rights.domain.question import Kind
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.domain.reading import household_of
from allervers.rights.domain.right import RIGHTS, WITHOUT_AMOUNT, Right

MOST_COMPLETIONS: Final = 24
# The rights for children fall as resources grow, and others rise as these fall: the two ends
# bound every amount in between.
TAXED_ENDS: Final[tuple[Json, ...]] = ("0", "999999")


@dataclass(frozen=True, slots=True)
class Asked:
    """One right to compute: its completions, and what is not known."""

    right: Right
    completions: tuple[Answers, ...]
    unknown: tuple[str, ...]


def judge(answers: Answers, month: date, engine: Engine) -> list[Found]:
    """Return one finding for each right, in the order of `RIGHTS`."""
    settled = {right: found for right in RIGHTS if (found := _without_rules(right, answers, month))}
    asked = [_asked(right, answers, month) for right in RIGHTS if right not in settled]
    ways = list(dict.fromkeys(_key(way) for one in asked for way in one.completions))
    by_key = {_key(way): way for one in asked for way in one.completions}
    outcomes = engine.compute([household_of(by_key[key]) for key in ways], month) if ways else []
    computed: dict[str, Outcomes] = dict(zip(ways, outcomes, strict=True))
    for one in asked:
        settled[one.right] = _found(one, answers, computed)
    settled[Right.RSA] = _beside_aah(settled[Right.RSA], settled[Right.AAH])
    return [_with_received(settled[right], answers) for right in RIGHTS]


def _beside_aah(rsa: Found, aah: Found) -> Found:
    """Return the rsa, doubtful beside an aah as high, which counts in it (CASF, L262-10).

    The rules count what was received, and let the two stand side by side the first month.
    """
    if rsa.amount is None or aah.amount is None or aah.amount < rsa.amount:
        return rsa
    reasons = (Reason("not_together"), *rsa.reasons)
    return replace(rsa, status=Status.PERHAPS, amount=None, reasons=reasons)


def _key(answers: Answers) -> str:
    return repr(sorted(answers.raw.items()))


def _without_rules(right: Right, answers: Answers, month: date) -> Found | None:
    """Return a finding that needs no rules: excluded by one answer, or not asked."""
    reason = excluded(right, answers)
    if reason is not None:
        return Found(right, Status.NOT_ENTITLED, reasons=(reason,))
    missing = missing_for(right, answers, month)
    if missing:
        return Found(right, Status.NOT_ASKED, missing=missing)
    return None


def _asked(right: Right, answers: Answers, month: date) -> Asked:
    unknown = unknown_for(right, answers, month)
    return Asked(right, completions(right, answers, month, unknown), unknown)


def completions(
    right: Right, answers: Answers, month: date, unknown: Sequence[str]
) -> tuple[Answers, ...]:
    """Return every way to complete what is unknown; none when they are too many or open more."""
    ends = [tuple(_ends(code, answers)) for code in unknown]
    count = 1
    for one in ends:
        count *= len(one)
    if not 0 < count <= MOST_COMPLETIONS:
        return ()
    ways = []
    for values in product(*ends):
        way = answers
        for code, value in zip(unknown, values, strict=True):
            way = way.with_answer(code, value)
        if missing_for(right, way, month):
            return ()
        ways.append(way)
    return tuple(ways)


def _ends(code: str, answers: Answers) -> Iterator[Json]:
    question = QUESTIONS[code]
    if question.kind is Kind.CHOICE:
        yield from question.choices
    if question.kind is Kind.CHILDREN and not answers.is_unknown("children_ages"):
        count = len(answers.ages("children_ages"))
        yield from (
            [place for place in range(count) if bits >> place & 1] for bits in range(2**count)
        )
    if code == "taxed_income":
        yield from TAXED_ENDS


def _found(asked: Asked, answers: Answers, computed: dict[str, Outcomes]) -> Found:
    right = asked.right
    if not asked.completions:
        return Found(right, Status.PERHAPS, missing=asked.unknown)
    outcomes = [computed[_key(way)][right] for way in asked.completions]
    doubtful = {
        reason.code: reason
        for way, outcome in zip(asked.completions, outcomes, strict=True)
        for reason in doubts(right, way, outcome)
    }
    status = _status(outcomes, is_doubtful=bool(doubtful))
    amounts = _amounts(right, outcomes) if status is not Status.NOT_ENTITLED else ()
    amount = outcomes[0].amount if _is_one_amount(right, status, outcomes) else None
    given = tuple(assumptions(right, answers))
    reasons = (*doubtful.values(), *amounts, *given)
    return Found(right, status, amount, missing=asked.unknown, reasons=reasons)


def _status(outcomes: Sequence[Outcome], *, is_doubtful: bool) -> Status:
    due = {one.is_due for one in outcomes}
    if is_doubtful or len(due) > 1:
        return Status.PERHAPS
    return Status.ENTITLED if True in due else Status.NOT_ENTITLED


def _is_one_amount(right: Right, status: Status, outcomes: Sequence[Outcome]) -> bool:
    one = len({outcome.amount for outcome in outcomes}) == 1
    return one and status is Status.ENTITLED and right not in WITHOUT_AMOUNT


def _amounts(right: Right, outcomes: Sequence[Outcome]) -> tuple[Reason, ...]:
    """Return the range of amounts when there is one; for the css, whether it is free."""
    low, high = min(one.amount for one in outcomes), max(one.amount for one in outcomes)
    if right is Right.CSS:
        return _css(low, high, is_due=all(one.is_due for one in outcomes))
    if low == high:
        return ()
    return (Reason("between", {"low": str(low), "high": str(high)}),)


def _css(low: Decimal, high: Decimal, *, is_due: bool) -> tuple[Reason, ...]:
    if not is_due or low != high:
        return (Reason("css_free_or_paid"),)
    return (Reason("css_paid", {"euros": str(high)}),) if high else (Reason("css_free"),)


def _with_received(found: Found, answers: Answers) -> Found:
    """Add what is received already, so that a gap can be seen."""
    received = answers.received(f"received_{found.right}")
    if received is None:
        return found
    return Found(
        found.right, found.status, found.amount, received.amount, found.missing, found.reasons
    )
