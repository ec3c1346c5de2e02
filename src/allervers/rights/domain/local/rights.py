"""A local right: who pays it, where, on which conditions, how much, and who must check it again.

One YAML file each (domain/local/format.py says its shape, docs/reference/local-rights.md its
words). Conditions are a tree; `Free` is what nobody can compute: it never excludes, and keeps the
right from being certain.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

PREFIX: Final = "local:"  # of the code of a finding: "local:fsl-92"
REVIEW_DAYS: Final = 365  # older than a year, a right is to be reviewed


@dataclass(frozen=True, slots=True)
class Between:
    """A number at least `low` and at most `high`; strictly, when said so."""

    fact: str
    low: Decimal | None = None
    high: Decimal | None = None
    is_over: bool = False  # more than `low`
    is_under: bool = False  # less than `high`


@dataclass(frozen=True, slots=True)
class Among:
    """A choice among these, or one of these ticked."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Free:
    """A condition in words, that somebody has to check."""

    text: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part must hold."""

    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True, slots=True)
class OneOf:
    """One part at least must hold."""

    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold."""

    part: "Condition"


Leaf = Between | Among | Free
Condition = Leaf | All | OneOf | Not


@dataclass(frozen=True, slots=True)
class Territory:
    """Where one must live, by Insee's codes; `unresolved`: words for a place nobody placed yet.

    Nothing at all: everywhere in France.
    """

    departements: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    epcis: tuple[str, ...] = ()
    unresolved: str = ""

    @property
    def is_everywhere(self) -> bool:
        """Whether it is open to all France."""
        places = (self.departements, self.communes, self.regions, self.epcis, self.unresolved)
        return not any(places)

    @property
    def is_placed(self) -> bool:
        """Whether the place of every household can be compared with it."""
        return not (self.unresolved or self.epcis)


@dataclass(frozen=True, slots=True)
class LocalAmount:
    """What is given: euros between two ends, or a percentage off, or only words.

    `per_child`: for each child that the conditions on a child's age name. `is_price`: what the
    person pays, not what they receive. Periods: month, term, year, once.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    percentage: Decimal | None = None
    period: str = "year"
    per_child: bool = False
    is_price: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a right, with its own condition; the first that holds is the one given."""

    name: str
    condition: Condition
    amount: LocalAmount | None = None


@dataclass(frozen=True, slots=True)
class LocalSource:
    """The text or page that says so, and its date as far as it is known (« juillet 2020 »)."""

    title: str
    when: str
    link: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Claiming:
    """How to ask for it."""

    how: str = ""
    documents: tuple[str, ...] = ()
    link: str = ""
    delay: str = ""


@dataclass(frozen=True, slots=True)
class LocalRight:
    """One local right. `check_with`: whom to ask, when what is written is not established."""

    slug: str
    label: str
    payer: str
    territory: Territory
    conditions: All
    sources: tuple[LocalSource, ...]
    summary: str = ""
    levels: tuple[Level, ...] = ()
    amount: LocalAmount | None = None
    claiming: Claiming = field(default_factory=Claiming)
    thematiques: tuple[str, ...] = ()
    check_with: str = ""
    to_check: tuple[str, ...] = ()
    reviewed_by: str = ""
    reviewed_on: date | None = None
    begins: date | None = None
    ends: date | None = None
    origin: str = ""  # of an import: whose data, under which licence

    @property
    def code(self) -> str:
        """Return the code of its findings: "local:fsl-92"."""
        return f"{PREFIX}{self.slug}"

    def is_in_force(self, month: date) -> bool:
        """Whether it exists in the month."""
        has_begun = self.begins is None or self.begins.replace(day=1) <= month
        return has_begun and (self.ends is None or self.ends >= month)

    def is_review_due(self, today: date) -> bool:
        """Whether nobody has checked it for a year, or ever."""
        return self.reviewed_on is None or (today - self.reviewed_on).days > REVIEW_DAYS
