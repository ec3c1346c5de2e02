"""The question that settles most: what it does for the rights still open, over what it costs.

Three things are counted for a question and a right that is open, over every way there is:

- what it *tells*: how much less the right's outcome (no, yes, doubtful; then bands of euros) is
  spread once the question is answered (telling.py);
- whether it *settles*: how often, of the likely answers, no way is left that says otherwise. A rare
  answer (a home overseas) tells nothing on average, and leaves a right open all the same;
- how far it is a *step*: its share of what is left to ask, in price, of the questions that still
  tell something of this right. A right that wants one answer more is finished first.

Summed over the rights, weighted by euros and urgency, divided by the price (prices.py). Nothing is
computed again by the rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

import numpy as np

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.bounding.bounds import Bounds
from allervers.rights.domain.bounding.completions import Completions
from allervers.rights.domain.bounding.prices import COVER, price, worth
from allervers.rights.domain.bounding.telling import (
    bins_of,
    classes_of,
    entropy,
    information,
    settling,
)
from allervers.rights.domain.needs import codes_for, excluded
from allervers.rights.domain.population import Array
from allervers.rights.domain.questionnaire import COUNTS, ORDER, QUESTIONS, asked_codes
from allervers.rights.domain.right import RIGHTS, WITHOUT_AMOUNT, Right

NOTHING: Final = frozenset[str]()
# The questions whose answers the answer of another counts: asked after it.
COUNTS_OF: Final = {
    code: frozenset(one for one, those in COUNTS.items() if code in those)
    for code in chain.from_iterable(COUNTS.values())
}
LEAST: Final = 1e-3  # of worth: below, the questions keep their usual order
# In nats: a right settled, and the whole way to it, beside what an answer tells. Chosen on thirty
# households that benchmarks/rights_questions.py does not draw.
SETTLED: Final = 4.0
STEPS: Final = 1.0
TELLS: Final = 0.01  # of what a right still hides: below, a question is no step towards it


def askable(answers: Answers, rights: Iterable[Right]) -> tuple[str, ...]:
    """Return the questions that some of these rights need and nobody asked, in the usual order.

    One that counts others comes before these: it would have them asked again.
    """
    codes = frozenset[str]().union(
        *(codes_for(right, answers) for right in rights if excluded(right, answers) is None)
    )
    found = tuple(
        code
        for code in asked_codes(answers)
        if code in codes and not answers.is_asked(code) and not answers.is_skipped(code)
    )
    return tuple(code for code in found if not COUNTS_OF.get(code, NOTHING).intersection(found))


def usual_next(answers: Answers) -> str | None:
    """Return the next question in the usual order, when nothing is known of what it would tell."""
    return next(iter(askable(answers, RIGHTS)), None)


def best_next(
    answers: Answers, completions: Completions, bounds: Mapping[Right, Bounds]
) -> str | None:
    """Return the question worth asking next for the rights that are not settled, or None."""
    still = [one for one in bounds.values() if not one.is_settled]
    codes = askable(answers, [one.right for one in still])
    if len(codes) < 2:  # noqa: PLR2004 - there is nothing to choose
        return codes[0] if codes else None
    scores = _scores(answers, codes, completions, still)
    best = int(np.argmax(scores))
    return codes[best if scores[best] > LEAST else 0]


def _scores(
    answers: Answers, codes: Sequence[str], completions: Completions, still: Sequence[Bounds]
) -> Array:
    """Return what each question is worth asking."""
    ways = completions.ways
    weights = ways.weights / ways.weights.sum()
    classes = [classes_of(one) for one in still]
    told = np.zeros((len(codes), len(still)))
    settles = np.zeros_like(told)
    for place, code in enumerate(codes):
        bins = bins_of(QUESTIONS[code], ways.columns[code])
        told[place] = [information(bins, one, weights) for one in classes]
        settles[place] = settling(bins, still, completions)
    prices = np.array([price(QUESTIONS[code], is_follow_up=code in FOLLOW_UPS) for code in codes])
    hidden = np.array([entropy(np.bincount(one, weights)) for one in classes])
    steps = _steps(answers, codes, still, told > TELLS * hidden, prices)
    worths = np.array([_worth(one, weights) for one in still])
    found: Array = (told + SETTLED * settles + STEPS * steps) @ worths / prices
    return found


def _steps(
    answers: Answers, codes: Sequence[str], still: Sequence[Bounds], tells: Array, prices: Array
) -> Array:
    """Return for each question the share, in price, of what is left to ask for each right."""
    needs = [codes_for(one.right, answers) for one in still]
    is_step = tells & np.array([[code in those for those in needs] for code in codes])
    costs = is_step * prices[:, np.newaxis]
    found: Array = costs / np.maximum(costs.sum(axis=0), prices.min())
    return found


def _is_always(rule: object) -> bool:
    return rule is ORDER[0][1]


# Asked only because of an answer before: the first question of all is always asked.
FOLLOW_UPS: Final = frozenset(question.code for question, rule in ORDER if not _is_always(rule))


def _worth(one: Bounds, weights: Array) -> float:
    euros = (one.said > 0) * COVER if one.right in WITHOUT_AMOUNT else one.euros
    mean = float((weights * euros).sum())
    return worth(one.right, float(np.sqrt((weights * (euros - mean) ** 2).sum())))
