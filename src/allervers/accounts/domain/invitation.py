"""How long an invitation may be used."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

VALID_FOR: Final = timedelta(days=7)


class InvitationState(StrEnum):
    """Where an invitation stands."""

    WAITING = "waiting"
    EXPIRED = "expired"
    REVOKED = "revoked"
    ACCEPTED = "accepted"


def state(
    *,
    expires_at: datetime,
    accepted_at: datetime | None,
    revoked_at: datetime | None,
    now: datetime,
) -> InvitationState:
    """Say whether the link still opens: used once, not revoked, within seven days."""
    if accepted_at is not None:
        return InvitationState.ACCEPTED
    if revoked_at is not None:
        return InvitationState.REVOKED
    if now >= expires_at:
        return InvitationState.EXPIRED
    return InvitationState.WAITING
