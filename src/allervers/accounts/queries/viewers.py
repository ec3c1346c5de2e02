"""Who is asking: one query for the member, the session and the second factor."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.standing import Obstacle, OpenedSession, Standing, stand
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import Member, OpenSession
from allervers.ui.compiled import Asked, Compiled

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def active_memberships(user_id: int) -> QuerySet[Member]:
    """Return the places where a user may act, the oldest first.

    A deactivated user, member or organisation is not among them: the cut is immediate.
    """
    return (
        Member.objects.filter(
            user_id=user_id, user__is_active=True, is_active=True, organisation__is_active=True
        )
        .select_related("organisation", "user")
        .order_by("joined_at", "id")
    )


def _standings(asked: Asked) -> QuerySet[Any]:
    """Return the memberships of a user, with what is known of one session and of the factors."""
    user_id = asked.number("user")
    session = OpenSession.objects.filter(user_id=user_id, id=asked.uuid("session"))
    factors = Authenticator.objects.filter(user_id=OuterRef("user_id"), type__in=FACTORS)
    return active_memberships(user_id).annotate(
        session_started_at=Subquery(session.values("started_at")[:1]),
        session_seen_at=Subquery(session.values("last_seen_at")[:1]),
        has_factor=Exists(factors),
        is_invented_user=F("user__is_invented"),
    )


STANDINGS: Final = Compiled(_standings)


def memberships_of(user_id: int, session_id: UUID | None) -> list[Any]:
    """Return where a user may act, and what is known of a session of theirs. One query."""
    return STANDINGS.rows(user=user_id, session=session_id)


def standing(
    members: list[Any],
    *,
    organisation_id: UUID | None,
    is_proved: bool,
    now: datetime,
) -> Standing:
    """Say whether a signed-in user may act, and for which organisation, from `memberships_of`.

    `organisation_id` is the organisation they chose, if any; `is_proved` whether this session
    itself saw a second factor: one enrolled elsewhere proves nothing about this browser.
    """
    if not members:
        return Standing(obstacle=Obstacle.NO_MEMBERSHIP)
    chosen = next((one for one in members if one.organisation_id == organisation_id), members[0])
    opened = (
        OpenedSession(chosen.session_started_at, chosen.session_seen_at)
        if chosen.session_started_at
        else None
    )
    return stand(
        viewer_of(chosen, has_several=len(members) > 1),
        opened,
        has_second_factor=chosen.has_factor,
        is_proved=is_proved,
        needs_second_factor=not (settings.DEMONSTRATION and chosen.is_invented_user),
        now=now,
    )


def viewer_of(member: Member, *, has_several: bool = False) -> Viewer:
    """Turn a membership into the viewer that pages and actions are given."""
    return Viewer(
        user_id=member.user_id,
        member_id=member.id,
        organisation_id=member.organisation_id,
        organisation_kind=member.organisation.kind,
        roles=frozenset(Role(role) for role in member.roles),
        name=member.user.name,
        organisation_name=member.organisation.name,
        has_several_organisations=has_several,
    )
