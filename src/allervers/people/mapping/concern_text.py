"""The text of a concern: sealed with the host's key, since it belongs to no file yet."""

from typing import Final
from uuid import UUID

from allervers.people.mapping.file_keys import seal_by_host, unseal_by_host
from allervers.people.mapping.sealed import Place

TABLE: Final = "people_concern"
COLUMN: Final = "sealed_text"


def sealed_concern(text: str, concern_id: UUID) -> bytes:
    """Seal a text for its row."""
    return seal_by_host(text, Place(TABLE, COLUMN, concern_id))


def concern_text(sealed: bytes, concern_id: UUID) -> str:
    """Open it. Raises SealError: the host's key is absent, or the value was moved."""
    return unseal_by_host(sealed, Place(TABLE, COLUMN, concern_id))
