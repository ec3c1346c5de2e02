"""A household as the rules see it: every figure was answered, none is supposed to be zero."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from allervers.rights.domain.right import Right


class Income(StrEnum):
    """A kind of income; `SELF_EMPLOYED` and `OTHER` are known to exist, never counted."""

    WAGES = "wages"
    UNEMPLOYMENT = "unemployment"
    RETIREMENT = "retirement"
    INVALIDITY = "invalidity"
    SUPPORT = "support"
    CAPITAL = "capital"
    SELF_EMPLOYED = "self_employed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Monthly:
    """Net euros a month: on average over the last three months, and over the last twelve."""

    last_three: Decimal
    last_twelve: Decimal

    def at(self, months_ago: int) -> Decimal:
        """Return the amount of a past month, so that both averages hold.

        The current month is taken as the last three. Further than a year: the year's average.
        """
        if months_ago <= 3:  # noqa: PLR2004 - "the last three"
            return self.last_three
        if months_ago > 12:  # noqa: PLR2004 - "the last twelve"
            return self.last_twelve
        rest = 12 * self.last_twelve - 3 * self.last_three
        return max(rest, Decimal(0)) / 9


@dataclass(frozen=True, slots=True)
class Received:
    """A benefit received: euros a month, for how many of the last twelve months (1 to 12)."""

    amount: Decimal
    months: int

    def at(self, months_ago: int) -> Decimal:
        """Return what was received in a past month; a whole year is taken as more than a year."""
        if months_ago <= self.months or self.months >= 12:  # noqa: PLR2004 - a year
            return self.amount
        return Decimal(0)


@dataclass(frozen=True, slots=True)
class Adult:
    """The person met, or the one they live with. `permit_years`: 99 when no length is asked."""

    age: int
    activity: str
    incomes: Mapping[Income, Monthly]
    permit_years: int = 99
    is_european: bool = False
    is_pregnant: bool = False
    incapacity: Decimal = Decimal(0)  # rate, 0 to 1
    has_rsdae: bool = False
    is_unfit: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """A child at charge: age in completed years, whether custody is shared.

    `is_disabled`: at 80 %, or from 50 % with care or a school decided by the MDPH.
    `school`: "college", "lycee" or "" for any other or none.
    """

    age: int
    is_shared: bool = False
    is_disabled: bool = False
    school: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """Where they live; rent is 0 for who pays none by the very kind of housing."""

    kind: str
    rent: Decimal = Decimal(0)
    is_flat_share: bool = False
    commune: str = ""


@dataclass(frozen=True, slots=True)
class Studies:
    """A student's: the parents' gross income two years ago, their children, how far home is."""

    parents_income: Decimal = Decimal(0)  # euros a year
    children: int = 0  # at the parents' charge, the student among them
    students: int = 0  # of these, in higher education, the student among them
    distance: str = "under_30"  # kilometres: one of `DISTANCES`


@dataclass(frozen=True, slots=True)
class Household:
    """All that the rules need."""

    asker: Adult
    home: Home
    partner: Adult | None = None
    children: tuple[Child, ...] = ()
    received: Mapping[Right, Received] = field(default_factory=dict)
    is_recently_alone: bool = False
    taxed_income: Decimal | None = None  # revenu fiscal de référence two years ago, with children
    has_two_incomes: bool = False  # both worked two years ago
    has_ended_are: bool = False  # and worked five years in ten before (ASS)
    gir: str = ""  # of the asker: "gir_1" to "gir_4", or "" (5, 6, not known)
    tax_bracket: int = 0  # 0: pays no income tax; 1: the first rate; 2: more
    studies: Studies | None = None

    @property
    def adults(self) -> tuple[Adult, ...]:
        """The person met, then their partner."""
        return (self.asker,) if self.partner is None else (self.asker, self.partner)


def birth_date(age: int, month: date) -> date:
    """Return a birth date half-way through the year that an age in completed years leaves open."""
    months = month.year * 12 + month.month - 1 - 12 * age - 6
    return date(months // 12, months % 12 + 1, 1)
