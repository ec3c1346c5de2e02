"""Who may read which part of a file, and why: the first of the two decisions.

PostgreSQL takes the second, by itself (people_reach(), migrations 0002 and 0008); a test draws
worlds at random and compares them. The rules, their sources and what remains to be confirmed by a
jurist are in docs/why/people.md; the table that they are checked against is
tests/people/access/decisions.yml.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from allervers.people.domain.asking import (
    AccessGround,
    Agreement,
    Asker,
    CaseloadKind,
    Decision,
    GlassBroken,
    InCaseload,
    Reason,
    Record,
    Shared,
    ShareState,
    State,
)
from allervers.people.domain.ground import Ground, Purpose
from allervers.people.domain.need import (
    ALL,
    NOTHING,
    PURPOSES,
    Sections,
    held_by,
    received_by,
    rescued_by,
)
from allervers.people.domain.profession import Profession, Secrecy
from allervers.people.domain.section import SENSITIVE, Section

__all__ = [
    "AccessGround", "Agreement", "Asker", "CaseloadKind", "Decision", "GlassBroken", "InCaseload",
    "Reason", "Record", "ShareState", "Shared", "State", "decide", "purposes_open", "sections_for",
]  # fmt: skip
PARIS: Final = ZoneInfo("Europe/Paris")  # a day of the law is a day there
GLASS: Final = timedelta(hours=4)
# What remains readable of a file whose use the person limited (GDPR 18): to reach them.
LIMITED: Final = frozenset({Section.IDENTITY, Section.CONTACT})
ON_CONSENT: Final = frozenset({Ground.CONSENT, Ground.CSP_L1110_4_III_CONSENT})
RANKS: Final[Mapping[Reason, int]] = {reason: rank for rank, reason in enumerate(Reason)}

Who = tuple[Profession, Secrecy]
Opening = tuple[Sections, Reason]


def sections_for(profession: Profession, secrecy: Secrecy) -> Sections:
    """Return what a caseload opens to a profession: what FollowUp.sections begins with."""
    return held_by(profession, secrecy)


def decide(
    viewer: Asker,
    purpose: Purpose,
    record: Record,
    grounds: Sequence[AccessGround],
    consents: Sequence[Agreement],
    on: datetime,
    *,
    are_together: bool,
) -> Decision:
    """Decide what one may read of a file at an instant, for a purpose.

    `grounds`: every tie between this viewer and this file, past ones included; `consents`: those
    of its shares. `are_together`: one organisation, or two with a convention in force (GDPR 26).
    """
    day = on.astimezone(PARIS).date()
    closed = _closed(viewer, record, day, are_together=are_together)
    if closed is not None or viewer.profession is None:
        return Decision(NOTHING, closed or Reason.NOT_APPROVED)
    openings = _openings(viewer, viewer.profession, record, grounds, consents, on)
    return _joined(_kept(openings, purpose, record, grounds), grounds, record)


def purposes_open(
    viewer: Asker,
    record: Record,
    grounds: Sequence[AccessGround],
    consents: Sequence[Agreement],
    on: datetime,
    *,
    are_together: bool,
) -> tuple[Purpose, ...]:
    """Return the purposes for which something would open, for the page that asks which."""
    day = on.astimezone(PARIS).date()
    if _closed(viewer, record, day, are_together=are_together) or viewer.profession is None:
        return ()
    openings = _openings(viewer, viewer.profession, record, grounds, consents, on)
    return tuple(
        purpose
        for purpose in Purpose
        if any(sections for sections, _reason in _kept(openings, purpose, record, grounds))
    )


def _openings(
    viewer: Asker,
    profession: Profession,
    record: Record,
    grounds: Sequence[AccessGround],
    consents: Sequence[Agreement],
    on: datetime,
) -> list[Opening]:
    """Return what each ground opens, before the purpose is looked at."""
    day, who = on.astimezone(PARIS).date(), (profession, viewer.secrecy)
    agreed = {one.consent_id for one in consents if _is_in_force(one, day)}
    return [_opened(ground, who, record, agreed, on) for ground in grounds]


def _kept(
    openings: Sequence[Opening], purpose: Purpose, record: Record, grounds: Sequence[AccessGround]
) -> list[Opening]:
    """Return what is left of each opening for a purpose, and where the use was limited."""
    needed = [_needed(one, purpose, ground) for one, ground in zip(openings, grounds, strict=True)]
    return list(_limited(needed, record))


def _closed(viewer: Asker, record: Record, day: date, *, are_together: bool) -> Reason | None:
    """Return what closes the whole file, whatever the grounds."""
    if not viewer.is_approved:
        return Reason.NOT_APPROVED
    if viewer.is_stopped:
        return Reason.STOPPED
    if viewer.valid_until is None or viewer.valid_until < day:
        return Reason.EXPIRED
    if viewer.is_dpo:
        return Reason.DPO
    if record.state is State.FINAL:
        return Reason.FINAL
    return None if are_together else Reason.NO_CONVENTION


def _is_in_force(consent: Agreement, day: date) -> bool:
    """Whether a consent holds: taken back, it no longer does, from that instant (GDPR 7(3))."""
    return consent.withdrawn_at is None and day <= consent.expires_on


def _opened(
    ground: AccessGround,
    who: Who,
    record: Record,
    agreed: set[UUID],
    on: datetime,
) -> Opening:
    """Return what one ground opens, before the purpose is looked at."""
    day = on.astimezone(PARIS).date()
    if isinstance(ground, InCaseload):
        return _by_caseload(ground, who, day)
    if record.state is not State.ACTIVE:
        return NOTHING, Reason.ARCHIVED
    if isinstance(ground, Shared):
        return _by_share(ground, who, agreed, day)
    return _by_glass(ground, who, on)


def _by_caseload(ground: InCaseload, who: Who, day: date) -> Opening:
    if day < ground.since or (ground.until is not None and ground.until < day):
        return NOTHING, Reason.NOT_IN_DATES
    most = held_by(*who)
    if ground.kind is CaseloadKind.COORDINATOR:
        most &= received_by(Ground.CASF_L121_6_2, *who)
    return _some(ground.sections & most, Reason.CASELOAD)


def _by_share(share: Shared, who: Who, agreed: set[UUID], day: date) -> Opening:
    if share.state is not ShareState.ACCEPTED:
        return NOTHING, Reason.NOT_ACCEPTED
    if not share.starts_on <= day <= share.ends_on:
        return NOTHING, Reason.NOT_IN_DATES
    needs_consent = share.ground in ON_CONSENT or share.consent_id is not None
    if needs_consent and share.consent_id not in agreed:
        return NOTHING, Reason.CONSENT_ENDED
    kept = share.sections & received_by(share.ground, *who)
    return (kept, Reason(share.ground.value)) if kept else (NOTHING, Reason.PROFESSION)


def _by_glass(glass: GlassBroken, who: Who, on: datetime) -> Opening:
    is_short = glass.ends_at - glass.opened_at <= GLASS
    if not (is_short and glass.opened_at <= on <= glass.ends_at):
        return NOTHING, Reason.NOT_IN_DATES
    return _some(rescued_by(*who), Reason.GLASS)


def _some(sections: Sections, reason: Reason) -> Opening:
    return (sections, reason) if sections else (NOTHING, Reason.PROFESSION)


def _needed(opening: Opening, purpose: Purpose, ground: AccessGround) -> Opening:
    """Keep what the purpose needs; a share serves the purpose it names, the glass danger only."""
    sections, reason = opening
    if not sections:
        return opening
    if isinstance(ground, Shared) and ground.purpose is not purpose:
        return NOTHING, Reason.PURPOSE
    if isinstance(ground, GlassBroken) and purpose is not Purpose.EMERGENCY:
        return NOTHING, Reason.PURPOSE
    kept = sections & PURPOSES[purpose]
    return (kept, reason) if kept else (NOTHING, Reason.PURPOSE)


def _limited(openings: Sequence[Opening], record: Record) -> Iterator[Opening]:
    for sections, reason in openings:
        kept = sections & LIMITED if record.is_restricted else sections
        yield (NOTHING, Reason.RESTRICTED) if sections and not kept else (kept, reason)


def _joined(
    openings: Sequence[Opening], grounds: Sequence[AccessGround], record: Record
) -> Decision:
    """Put what the grounds open together; the caseload is the reason that is told first."""
    found = [opening for opening in openings if opening[0]]
    if not found:
        return Decision(NOTHING, openings[0][1] if openings else Reason.NO_GROUND)
    sections = NOTHING.union(*(opened for opened, _reason in found))
    followed = NOTHING.union(*(
        opened for (opened, _reason), ground in zip(openings, grounds, strict=True)
        if isinstance(ground, InCaseload)
    ))  # fmt: skip
    return Decision(
        sections=sections,
        reason=min((reason for _opened, reason in found), key=RANKS.__getitem__),
        announced=ALL - SENSITIVE - sections if followed else NOTHING,
        must_say_why=record.is_restricted or record.state is State.INTERMEDIATE,
        writable=followed,
        glass=_last_glass(openings, grounds),
    )


def _last_glass(openings: Sequence[Opening], grounds: Sequence[AccessGround]) -> GlassBroken | None:
    """Return, of the glasses that open something, the one that closes last."""
    broken = (
        ground
        for (opened, _reason), ground in zip(openings, grounds, strict=True)
        if opened and isinstance(ground, GlassBroken)
    )
    return max(broken, key=lambda one: one.ends_at, default=None)
