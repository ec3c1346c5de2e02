"""Who may hold files: proposed by an administrator, approved by a second person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from allervers.accounts.domain.rights import may_administer
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member
from allervers.people.actions.watching_refusals import not_second_person, not_yours, nothing_here
from allervers.people.domain.profession import Profession
from allervers.people.domain.watching import STOPPED_WHY
from allervers.people.models import Professional
from allervers.people.queries.acting import acting
from allervers.people.queries.approvals import (
    Standing,
    looks_after,
    may_approve,
    standing_of,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an administrator says of a member, and the proof that they saw."""

    profession: Profession
    proof: str
    valid_until: date
    mission: str = ""


def propose(viewer: Viewer, *, member_id: UUID, proposal: Proposal, now: datetime) -> Professional:
    """Propose a profession. What was approved before opens nothing until this one is."""
    with acting(viewer):
        member = Member.objects.filter(pk=member_id, is_active=True).first()
        if member is None or not looks_after(viewer, member.organisation_id):
            raise nothing_here()
        if not may_administer(viewer, member.organisation_id) or member_id == viewer.member_id:
            raise not_yours()
        row = Professional.objects.select_for_update().filter(pk=member_id).first()
        made = row or Professional(member_id=member_id)
        if row is not None and made.stopped_why != STOPPED_WHY:
            made.stopped_at, made.stopped_why = None, ""  # a refusal; a stop stays
        made.profession, made.mission = proposal.profession, proposal.mission
        made.proof, made.valid_until = proposal.proof, proposal.valid_until
        made.proposed_by_id, made.proposed_at = viewer.member_id, now
        made.approved_by_id, made.approved_at = None, None
        made.save(force_insert=row is None, force_update=row is not None)
        return made


def approve(viewer: Viewer, *, member_id: UUID, now: datetime) -> Professional:
    """Let a member hold files: a second person only, and in time."""
    with acting(viewer):
        row = waiting(viewer, member_id, now)
        if not may_approve(member_id, row.proposed_by_id):
            raise not_second_person()
        row.approved_by_id, row.approved_at = viewer.member_id, now
        row.save(update_fields=["approved_by", "approved_at"])
        return row


def refuse(viewer: Viewer, *, member_id: UUID, why: str, now: datetime) -> Professional:
    """Refuse a proposal, with the reason; it may be proposed again."""
    with acting(viewer):
        row = waiting(viewer, member_id, now)
        row.stopped_at, row.stopped_why = now, why[:200]
        row.save(update_fields=["stopped_at", "stopped_why"])
        return row


def waiting(viewer: Viewer, member_id: UUID, now: datetime) -> Professional:
    """Return a proposal that waits, locked; two who approve at once do not both succeed."""
    row = (
        Professional.objects.select_related("member")
        .select_for_update(of=("self",))
        .filter(pk=member_id)
        .first()
    )
    if row is None or not looks_after(viewer, row.member.organisation_id):
        raise nothing_here()
    if standing_of(row, timezone.localdate(now)) is not Standing.WAITING:
        raise nothing_here()
    if viewer.member_id == member_id:
        raise not_second_person()
    return row
