"""Finds again where the rights go furthest: `python tools/rights_corners.py`, about seven minutes.

Writes `corners.json`, from which bounds climb (src/allervers/rights/domain/bounding/corners.py).
First, under each of many conditions, every right is climbed long and from many drawn households.
Then few of the peaks are kept: over answers half given, drawn anew, those without which some right
would start lower. Nothing of it is a rule: run it when questions, domains or rights change.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np

from allervers.rights.domain.answers import Answers, Json
from allervers.rights.domain.bounding import corners
from allervers.rights.domain.bounding.alike import JUDGING
from allervers.rights.domain.bounding.bounds import bounds_of
from allervers.rights.domain.bounding.changing import Effort
from allervers.rights.domain.bounding.climbing import climb, starts
from allervers.rights.domain.bounding.completions import Sizes, complete, refilled
from allervers.rights.domain.bounding.filling import Drawn
from allervers.rights.domain.bounding.populating import population_of_ways
from allervers.rights.domain.bounding.priors import domain_of
from allervers.rights.domain.bounding.trying import Compute
from allervers.rights.domain.bounding.ways import Ways
from allervers.rights.domain.engine import Amounts
from allervers.rights.domain.needs import NEEDS, excluded
from allervers.rights.domain.population import Array
from allervers.rights.domain.question import NONE
from allervers.rights.domain.questionnaire import (
    COUNTS,
    ORDER,
    QUESTIONS,
    asked_codes,
    changed,
)
from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.gateways.openfisca_france import engine

MONTH: Final = date(2026, 11, 1)
AGES: Final = (17, 19, 22, 24, 26, 35, 45, 56, 58, 61, 63, 64, 66, 70, 80)
LONG: Final = Effort(rounds=15, changes=600, values=40)
STATES: Final = 400  # answers half given, over which the peaks are compared
MOST: Final = 250  # peaks kept
CODES: Final = frozenset[str]().union(*NEEDS.values())
Given = Mapping[str, Json]


def conditions() -> Iterator[Given]:
    """Give what is known while climbing: nothing, one answer, or that and being a couple or not."""
    incomes: list[Json] = [[one] for one in QUESTIONS["incomes"].choices]
    alone: dict[str, Sequence[Json]] = {
        code: list(QUESTIONS[code].choices)
        for code in ("couple", "nationality", "activity", "disability", "housing", "pregnant")
    }
    alone |= {"children": domain_of(QUESTIONS["children"]).values, "age": AGES}
    yield {}
    yield {"benefits": [NONE]}
    for code, values in {**alone, "incomes": incomes}.items():
        yield from ({code: value} for value in values)
    of_partner = {"age": AGES, "activity": alone["activity"], "incomes": incomes}
    for code, values in of_partner.items():
        yield from ({"couple": "yes", f"partner_{code}": value} for value in values)
    for couple in ("yes", "no"):
        for code in ("age", "children", "activity", "housing"):
            yield from ({"couple": couple, code: value} for value in alone[code])
        yield from ({"couple": couple, "children": count, "incomes": [NONE]} for count in range(4))


def peaks(compute: Compute) -> list[Mapping[str, Json]]:
    """Return the best household of each right, alone and as a couple, under each condition."""
    found: dict[str, Mapping[str, Json]] = {}
    for place, given in enumerate(conditions()):
        answers, chance = Answers(given), np.random.default_rng([place, 5])
        drawn = complete(answers, RIGHTS, chance, Sizes(prior=200, even=3_000, exhaustive=1))
        bounds = bounds_of(RIGHTS, drawn, compute(drawn.ways))
        first = [one for one in starts(answers, drawn.ways, bounds) if one.sign > 0]
        best = {
            (one.right, one.way.text("couple")): one
            for one in sorted(
                [*first, *climb(answers, first, compute, chance, LONG)], key=lambda one: one.euros
            )
        }
        ways = (_asked(one.way) for one in best.values() if one.euros > 0)
        found |= {repr(sorted(way.items())): way for way in ways}
        print(f"{place}: {given}: {len(found)} households", flush=True)
    return [*found.values()]


def _asked(way: Answers) -> Mapping[str, Json]:
    """Return a household without what a condition gave and its other answers make pointless."""
    return {code: way.raw[code] for code in asked_codes(way) if code in way}


def half_given() -> Iterator[Answers]:
    """Give answers as a person may have given them so far: the first ones, or any of them."""
    chance = np.random.default_rng(777)
    drawn = complete(Answers({}), RIGHTS, chance, Sizes(prior=STATES, even=1)).ways
    for place in range(STATES):
        truth = drawn.answers(drawn.count - STATES + place).raw
        if place % 3 == 0:
            yield _some(truth, chance)
            continue
        steps = [Answers({})]
        while (code := _next(steps[-1])) is not None:
            steps.append(changed(steps[-1], code, truth[code]))
        yield steps[int(chance.integers(0, max(2, len(steps) - 3)))]


def _next(answers: Answers) -> str | None:
    return next((code for code in asked_codes(answers) if not answers.is_asked(code)), None)


def _some(truth: Mapping[str, Json], chance: np.random.Generator) -> Answers:
    """Return three answers in ten; none that counts what is not known."""
    kept = {code: value for code, value in truth.items() if chance.random() < 0.3}  # noqa: PLR2004
    for code, counted in COUNTS.items():
        if code not in kept:
            kept = {one: value for one, value in kept.items() if one not in counted}
    return Answers(kept)


def worths(households: Ways, compute: Compute) -> Array:
    """Return for each answers half given and right (rows) how near each household comes, 0 to 1."""
    rows = []
    for place, answers in enumerate(half_given()):
        fill = Drawn(np.random.default_rng([place, 1]), is_even=True)
        ways = refilled(answers, corners.overlaid(answers, households), CODES, fill)
        for right, amounts in compute(ways).items():
            why_not = ways.each(partial(excluded, right), classes=JUDGING)
            is_due = amounts.is_due & why_not.where(lambda one: one is None)
            euros = np.where(is_due, amounts.amount, 0.0)
            if euros.max() > 0:
                rows.append((euros / euros.max()).astype(np.float32))
    return np.array(rows)


def chosen(worth: Array) -> list[int]:
    """Return the households worth keeping, the most useful first."""
    found: list[int] = []
    reached = np.zeros(len(worth), dtype=np.float32)
    while len(found) < MOST:
        gains = np.maximum(worth - reached[:, np.newaxis], 0).sum(axis=0)
        best = int(gains.argmax())
        if gains[best] <= 0:
            break
        found.append(best)
        reached = np.maximum(reached, worth[:, best])
    return found


def main() -> None:
    """Find, choose, write."""
    rules = engine()

    def compute(ways: Ways) -> Mapping[Right, Amounts]:
        return rules.amounts(population_of_ways(ways, MONTH), MONTH)

    found = peaks(compute)
    households = [found[one] for one in chosen(worths(corners.listed(found), compute))]
    order = [question.code for question, _rule in ORDER]
    lines = (
        json.dumps({code: one[code] for code in order if code in one}, separators=(",", ":"))
        for one in households
    )
    file = Path(str(files(corners.__package__).joinpath(corners.FILE)))
    file.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    print(f"{len(households)} of {len(found)} households kept in {file.name}")


if __name__ == "__main__":
    main()
