"""The words of the decision: who asks, of which file, by what ties, and what is answered."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.need import NOTHING, Sections
from allervers.people.domain.profession import Profession, Secrecy


class State(StrEnum):
    """How far a file is from its end (R3: an archive is read by few, with a reason each time)."""

    ACTIVE = "active"
    INTERMEDIATE = "intermediate"
    FINAL = "final"


class CaseloadKind(StrEnum):
    """By what title a file is in somebody's caseload."""

    REFERENT = "referent"
    TEAM = "team"
    COORDINATOR = "coordinator"  # named by the mayor: sees what L121-6-2 lets be shared, no more


class ShareState(StrEnum):
    """Where a share stands; only an accepted one opens anything."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DONE = "done"
    REVOKED = "revoked"


class Reason(StrEnum):
    """Why something is open, or nothing is: written in the journal of reads."""

    CASELOAD = "caseload"
    GLASS = "glass"
    # A share, by its ground: letter for letter, the article.
    CASF_L226_2_2 = Ground.CASF_L226_2_2.value
    CASF_L121_6_2 = Ground.CASF_L121_6_2.value
    CSP_L1110_4_II = Ground.CSP_L1110_4_II.value
    CSP_L1110_4_III_TEAM = Ground.CSP_L1110_4_III_TEAM.value
    CSP_L1110_4_III_CONSENT = Ground.CSP_L1110_4_III_CONSENT.value
    CASF_L226_2_1 = Ground.CASF_L226_2_1.value
    CONSENT = Ground.CONSENT.value
    # Nothing is open.
    NOT_APPROVED = "not_approved"
    EXPIRED = "expired"
    STOPPED = "stopped"
    DPO = "dpo"  # the one who controls reads journals, no file
    FINAL = "final"
    NO_CONVENTION = "no_convention"
    NO_GROUND = "no_ground"
    NOT_IN_DATES = "not_in_dates"
    NOT_ACCEPTED = "not_accepted"
    CONSENT_ENDED = "consent_ended"
    ARCHIVED = "archived"  # an archive is not opened by a share nor by breaking the glass
    PURPOSE = "purpose"
    PROFESSION = "profession"  # nothing of it may be read by this profession
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks, and how they are bound to secrecy today."""

    member_id: UUID
    organisation_id: UUID
    profession: Profession | None
    secrecy: Secrecy
    is_approved: bool
    valid_until: date | None
    is_stopped: bool
    is_dpo: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A file: who holds it and in what state it is. `is_minor`: None when the age is not known."""

    person_id: UUID
    organisation_id: UUID
    state: State
    is_minor: bool | None
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class InCaseload:
    """The file is in the viewer's caseload, from a day to a day, both included."""

    kind: CaseloadKind
    sections: Sections
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Shared:
    """Somebody shared parts of the file with the viewer, for a purpose."""

    share_id: UUID
    ground: Ground
    purpose: Purpose
    sections: Sections
    state: ShareState
    starts_on: date
    ends_on: date
    consent_id: UUID | None


@dataclass(frozen=True, slots=True)
class GlassBroken:
    """The viewer broke the glass: danger, for four hours at most."""

    opened_at: datetime
    ends_at: datetime
    is_reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """The person's consent, as it stands."""

    consent_id: UUID
    expires_on: date
    withdrawn_at: datetime | None


AccessGround = InCaseload | Shared | GlassBroken


@dataclass(frozen=True, slots=True)
class Decision:
    """What is open and why; what may be said to be closed; whether a reason must be typed.

    `announced` is the same whatever the file holds: to be told says nothing of anybody.
    """

    sections: Sections
    reason: Reason
    announced: Sections = NOTHING
    must_say_why: bool = False
    # What may be written in too: only what following the file opens, never a share nor the glass.
    writable: Sections = NOTHING
    # The glass that opens something of it, the last to close: its reader is told until when.
    glass: GlassBroken | None = None
