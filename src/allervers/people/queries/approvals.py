"""Professions of members: proposed, approved, refused, over. Under `acting`."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet

from allervers.accounts.domain.rights import may_administer
from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member
from allervers.people.domain.watching import STOPPED_WHY
from allervers.people.models import Professional
from allervers.people.queries.acting import acting


class Standing(StrEnum):
    """Where the profession of a member is."""

    NONE = "none"
    WAITING = "waiting"
    REFUSED = "refused"
    STOPPED = "stopped"
    EXPIRED = "expired"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Held:
    """A member, their profession if one was proposed, where it is."""

    member: Member
    professional: Professional | None
    standing: Standing


def standing_of(row: Professional | None, today: date) -> Standing:
    """Say where a profession is."""
    if row is None:
        return Standing.NONE
    if row.approved_at is None:
        is_refused = row.stopped_at is not None and row.stopped_why != STOPPED_WHY
        return Standing.REFUSED if is_refused else Standing.WAITING
    if row.stopped_at is not None:
        return Standing.STOPPED
    return Standing.EXPIRED if row.valid_until < today else Standing.APPROVED


def looks_after(viewer: Viewer, organisation_id: UUID) -> bool:
    """Whether the viewer proposes or approves professions there: administrator or DPO, or host."""
    is_dpo = viewer.has(Role.DPO) and (
        viewer.organisation_id == organisation_id or viewer.organisation_kind == "host"
    )
    return is_dpo or may_administer(viewer, organisation_id)


def members_looked_after(viewer: Viewer) -> QuerySet[Member]:
    """Return the active members whose profession the viewer may look after, those waiting first."""
    found = Member.objects.filter(is_active=True, user__is_active=True)
    if viewer.organisation_kind != "host":
        found = found.filter(organisation_id=viewer.organisation_id)
    return found.select_related(
        "user", "organisation", "professional__proposed_by__user", "professional__approved_by__user"
    ).order_by(
        F("professional__approved_at").asc(nulls_first=True), "user__name", "user__email", "id"
    )


def held_by(member: Member, today: date) -> Held:
    """Return a member with where their profession is."""
    row: Professional | None = getattr(member, "professional", None)
    return Held(member, row, standing_of(row, today))


def member_looked_after(viewer: Viewer, member_id: UUID) -> Member | None:
    """Return one of them, or None."""
    return members_looked_after(viewer).filter(pk=member_id).first()


def may_approve(member_id: UUID, proposer_id: UUID) -> bool:
    """Whether whoever acts is a second person for this proposal, as PostgreSQL sees it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_may_approve(%s, %s)", [member_id, proposer_id])
        return bool(cursor.fetchone()[0])


def held(viewer: Viewer, member_id: UUID, today: date) -> Held | None:
    """Return one of them with where their profession is, in a transaction of its own."""
    with acting(viewer):
        member = member_looked_after(viewer, member_id)
        return None if member is None else held_by(member, today)
