"""The texts of a file, sealed with its key and opened again, each at its own place."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from allervers.people.mapping.file_keys import seal_for, unseal_for, unwrapped
from allervers.people.mapping.sealed import Place, SealError
from allervers.people.models import Entry, FileKey

TABLE: Final = "people_entry"
COLUMN: Final = "sealed_text"


class Noted(NamedTuple):
    """What a page reads of an entry, without its model. `struck_by`: the entry that corrects it."""

    pk: UUID
    section: str
    kind: str
    happened_on: date
    is_from_person: bool
    sealed_text: bytes
    corrects_id: UUID | None
    author: str
    organisation: str
    struck_by: UUID | None


def noted(entry: Entry) -> Noted:
    """Return what a page reads of an entry, read with its author and what corrects it."""
    struck = getattr(entry, "corrected_by", None)
    return Noted(
        entry.pk, entry.section, entry.kind, entry.happened_on, entry.is_from_person,
        bytes(entry.sealed_text), entry.corrects_id, entry.author.user.name,
        entry.author.organisation.name, struck.pk if struck else None,
    )  # fmt: skip


def entry_place(entry_id: UUID) -> Place:
    """Return where the text of an entry rests."""
    return Place(TABLE, COLUMN, entry_id)


def sealed_entry(key: bytes, entry_id: UUID, text: str) -> bytes:
    """Seal the text of an entry."""
    return seal_for(key, text, entry_place(entry_id))


def entry_texts(key_row: FileKey, entries: Iterable[Entry | Noted]) -> dict[UUID, str | None]:
    """Open the texts of entries of one file; None where one does not open: it was altered."""
    key = unwrapped(key_row)
    return {one.pk: _opened(key, one) for one in entries}


def _opened(key: bytes, entry: Entry | Noted) -> str | None:
    try:
        return unseal_for(key, bytes(entry.sealed_text), entry_place(entry.pk))
    except SealError:
        return None
