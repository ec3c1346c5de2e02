"""A DPO is made by two: one person asks, another agrees, whom nobody let in both.

A DPO approves professions, reads who reads, lifts stops: alone, whoever administers accounts would
be their own check. What was asked changes nothing until a second person agrees.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from allervers.accounts.actions.journal import record
from allervers.accounts.actions.refusals import not_found, second_person
from allervers.accounts.domain.journal import EventKind
from allervers.accounts.domain.rights import looks_after
from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member, Organisation
from allervers.accounts.queries.two_hands import is_second_hand

CHANGED = ["roles", "is_active", "waiting_roles", "waiting_by", "waiting_since"]


def put_off(
    member: Member, wanted: Sequence[str], *, by: UUID | None, actor: int | None, now: datetime
) -> None:
    """Let the roles of a member wait for a second person; not saved.

    `by` is the member who asks (their hand is not the second), `actor` their user. Asked again by
    another, what waits still waits for somebody else than the first: who asks last does not count.
    """
    if member.waiting_since is None:
        member.waiting_by_id, member.waiting_since = by, now
    member.waiting_roles = sorted(wanted)
    _note(EventKind.ROLES_ASKED, member, sorted(wanted), actor=actor, now=now)


def without_dpo(member: Member, *, by: UUID | None, actor: int | None, now: datetime) -> None:
    """Take the role of DPO away until a second person says that it is still them; not saved.

    A DPO of nothing else does not come in meanwhile.
    """
    held = list(member.roles)
    if Role.DPO.value not in held:
        return
    member.roles = [role for role in held if role != Role.DPO.value]
    member.is_active = member.is_active and bool(member.roles)
    put_off(member, held, by=by, actor=actor, now=now)


def clear(member: Member) -> None:
    """Forget what waits; not saved."""
    member.waiting_roles, member.waiting_by_id, member.waiting_since = [], None, None


@transaction.atomic
def agree(viewer: Viewer, *, member_id: UUID, now: datetime) -> Member:
    """Give the roles that wait, as a second person."""
    member = _waiting(viewer, member_id)
    asker = member.waiting_by
    if asker is None or not is_second_hand(
        viewer.user_id, asker_id=asker.user_id, about_id=member.user_id
    ):
        raise second_person()
    member.roles, member.is_active = member.waiting_roles, True
    clear(member)
    member.save(update_fields=CHANGED)
    _note(EventKind.ROLES_AGREED, member, member.roles, actor=viewer.user_id, now=now)
    return member


@transaction.atomic
def refuse(viewer: Viewer, *, member_id: UUID, now: datetime) -> Member:
    """Let the roles that wait fall; whoever asked may do it too."""
    member = _waiting(viewer, member_id)
    wanted = member.waiting_roles
    clear(member)
    member.save(update_fields=CHANGED)
    _note(EventKind.ROLES_REFUSED, member, wanted, actor=viewer.user_id, now=now)
    return member


def _waiting(viewer: Viewer, member_id: UUID) -> Member:
    """Return a member whose roles wait, locked: two who answer at once do not both succeed."""
    found = Member.objects.filter(pk=member_id).first()
    if found is None or not looks_after(viewer, found.organisation_id):
        raise not_found()
    Organisation.objects.select_for_update().get(pk=found.organisation_id)
    member = Member.objects.select_related("user", "organisation", "waiting_by").get(pk=member_id)
    if member.waiting_since is None or member.user_id == viewer.user_id:
        raise not_found()
    return member


def _note(
    kind: EventKind, member: Member, roles: Sequence[str], *, actor: int | None, now: datetime
) -> None:
    record(
        kind,
        at=now,
        actor_id=actor,
        organisation_id=member.organisation_id,
        subject=member.user.email,
        details={"roles": list(roles)},
    )
