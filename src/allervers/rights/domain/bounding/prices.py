"""What a question costs the person who answers, and what a right is worth knowing.

1: known at once, said without thinking. More: a paper has to be found, a sum done, something
private said aloud in a truck where others wait. A question that is not named here costs what its
kind does. Reviewed with field workers: not yet.
"""

from collections.abc import Mapping
from typing import Final

from allervers.rights.domain.question import Kind, Question
from allervers.rights.domain.right import YEARLY, Right

OF_KIND: Final[Mapping[Kind, float]] = {
    Kind.CHOICE: 1.0,
    Kind.WHOLE: 1.0,
    Kind.MONEY: 2.0,  # a payslip, an account: looked up or guessed
    Kind.AGES: 1.5,
    Kind.CHILDREN: 1.2,
    Kind.MANY: 1.5,  # a list to hear to its end
    Kind.RECEIVED: 2.0,
    Kind.COMMUNE: 1.0,
}
OF_QUESTION: Final[Mapping[str, float]] = {
    "couple": 1.2,  # some fear for their benefits
    "pregnant": 2.5,  # intimate; and rarely changes anything
    "nationality": 2.0,  # never without saying why it is asked
    "permit_years": 2.0,
    "disability": 1.8,  # health
    "partner_disability": 1.8,
    "unfit": 1.8,
    "separated_recently": 1.8,  # a separation or a death
    "other_parent": 1.8,
    "taxed_income": 3.0,  # a tax notice, seldom at hand
    "two_incomes": 1.5,  # two years ago
    "disabled_children": 1.8,
    "disabled_rate": 1.8,
    "help_needed": 1.8,  # said aloud
    "parents_income": 3.5,  # the parents' tax notice
}
FOLLOWS: Final = 0.75  # once its subject is open, it is asked in the same breath
# Minimum incomes, housing and health are lost for each month without a claim; the rights for
# children can mostly be paid back (issue of waiting: domain/waiting.py).
URGENCY: Final[Mapping[Right, float]] = {
    Right.RSA: 2.0,
    Right.AIDE_LOGEMENT: 1.5,
    Right.CSS: 1.5,
    Right.PPA: 1.5,
    Right.ASPA: 1.5,
    Right.AAH: 1.5,
}
COVER: Final = 60.0  # euros a month that a right without an amount is worth
MONTHS: Final = 12


def price(question: Question, *, is_follow_up: bool) -> float:
    """Return what a question costs; 1 for one answered at once."""
    found = OF_QUESTION.get(question.code, OF_KIND.get(question.kind, 1.0))
    return found * FOLLOWS if is_follow_up else found


def worth(right: Right, spread: float) -> float:
    """Return what knowing a right is worth, from how far its euros may go (one deviation)."""
    monthly = spread / MONTHS if right in YEARLY else spread
    return (1.0 + monthly / 100.0) * URGENCY.get(right, 1.0)
