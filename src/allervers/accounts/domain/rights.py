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


def takes_two(before: Collection[str], wanted: Collection[str]) -> bool:
    """Whether a change of roles needs a second person: it makes somebody a DPO."""
    dpo = Role.DPO.value
    return dpo in wanted and dpo not in before


def looks_after(viewer: Viewer, organisation_id: UUID) -> bool:
    """Whether the viewer may be the second person there: administrator or DPO, or of the host."""
    is_near = organisation_id == viewer.organisation_id or viewer.organisation_kind == "host"
    return is_near and viewer.has(Role.ADMINISTRATOR, Role.DPO)


def loses_last_administrator(others: Collection[Collection[str]], roles: Collection[str]) -> bool:
    """Whether nobody would administer the accounts any more.

    `others` holds the roles of the other active members, `roles` those the member will keep.
    """
    administrator = Role.ADMINISTRATOR.value
    return administrator not in roles and not any(administrator in held for held in others)
