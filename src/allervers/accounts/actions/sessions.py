"""Opening, keeping and closing the sessions of a user."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from allervers.accounts.actions.journal import record
from allervers.accounts.domain.journal import EventKind
from allervers.accounts.domain.session import ABSOLUTE_LIMIT, IDLE_LIMIT, MAX_OPEN
from allervers.accounts.models import OpenSession, User


@transaction.atomic
def open_session(*, user_id: int, device: str, address: str | None, now: datetime) -> UUID:
    """Open a session; beyond three, the oldest are closed. Return its id."""
    User.objects.select_for_update().get(pk=user_id)  # two sign-ins at once count right
    opened = OpenSession.objects.create(
        user_id=user_id, started_at=now, last_seen_at=now, device=device
    )
    kept = OpenSession.objects.filter(user_id=user_id).order_by("-started_at", "-last_seen_at")
    OpenSession.objects.filter(user_id=user_id).exclude(
        pk__in=[opened.pk, *kept.exclude(pk=opened.pk).values_list("pk", flat=True)[: MAX_OPEN - 1]]
    ).delete()
    record(EventKind.SIGNED_IN, at=now, actor_id=user_id, address=address)
    return opened.pk


def note_activity(*, session_id: UUID, now: datetime) -> None:
    """Remember that somebody was there: the hour of idleness starts again."""
    OpenSession.objects.filter(pk=session_id).update(last_seen_at=now)


@transaction.atomic
def close_session(*, user_id: int, session_id: UUID, now: datetime) -> bool:
    """Sign one of the user's own browsers out. Return whether it was open."""
    found, _rows = OpenSession.objects.filter(pk=session_id, user_id=user_id).delete()
    if found:
        record(EventKind.SESSION_CLOSED, at=now, actor_id=user_id)
    return bool(found)


@transaction.atomic
def sign_out(*, user_id: int, session_id: UUID | None, now: datetime) -> None:
    """Close the session of this browser because its user asked to leave."""
    if session_id:
        OpenSession.objects.filter(pk=session_id, user_id=user_id).delete()
    record(EventKind.SIGNED_OUT, at=now, actor_id=user_id)


@transaction.atomic
def close_other_sessions(*, user_id: int, kept: UUID | None, now: datetime) -> int:
    """Sign every other browser of the user out (new password, or asked). Return how many."""
    others = OpenSession.objects.filter(user_id=user_id)
    if kept:
        others = others.exclude(pk=kept)
    closed, _rows = others.delete()
    if closed:
        record(EventKind.SESSION_CLOSED, at=now, actor_id=user_id, details={"sessions": closed})
    return closed


def forget_old_sessions(*, now: datetime) -> int:
    """Delete the sessions that nobody can use any more. Return how many."""
    idle = OpenSession.objects.filter(last_seen_at__lte=now - IDLE_LIMIT)
    old = OpenSession.objects.filter(started_at__lte=now - ABSOLUTE_LIMIT)
    return idle.delete()[0] + old.delete()[0]
