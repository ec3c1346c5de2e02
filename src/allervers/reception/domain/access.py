"""Who welcomes people."""

from collections.abc import Collection
from typing import Final

RECEPTION: Final = frozenset({"field_worker", "receptionist", "coordinator"})


def welcomes(organisation_kind: str, roles: Collection[str]) -> bool:
    """Whether a member of these roles welcomes people: in an organisation that carries tours."""
    return organisation_kind == "carrier" and not RECEPTION.isdisjoint(roles)
