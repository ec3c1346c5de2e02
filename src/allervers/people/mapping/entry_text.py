"""The texts of a file, sealed with its key and opened again, each at its own place."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from allervers.people.mapping.file_keys import seal_for, unseal_for, unwrapped
from allervers.people.mapping.sealed import Place, SealError
from allervers.people.models import Entry, FileKey

TABLE: Final = "people_entry"
COLUMN: Final = "sealed_text"


def entry_place(entry_id: UUID) -> Place:
    """Return where the text of an entry rests."""
    return Place(TABLE, COLUMN, entry_id)


def sealed_entry(key: bytes, entry_id: UUID, text: str) -> bytes:
    """Seal the text of an entry."""
    return seal_for(key, text, entry_place(entry_id))


def entry_texts(key_row: FileKey, entries: Iterable[Entry]) -> dict[UUID, str | None]:
    """Open the texts of entries of one file; None where one does not open: it was altered."""
    key = unwrapped(key_row)
    return {one.pk: _opened(key, one) for one in entries}


def _opened(key: bytes, entry: Entry) -> str | None:
    try:
        return unseal_for(key, bytes(entry.sealed_text), entry_place(entry.pk))
    except SealError:
        return None
