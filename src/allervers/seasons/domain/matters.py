"""What to know of a season before it is planned: what forbids planning, what is only worth telling.

Codes that the planner names itself are its own (`planner.faults.Reason`); those of here are seen
before the planner is asked. Sentences are in `wording/matters.py`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Matters seen in the season itself; those of `FORBIDDING` stop it."""

    NO_UNIT = "no_unit"
    NO_HALT = "no_halt"
    NO_DAY = "no_day"
    NO_DEPOT = "no_depot"
    NO_NEED = "no_need"
    SCHOOL_UNKNOWN = "school_unknown"
    AUDIENCE_UNKNOWN = "audience_unknown"
    AUDIENCE_LACKING = "audience_lacking"
    NO_POINT = "no_point"
    RETIRED = "retired"
    NO_AGREEMENT = "no_agreement"
    TO_ASK = "to_ask"
    DRAFTS = "drafts"
    GIVEN = "given"
    # A theme closes a halt to nobody: what it says of a public is told, not counted.
    THEME_NOT_COUNTED = "theme_not_counted"
    THEME_UNKNOWN = "theme_unknown"
    THEMES_GIVEN = "themes_given"
    AT_TOWN_HALL = "at_town_hall"
    ESTIMATED = "estimated"
    OFF_NETWORK = "off_network"
    UNREADABLE = "unreadable"
    LOCKS = "locks"
    # No unit reaches an open halt, and nothing is announced: why is told beside it.
    NO_VISIT = "no_visit"
    # Of a halt that the planner finds never open, once it is known why.
    TOO_SHORT = "too_short"
    NO_COMMON_DAY = "no_common_day"


FORBIDDING = frozenset(
    {
        Code.NO_UNIT,
        Code.NO_HALT,
        Code.NO_DAY,
        Code.NO_DEPOT,
        Code.NO_NEED,
        Code.SCHOOL_UNKNOWN,
        Code.AUDIENCE_UNKNOWN,
        Code.UNREADABLE,
        Code.LOCKS,
        Code.NO_VISIT,
    }
)


class Kind(StrEnum):
    """What a name is of: a sheet (by slug), a row of the season (by id), or plain words.

    Of an audience the id is how many points lack it (empty: all), the name its code.
    """

    HALT = "halt"
    UNIT = "unit"
    SEASON_HALT = "season_halt"
    SEASON_UNIT = "season_unit"
    AUDIENCE = "audience"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a page: its kind, its id there, its name."""

    kind: Kind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to know, and of what."""

    code: str
    forbids: bool
    names: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large a problem is; the planner refuses what is too large."""

    units: int
    days: int
    halts: int
    communes: int
    points: int
    exposures: int
    given: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking at a season before planning it found."""

    matters: tuple[Matter, ...]
    sizes: Sizes

    @property
    def can_be_planned(self) -> bool:
        """Whether nothing forbids planning."""
        return not self.forbidding

    @property
    def forbidding(self) -> tuple[Matter, ...]:
        """What must be put right first."""
        return tuple(one for one in self.matters if one.forbids)

    @property
    def worth_knowing(self) -> tuple[Matter, ...]:
        """What is only worth knowing."""
        return tuple(one for one in self.matters if not one.forbids)


def seen(code: Code, *names: Named) -> Matter:
    """Return a matter of ours."""
    return Matter(code.value, code in FORBIDDING, names)
