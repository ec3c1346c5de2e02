"""From answers to the findings that need no bounds: what can be computed is, by the engine.

An answer that is not known is completed every way it can be, when there are few; a right is given
or refused only when all ways agree. Amounts that differ are said as a range, never as a guess. The
rights that are left are bounded (domain/screening.py).
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


def computed(answers: Answers, month: date, engine: Engine) -> dict[Right, Found]:
    """Return the findings that need no bounds: excluded by one answer, or all that they need known.

    So are those whose unknown answers can be completed in a few ways. The other rights are absent.
    """
    settled = {right: found for right in RIGHTS if (found := _excluded(right, answers))}
    asked = [
        one
        for right in RIGHTS
        if right not in settled and not missing_for(right, answers, month)
        if (one := _asked(right, answers, month)).completions
    ]
    ways = {_key(way): way for one in asked for way in one.completions}
    outcomes = engine.compute(list(map(household_of, ways.values())), month) if ways else []
    by_key: dict[str, Outcomes] = dict(zip(ways, outcomes, strict=True))
    return {**settled, **{one.right: _found(one, answers, by_key) for one in asked}}


def beside_aah(rsa: Found, aah: Found) -> Found:
    """Return the rsa, doubtful beside an aah as high, which counts in it (CASF, L262-10).

    The rules count what was received, and let the two stand side by side the first month.
    """
    if rsa.amount is None or aah.amount is None or aah.amount < rsa.amount:
        return rsa
    reasons = (Reason("not_together"), *rsa.reasons)
    return replace(rsa, status=Status.PERHAPS, amount=None, reasons=reasons)


def _key(answers: Answers) -> str:
    return repr(sorted(answers.raw.items()))


def _excluded(right: Right, answers: Answers) -> Found | None:
    reason = excluded(right, answers)
    return Found(right, Status.NOT_ENTITLED, reasons=(reason,)) if reason is not None else None


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
    found = Found(right, status, amount, missing=asked.unknown, reasons=reasons)
    return found if doubtful else _ranged(found, outcomes)


def _ranged(found: Found, outcomes: Sequence[Outcome]) -> Found:
    """Add how far the amount goes, when ways differ."""
    euros = [one.amount if one.is_due else Decimal(0) for one in outcomes]
    if len(set(euros)) == 1 or found.right in WITHOUT_AMOUNT:
        return found
    return replace(found, low=min(euros), high=max(euros))


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
    return amount_reasons(right, low, high, is_due=all(one.is_due for one in outcomes))


def amount_reasons(
    right: Right, low: Decimal, high: Decimal, *, is_due: bool
) -> tuple[Reason, ...]:
    """Return what is said of an amount known between two figures."""
    if right is Right.CSS:
        return _css(low, high, is_due=is_due)
    if low == high:
        return ()
    return (Reason("between", {"low": str(low), "high": str(high)}),)


def _css(low: Decimal, high: Decimal, *, is_due: bool) -> tuple[Reason, ...]:
    if not is_due or low != high:
        return (Reason("css_free_or_paid"),)
    return (Reason("css_paid", {"euros": str(high)}),) if high else (Reason("css_free"),)


def with_received(found: Found, answers: Answers) -> Found:
    """Add what is received already, so that a gap can be seen."""
    received = answers.received(f"received_{found.right}")
    if received is None:
        return found
    return replace(found, received=received.amount)
