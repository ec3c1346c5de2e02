"""Reading sessions, links of invitation and the journal."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from allervers.accounts.domain.invitation import InvitationState, state
from allervers.accounts.domain.session import ABSOLUTE_LIMIT, IDLE_LIMIT
from allervers.accounts.domain.viewer import Viewer
from allervers.accounts.models import AccountEvent, Invitation, Member, OpenSession, User
from allervers.accounts.queries.tokens import hash_of


def open_sessions(user_id: int, now: datetime) -> QuerySet[OpenSession]:
    """Return the browsers in which a user is signed in, the latest first."""
    return OpenSession.objects.filter(
        user_id=user_id, last_seen_at__gt=now - IDLE_LIMIT, started_at__gt=now - ABSOLUTE_LIMIT
    ).order_by("-last_seen_at", "id")


def open_session(user_id: int, session_id: UUID) -> OpenSession | None:
    """Return one of a user's own sessions, or None."""
    return OpenSession.objects.filter(pk=session_id, user_id=user_id).first()


def invitation_by_token(token: str) -> Invitation | None:
    """Return the invitation that a link names, used or not."""
    return (
        Invitation.objects.select_related("organisation", "invited_by__user")
        .filter(token_hash=hash_of(token))
        .first()
    )


def invitation_state(found: Invitation, now: datetime) -> InvitationState:
    """Say whether a link still opens."""
    return state(
        expires_at=found.expires_at,
        accepted_at=found.accepted_at,
        revoked_at=found.revoked_at,
        now=now,
    )


def has_account(email: str) -> bool:
    """Whether an address already signs in here."""
    return User.objects.filter(email=email).exists()


def journal(viewer: Viewer, kind: str = "") -> QuerySet[AccountEvent]:
    """Return the events that concern the DPO's organisation, the latest first.

    Those written for it, and the sign-ins of its members (a sign-in belongs to a person, who may
    have several organisations). The host's DPO reads all.
    """
    events = AccountEvent.objects.select_related("actor", "organisation")
    if viewer.organisation_kind != "host":
        members = Member.objects.filter(organisation_id=viewer.organisation_id)
        events = events.filter(
            Q(organisation_id=viewer.organisation_id)
            | Q(organisation=None, actor__in=members.values("user_id"))
            | Q(organisation=None, actor=None, subject__in=members.values("user__email"))
        )
    if kind:
        events = events.filter(kind=kind)
    return events.order_by("-at", "-id")
