"""Whether a signed-in person may act, and if not, what stands in the way."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from allervers.accounts.domain.session import is_over
from allervers.accounts.domain.viewer import Viewer


class Obstacle(StrEnum):
    """What keeps a person who typed the right password from opening staff pages."""

    NO_MEMBERSHIP = "no_membership"
    SESSION_OVER = "session_over"
    NO_SECOND_FACTOR = "no_second_factor"


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """The session of this browser, as the database knows it."""

    started_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Either a viewer, or an obstacle, or neither for a stranger."""

    viewer: Viewer | None = None
    obstacle: Obstacle | None = None
    last_seen_at: datetime | None = None


STRANGER = Standing()


def stand(
    viewer: Viewer,
    session: OpenedSession | None,
    *,
    has_second_factor: bool,
    is_proved: bool,
    needs_second_factor: bool,
    now: datetime,
) -> Standing:
    """Let a member act only in a session that is open, recent, and proved by a second factor.

    `session` is None when it was closed from another device or by a deactivation. A session
    opened with the password alone ends once a second factor exists: otherwise a thief of the
    password, signed in before its owner enrolled, could enrol a device of their own.
    """
    if session is None or is_over(session.started_at, session.last_seen_at, now):
        return Standing(obstacle=Obstacle.SESSION_OVER)
    if has_second_factor and not is_proved:
        return Standing(obstacle=Obstacle.SESSION_OVER)
    if needs_second_factor and not has_second_factor:
        return Standing(obstacle=Obstacle.NO_SECOND_FACTOR)
    return Standing(viewer=viewer, last_seen_at=session.last_seen_at)
