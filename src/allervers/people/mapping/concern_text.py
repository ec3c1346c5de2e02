"""A concern, of whom and what: sealed with the host's key, since it belongs to no file yet."""

from typing import Final
from uuid import UUID

from allervers.people.mapping.file_keys import seal_by_host, unseal_by_host
from allervers.people.mapping.sealed import Place
from allervers.people.models import Concern

TABLE: Final = "people_concern"
COLUMN: Final = "sealed_text"


def sealed_concern(about: str, text: str, concern_id: UUID) -> bytes:
    """Seal for its row of whom it speaks, as the first line, then what is told."""
    said = f"{' '.join(about.split())}\n{text}"
    return seal_by_host(said, Place(TABLE, COLUMN, concern_id))


def concern_text(concern: Concern) -> tuple[str, str]:
    """Open it: of whom, and what. Raises SealError: the host's key is absent, or it was moved.

    The first concerns named their subject in a column of its own, not sealed: it is read there.
    """
    place = Place(TABLE, COLUMN, concern.pk)
    said = unseal_by_host(bytes(concern.sealed_text), place)
    if concern.about:
        return concern.about, said
    about, _, text = said.partition("\n")
    return about, text
