"""The person on whose behalf a page is computed."""

from dataclasses import dataclass
from uuid import UUID

from allervers.accounts.domain.role import Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in member, seen through the organisation they act for.

    `organisation_kind` is the code of `Organisation.Kind`; `roles` are those held in that
    organisation only.
    """

    user_id: int
    member_id: UUID
    organisation_id: UUID
    organisation_kind: str
    roles: frozenset[Role]
    name: str
    organisation_name: str = ""
    has_several_organisations: bool = False

    def has(self, *roles: Role) -> bool:
        """Whether the viewer holds at least one of these roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def coordinates_tours(self) -> bool:
        """Whether the viewer plans tours: the role counts in an organisation that carries some.

        The administrator of a partner or a commune gives roles there, and must not be able to
        give themselves a voice on every public page.
        """
        return self.organisation_kind == "carrier" and self.has(Role.COORDINATOR)

    @property
    def is_host_administrator(self) -> bool:
        """Whether the viewer looks after the organisations of the whole platform."""
        return self.organisation_kind == "host" and self.has(Role.ADMINISTRATOR)
