"""What changes of a member: their profile by themselves, their roles and access by others."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from allervers.accounts.actions.journal import record
from allervers.accounts.actions.refusals import last_administrator, no_role, not_found
from allervers.accounts.actions.two_hands import CHANGED, clear, put_off, without_dpo
from allervers.accounts.domain.journal import EventKind
from allervers.accounts.domain.rights import (
    loses_last_administrator,
    may_administer,
    takes_two,
)
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member, OpenSession, Organisation, User


def lock_member(viewer: Viewer, member_id: UUID) -> Member:
    """Return a member that the viewer administers, its organisation locked until the end.

    The lock is on the organisation: two administrators who remove each other at the same
    moment must not both succeed.
    """
    found = Member.objects.select_related("user", "organisation").filter(pk=member_id).first()
    if found is None or not may_administer(viewer, found.organisation_id):
        raise not_found()
    Organisation.objects.select_for_update().get(pk=found.organisation_id)
    found.refresh_from_db(fields=[*CHANGED])
    return found


def keep_an_administrator(member: Member, roles: Sequence[str]) -> None:
    """Refuse what would leave an organisation without anybody to let people in."""
    others = Member.objects.filter(
        organisation_id=member.organisation_id, is_active=True, user__is_active=True
    ).exclude(pk=member.pk)
    was_one = member.is_active and "administrator" in member.roles
    if was_one and loses_last_administrator(list(others.values_list("roles", flat=True)), roles):
        raise last_administrator()


@transaction.atomic
def change_roles(viewer: Viewer, *, member_id: UUID, roles: Sequence[str], now: datetime) -> Member:
    """Give a member exactly these roles (at least one: the form sees to it, and the database).

    To make somebody a DPO takes a second person: nothing changes until then.
    """
    member = lock_member(viewer, member_id)
    if takes_two(member.roles, roles):
        put_off(member, roles, by=viewer.member_id, actor=viewer.user_id, now=now)
        member.save(update_fields=CHANGED)
        return member
    keep_an_administrator(member, roles)
    before, member.roles = member.roles, sorted(roles)
    clear(member)
    member.save(update_fields=CHANGED)
    record(
        EventKind.ROLES_CHANGED,
        at=now,
        actor_id=viewer.user_id,
        organisation_id=member.organisation_id,
        subject=member.user.email,
        details={"before": sorted(before), "after": member.roles},
    )
    return member


@transaction.atomic
def deactivate_member(viewer: Viewer, *, member_id: UUID, now: datetime) -> Member:
    """Cut a member's access now, in the browsers already open too."""
    member = lock_member(viewer, member_id)
    keep_an_administrator(member, ())
    member.is_active = False
    clear(member)
    member.save(update_fields=CHANGED)
    still_somewhere = Member.objects.filter(user_id=member.user_id, is_active=True)
    if not still_somewhere.exists():
        OpenSession.objects.filter(user_id=member.user_id).delete()
    note(EventKind.MEMBER_DEACTIVATED, viewer, member, now)
    return member


@transaction.atomic
def reactivate_member(viewer: Viewer, *, member_id: UUID, now: datetime) -> Member:
    """Give a member their access back, with the roles they had; a DPO's waits for another."""
    member = lock_member(viewer, member_id)
    if not member.roles:
        raise no_role()
    member.is_active = True
    without_dpo(member, by=viewer.member_id, actor=viewer.user_id, now=now)
    member.save(update_fields=CHANGED)
    note(EventKind.MEMBER_REACTIVATED, viewer, member, now)
    return member


def note(kind: EventKind, viewer: Viewer, member: Member, now: datetime) -> None:
    """Write in the journal what an administrator did to a member."""
    record(
        kind,
        at=now,
        actor_id=viewer.user_id,
        organisation_id=member.organisation_id,
        subject=member.user.email,
    )


@transaction.atomic
def change_profile(
    viewer: Viewer,
    *,
    name: str,
    profession: str,
    languages: Sequence[str],
    skills: Sequence[str],
) -> None:
    """Change one's own name, and what one can do on board for this organisation."""
    User.objects.filter(pk=viewer.user_id).update(name=name)
    Member.objects.filter(pk=viewer.member_id, user_id=viewer.user_id).update(
        profession=profession, languages=list(languages), skills=list(skills)
    )
