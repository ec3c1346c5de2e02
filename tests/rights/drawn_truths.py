"""Truths drawn by thousands behind answers half given, and what they give: an oracle of bounds."""

from datetime import date
from functools import partial

import numpy as np

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.bounding.completions import Sizes, complete
from allervers.rights.domain.bounding.populating import population_of_ways
from allervers.rights.domain.bounding.ways import Column, Ways
from allervers.rights.domain.engine import Engine
from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.needs import excluded
from allervers.rights.domain.population import Array
from allervers.rights.domain.question import Kind
from allervers.rights.domain.questionnaire import QUESTIONS
from allervers.rights.domain.right import RIGHTS, WITHOUT_AMOUNT
from allervers.rights.domain.screening import screen

MONTH = date(2026, 11, 1)
HALF_A_CENT = 0.005
SELDOM = 1e-4


def truths(answers: Answers, count: int, seed: int) -> Ways:
    """Return twice so many households that may have answered so, their figures off the grid."""
    chance = np.random.default_rng([seed, 99])
    sizes = Sizes(prior=count, even=count, exhaustive=1)
    ways = complete(answers, RIGHTS, chance, sizes).ways
    columns = {
        code: column
        if answers.is_known(code) or QUESTIONS[code].kind is not Kind.MONEY
        else _moved(code, column, chance)
        for code, column in ways.columns.items()
    }
    return Ways(ways.count, columns, ways.weights)


def _moved(code: str, column: Column, chance: np.random.Generator) -> Column:
    """Move each household's figure by up to 5 %."""
    said = np.flatnonzero(column.places >= 0)
    figures = column.read(lambda one: float(str(one)))[said] * chance.uniform(0.95, 1.05, len(said))
    places = column.places.copy()
    places[said] = np.arange(len(said))
    highest = float(QUESTIONS[code].highest)
    return Column([f"{min(one, highest):.2f}" for one in figures.tolist()], places)


def lies(answers: Answers, rules: Engine, count: int, seed: int) -> list[str]:
    """Return what is said of answers half given and is not true of the households drawn.

    One household in ten thousand may be missed.
    """
    ways = truths(answers, count, seed)
    amounts = rules.amounts(population_of_ways(ways, MONTH), MONTH)
    found = []
    for said in screen(answers, MONTH, rules).findings:
        why_not = ways.each(partial(excluded, said.right))
        is_due = amounts[said.right].is_due & why_not.where(lambda one: one is None)
        euros = np.where(is_due, amounts[said.right].amount, 0.0)
        missed = int(_missed(said, is_due, euros).sum())
        if missed > ways.count * SELDOM:
            ends = f"{missed} missed, {euros.min():.2f} to {euros.max():.2f}"
            found.append(f"{seed}: {said.right} {said.status} {said.low} to {said.high}: {ends}")
    return found


def _missed(said: Found, is_due: Array, euros: Array) -> Array:
    if said.status is Status.NOT_ENTITLED:
        return is_due
    if said.low is None or said.high is None or said.right in WITHOUT_AMOUNT:
        return np.zeros(len(euros), dtype=bool)
    too_low = euros < float(said.low) - HALF_A_CENT
    too_high = euros > float(said.high) + HALF_A_CENT
    return too_low | too_high
