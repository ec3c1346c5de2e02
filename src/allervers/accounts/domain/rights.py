"""Who may look after which accounts."""

from collections.abc import Collection
from uuid import UUID

from allervers.accounts.domain.role import Role
from allervers.accounts.domain.viewer import Viewer


def may_administer(viewer: Viewer, organisation_id: UUID) -> bool:
    """Whether the viewer invites and manages members there: their own, or any for the host."""
    return viewer.is_host_administrator or (
        viewer.has(Role.ADMINISTRATOR) and viewer.organisation_id == organisation_id
    )


def loses_last_administrator(others: Collection[Collection[str]], roles: Collection[str]) -> bool:
    """Whether nobody would administer the accounts any more.

    `others` holds the roles of the other active members, `roles` those the member will keep.
    """
    administrator = Role.ADMINISTRATOR.value
    return administrator not in roles and not any(administrator in held for held in others)
