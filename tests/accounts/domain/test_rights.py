"""Who administers what, and how long a link opens."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from allervers.accounts.domain.invitation import VALID_FOR, InvitationState, state
from allervers.accounts.domain.rights import (
    loses_last_administrator,
    may_administer,
)
from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer

NOW = datetime(2026, 10, 6, 9, tzinfo=UTC)
HERE, THERE = UUID(int=1), UUID(int=2)
ROLES = st.frozensets(st.sampled_from(list(Role)), min_size=1)
MOMENTS = st.none() | st.just(NOW)


def acting(roles: frozenset[Role], kind: str = "carrier") -> Viewer:
    """Return somebody who acts here with these roles."""
    return Viewer(1, UUID(int=9), HERE, kind, roles, "Élodie")


@given(ROLES, st.sampled_from(["carrier", "commune", "partner"]))
def test_nobody_administers_elsewhere_but_the_host(roles: frozenset[Role], kind: str) -> None:
    assert not may_administer(acting(roles, kind), THERE)
    assert may_administer(acting(roles, "host"), THERE) == (Role.ADMINISTRATOR in roles)


@given(ROLES)
def test_administrators_only_administer_here(roles: frozenset[Role]) -> None:
    assert may_administer(acting(roles), HERE) == (Role.ADMINISTRATOR in roles)


@given(st.lists(st.lists(st.sampled_from([role.value for role in Role]))), ROLES)
def test_an_administrator_is_always_left(others: list[list[str]], kept: frozenset[Role]) -> None:
    everybody = [*others, [role.value for role in kept]]
    left = any("administrator" in roles for roles in everybody)
    assert loses_last_administrator(others, [role.value for role in kept]) != left


@given(st.timedeltas(timedelta(-9), timedelta(9)), MOMENTS, MOMENTS)
def test_link_opens_once_in_time_unless_revoked(
    left: timedelta, accepted: datetime | None, revoked: datetime | None
) -> None:
    found = state(expires_at=NOW + left, accepted_at=accepted, revoked_at=revoked, now=NOW)
    opens = left > timedelta(0) and accepted is None and revoked is None
    assert (found is InvitationState.WAITING) == opens
    assert timedelta(days=7) == VALID_FOR
