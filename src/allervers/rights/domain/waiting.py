"""What one more month without a claim loses for good, and which step comes first.

Only rules that were read in a text give a figure; for any other right the answer is None, and the
page says that it is to be checked.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.right import YEARLY, Right

NOTHING: Final = Decimal(0)
# Paid from the claim: a month without one is never paid back.
FROM_CLAIM: Final[Mapping[Right, str]] = {
    Right.RSA: "CASF, L262-18 et R262-33",  # from the first day of the month of the claim
    Right.PPA: "CSS, R846-1 et suivants",  # likewise
    Right.AIDE_LOGEMENT: "CCH, R823-10",  # likewise, when one lived there already
    Right.ASPA: "CSS, R815-33",  # from the month after the claim
    Right.AAH: "CSS, R821-7",  # likewise
    Right.AEEH: "CSS, R541-7",  # likewise
}
# Paid for up to two years before the claim: a month of delay loses nothing yet, unless the right
# is older than that, which nobody asks here: the sentence says so.
TWO_YEARS_BACK: Final[Mapping[Right, str]] = dict.fromkeys(
    (Right.AF, Right.CF, Right.ASF, Right.PAJE_BASE, Right.ARS), "CSS, L553-1"
)
# No euro can be said, but help or care is missing for as long as nobody claims.
COVER_FROM_CLAIM: Final[Mapping[Right, str]] = {
    Right.CSS: "CSS, L861-5",  # from the month after the decision
    Right.APA: "CASF, L232-14",  # from the decision
}
LOST, COVER, TO_CHECK, KEPT = range(4)  # what waiting does, the most urgent first


def waiting(found: Found, answers: Answers, month: date) -> Decimal | None:
    """Return the euros that one more month of delay loses for good; None when nobody can say.

    What is received already is not lost. A range counts for its lowest end: at least that much.
    """
    if found.status is not Status.ENTITLED:
        return None
    if found.right in TWO_YEARS_BACK:
        return NOTHING
    amount = found.low if found.amount is None else found.amount
    if found.right not in FROM_CLAIM or amount is None:
        return None
    return max(amount - (found.received or NOTHING), NOTHING)


def urgency(right: str, lost: Decimal | None) -> int:
    """Return what waiting does for a right: `LOST`, `COVER`, `TO_CHECK` or `KEPT`."""
    if lost:
        return LOST
    if right in COVER_FROM_CLAIM:
        return COVER
    return KEPT if lost is not None else TO_CHECK


def step_order(
    right: str, lost: Decimal | None, amount: Decimal | None
) -> tuple[int, Decimal, Decimal]:
    """Return the place of a step: what is lost by waiting first, then euros a month."""
    monthly = amount or NOTHING
    if right in YEARLY:
        monthly /= 12
    return urgency(right, lost), -(lost or NOTHING), -monthly
