"""Who may act: every combination of session, factor and time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.session import ABSOLUTE_LIMIT, IDLE_LIMIT, device, is_over
from allervers.accounts.domain.standing import Obstacle, OpenedSession, Standing, stand
from allervers.accounts.domain.viewer import Viewer

NOW = datetime(2026, 10, 6, 9, tzinfo=UTC)
AGES = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=2))
VIEWER = Viewer(1, UUID(int=1), UUID(int=2), "carrier", frozenset({Role.COORDINATOR}), "Aïcha")


def judged(session: OpenedSession | None, *, has: bool, proved: bool, needs: bool) -> Standing:
    """Ask the rule at nine o'clock."""
    return stand(
        VIEWER,
        session,
        has_second_factor=has,
        is_proved=proved,
        needs_second_factor=needs,
        now=NOW,
    )


@given(started=AGES, idle=AGES, has=st.booleans(), proved=st.booleans(), needs=st.booleans())
def test_nobody_acts_without_what_is_needed(
    *, started: timedelta, idle: timedelta, has: bool, proved: bool, needs: bool
) -> None:
    session = OpenedSession(NOW - started, NOW - idle)
    found = judged(session, has=has, proved=proved, needs=needs)
    is_young = started < ABSOLUTE_LIMIT and idle < IDLE_LIMIT
    assert (found.viewer is not None) == (is_young and (proved if has else not needs))
    assert (found.viewer is None) == (found.obstacle is not None)


@given(has=st.booleans(), proved=st.booleans(), needs=st.booleans())
def test_closed_session_opens_nothing(*, has: bool, proved: bool, needs: bool) -> None:
    assert judged(None, has=has, proved=proved, needs=needs).obstacle is Obstacle.SESSION_OVER


@given(AGES, AGES, st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=9)))
def test_session_that_is_over_stays_over(
    started: timedelta, idle: timedelta, later: timedelta
) -> None:
    begun, seen = NOW - started, NOW - idle
    assert not is_over(begun, seen, NOW) or is_over(begun, seen, NOW + later)


def test_device_is_named_by_its_most_particular_mark() -> None:
    edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"
    assert device(edge) == "Edge · Windows"
    assert device("Mozilla/5.0 (Android 14) Firefox/131.0") == "Firefox · Android"
    assert device("") == ""
