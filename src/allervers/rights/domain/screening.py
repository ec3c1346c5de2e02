"""From answers to findings, whatever is still missing; and to the next question, if any is useful.

A right whose questions were all answered is computed. One whose answers are missing or not known is
bounded over the ways to complete them (domain/bounding/): it is given or refused only when all
ways agree. The same answers give the same findings: what is drawn is drawn from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from zlib import crc32

import numpy as np

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.bounding.bounds import DOUBTFUL, NOT_DUE, Bounds, bounds_of, outward
from allervers.rights.domain.bounding.climbing import climbed
from allervers.rights.domain.bounding.completions import Completions, Sizes, complete
from allervers.rights.domain.bounding.next_question import best_next
from allervers.rights.domain.bounding.populating import population_of_ways
from allervers.rights.domain.bounding.ways import Ways
from allervers.rights.domain.deciding import amount_reasons, beside_aah, computed, with_received
from allervers.rights.domain.doubts import assumptions, doubts
from allervers.rights.domain.engine import Amounts, Engine, Outcome
from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.needs import missing_for, unknown_for
from allervers.rights.domain.right import RIGHTS, WITHOUT_AMOUNT, Right
from allervers.rights.domain.waiting import waiting

# Drawn anew, and more, before saying that nothing can change.
CONFIRMING: Final = Sizes(prior=500, even=2_500)


@dataclass(frozen=True, slots=True)
class Screened:
    """One finding for each right, in their order; the next question; whether all is settled.

    `next_code`: None when no question is left to ask. `is_settled`: no answer to come can change
    a finding, but within `bounds.SAME_EUROS`.
    """

    findings: tuple[Found, ...]
    next_code: str | None
    is_settled: bool


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What a screening rests on: findings that need no bounds, and the others' bounds.

    `completions` is None when nothing had to be completed.
    """

    settled: Mapping[Right, Found]
    completions: Completions | None
    bounds: Mapping[Right, Bounds]
    next_code: str | None


def screen(answers: Answers, month: date, engine: Engine) -> Screened:
    """Return what can be said of every right now, and what to ask next.

    Pure: the same answers, month and rules give the same. Raises EngineError.
    """
    look = look_at(answers, month, engine)
    found = {right: _found(one, answers, month) for right, one in look.bounds.items()}
    is_settled = all(one.is_settled for one in look.bounds.values())
    ordered = tuple(
        replace(one, waiting=waiting(one, answers, month))
        for one in _ordered({**look.settled, **found}, answers)
    )
    return Screened(ordered, look.next_code, is_settled)


def look_at(answers: Answers, month: date, engine: Engine) -> Look:
    """Compute what the answers settle, bound the rest, choose the next question."""
    settled = computed(answers, month, engine)
    still = [right for right in RIGHTS if right not in settled]
    if not still:
        return Look(settled, None, {}, None)
    completions, bounds = _bounded(answers, still, month, engine, Sizes())
    next_code = best_next(answers, completions, bounds)
    if next_code is None and any(one.is_estimate for one in bounds.values()):
        completions, bounds = _bounded(answers, still, month, engine, CONFIRMING)
        next_code = best_next(answers, completions, bounds)
    return Look(settled, completions, bounds, next_code)


def _bounded(
    answers: Answers, rights: Sequence[Right], month: date, engine: Engine, sizes: Sizes
) -> tuple[Completions, Mapping[Right, Bounds]]:
    seed = crc32(repr(sorted(answers.raw.items())).encode())
    chance = np.random.default_rng([seed, sizes.even])
    completions = complete(answers, rights, chance, sizes)

    def compute(ways: Ways) -> Mapping[Right, Amounts]:
        return engine.amounts(population_of_ways(ways, month), month)

    bounds = bounds_of(rights, completions, compute(completions.ways))
    return completions, climbed(answers, completions.ways, bounds, compute, chance)


def _found(one: Bounds, answers: Answers, month: date) -> Found:
    """Return the finding of a right over its ways."""
    right, (low, high) = one.right, outward(*one.said_between)
    found = Found(right, Status.NOT_ENTITLED, is_estimate=one.is_estimate)
    if one.status == NOT_DUE:
        return found
    if one.status == DOUBTFUL:
        outcome = Outcome(is_due=one.high > 0, amount=high)
        reasons = (*doubts(right, answers, outcome), *assumptions(right, answers))
        return replace(found, status=Status.PERHAPS, reasons=reasons)
    missing = missing_for(right, answers, month)
    found = replace(found, missing=missing or unknown_for(right, answers, month))
    if right not in WITHOUT_AMOUNT:
        found = replace(found, low=low, high=high)
    if one.status is None:
        return replace(found, status=Status.NOT_ASKED if missing else Status.PERHAPS)
    is_one = low == high and right not in WITHOUT_AMOUNT
    said = amount_reasons(right, low, high, is_due=True)
    return replace(
        found,
        status=Status.ENTITLED,
        amount=low if is_one else None,
        missing=() if one.is_settled else found.missing,
        reasons=(*said, *assumptions(right, answers)),
    )


def _ordered(found: Mapping[Right, Found], answers: Answers) -> tuple[Found, ...]:
    found = {**found, Right.RSA: beside_aah(found[Right.RSA], found[Right.AAH])}
    return tuple(with_received(found[right], answers) for right in RIGHTS)
