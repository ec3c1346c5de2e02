"""Why a right is open or not, and what would change it: data, said in French by wording/."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from allervers.rights.domain.finding import Reason, Status
from allervers.rights.domain.freshness import Freshness, Parameter
from allervers.rights.domain.right import Right


class Topic(StrEnum):
    """What a change is about, in the order shown: first what changes by itself or is at hand."""

    AGE = "age"
    INCOME = "income"
    RENT = "rent"
    STAY = "stay"
    DISABILITY = "disability"
    ACTIVITY = "activity"
    PAST = "past"


class Turn(StrEnum):
    """How a right turns on one answer, all others being the same.

    A threshold is a whole euro, year or age on the side where the right is open.
    """

    UP_TO = "up_to"  # would open at this value and below
    FROM = "from"  # would open at this value and above
    ENDS_ABOVE = "ends_above"  # open up to this value, not above
    ENDS_BELOW = "ends_below"  # open from this value, not below
    FREE_UP_TO = "free_up_to"  # the css would be free at this value and below
    PAID_ABOVE = "paid_above"  # the css is free up to this value, paid above
    IF = "if"  # would open with this answer
    ENDS_IF = "ends_if"  # would close with this answer
    LOWERS = "lowers"  # the amount is lower by so much than without it
    RAISES = "raises"  # the amount is higher by so much than without it


@dataclass(frozen=True, slots=True)
class Change:
    """One turn. `value`: a threshold, a choice, or euros; `child`: the place of one, for an age.

    `amount`: what the right would then be, in euros; None when it would be closed, or when no
    amount is paid. `cites`: names of parameters of the rules that this turns on.
    """

    turn: Turn
    question: str
    topic: Topic
    value: str
    amount: Decimal | None = None
    child: int | None = None
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """What the right would be from one month on, by the same rules: only ages change."""

    since: date
    is_due: bool
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything said of one right and one household.

    `missing`: questions without an answer; nothing is then tried. `months`: more than one only when
    something changes within a year. `texts`: the parameters cited.
    """

    right: Right
    month: date
    rules: str
    status: Status
    amount: Decimal | None = None
    missing: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    changes: tuple[Change, ...] = ()
    months: tuple[Month, ...] = ()
    texts: tuple[Parameter, ...] = ()
    freshness: Freshness | None = None
