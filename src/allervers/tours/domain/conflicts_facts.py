"""The facts that conflicts are found in, and a conflict itself, as data."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from allervers.tours.domain.timing import day_of


class Kind(StrEnum):
    """What stands in the way."""

    UNIT_ELSEWHERE = "unit_elsewhere"
    NO_TIME_TO_DRIVE = "no_time_to_drive"
    NO_AGREEMENT = "no_agreement"
    AGREEMENT_AWAITED = "agreement_awaited"
    OUTSIDE_AGREED_DATES = "outside_agreed_dates"
    AGREEMENT_REFUSED = "agreement_refused"
    PARTNER_ABSENT = "partner_absent"
    PARTNER_DECLINED = "partner_declined"
    CREW_ABSENT = "crew_absent"
    CREW_ELSEWHERE = "crew_elsewhere"
    PITCH_TOO_SMALL = "pitch_too_small"
    NO_POWER = "no_power"
    OUTSIDE_TOUR = "outside_tour"
    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_YEAR_UNKNOWN = "school_year_unknown"


class Severity(StrEnum):
    """Whether the visit can be saved all the same."""

    BLOCKING = "blocking"
    WARNING = "warning"


BLOCKING: Final = frozenset({Kind.UNIT_ELSEWHERE, Kind.OUTSIDE_TOUR})
AGREEMENT_KINDS: Final = frozenset(
    {
        Kind.NO_AGREEMENT,
        Kind.AGREEMENT_AWAITED,
        Kind.OUTSIDE_AGREED_DATES,
        Kind.AGREEMENT_REFUSED,
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a halt offers. Unknown measures (None) raise no conflict: nothing is guessed."""

    id: UUID
    name: str
    point: tuple[float, float] | None = None  # latitude, longitude: WGS 84 degrees
    needs_agreement: bool = True
    pitch_length_m: float | None = None
    pitch_width_m: float | None = None
    has_power: bool | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit needs."""

    id: UUID
    name: str
    length_m: float | None = None
    width_m: float | None = None
    needs_power: bool = False


@dataclass(frozen=True, slots=True)
class Aboard:
    """A crew member (`member_id`) or a partner organisation on board."""

    organisation_id: UUID
    name: str
    member_id: UUID | None = None
    has_declined: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit, stored or about to be. `visit_id` is None for one that does not exist yet."""

    unit: Unit
    place: Place
    starts_at: datetime
    ends_at: datetime
    aboard: tuple[Aboard, ...] = ()
    visit_id: UUID | None = None

    @property
    def day(self) -> date:
        """The day in France."""
        return day_of(self.starts_at)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A town's answer about one halt; `status` is a code of `TownAgreement.Status`."""

    place_id: UUID
    status: str
    first: date
    last: date
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which an organisation, or one member when `member_id` is set, cannot come."""

    organisation_id: UUID
    first: date
    last: date
    member_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """One reason, as data. `other` is the visit it collides with, `name` who or what is meant.

    `needed` and `available` are minutes for a drive and metres for a pitch; `first` and `last`
    bound the dates a town agreed to.
    """

    kind: Kind
    day: date
    name: str = ""
    other: Planned | None = None
    needed: float | None = None
    available: float | None = None
    first: date | None = None
    last: date | None = None

    @property
    def severity(self) -> Severity:
        """Blocking when the database or the tour's own dates would refuse the visit."""
        return Severity.BLOCKING if self.kind in BLOCKING else Severity.WARNING
