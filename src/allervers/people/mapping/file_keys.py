"""The keys of files: made, wrapped by the host's key, and opened again."""

import base64
import hashlib
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from allervers.people.mapping.sealed import (
    KEY_BYTES,
    Place,
    SealError,
    new_key,
    seal,
    seal_bytes,
    unseal,
    unseal_bytes,
)
from allervers.people.models import FileKey

FILE: Final = "file"  # what the key of a file is called in what it seals: the row says which


def host_keys() -> dict[str, bytes]:
    """Return the host's keys by name, the one that wraps new files first.

    Outside of production, one is made from the secret key, so that a trial needs no setting.
    """
    found = {name: base64.b64decode(text) for name, text in settings.FILE_KEYS}
    if not found:
        material = f"allervers file keys {settings.SECRET_KEY}".encode()
        found = {"demonstration": hashlib.sha256(material).digest()}
    wrong = [name for name, key in found.items() if len(key) != KEY_BYTES]
    if wrong:
        raise SealError(f"ALLERVERS_FILE_KEYS: {', '.join(wrong)} is not 32 bytes in base64.")
    return found


def wrapped(key: bytes, person_id: UUID) -> FileKey:
    """Return a row that holds the key of a file, wrapped; not saved."""
    name, host_key = next(iter(host_keys().items()))
    place = Place("people_filekey", "wrapped", person_id)
    return FileKey(
        person_id=person_id,
        host_key=name,
        wrapped=seal_bytes(key, host_key, name, place),
        created_at=timezone.now(),
    )


def unwrapped(row: FileKey) -> bytes:
    """Return the key of a file. Raises SealError: the host's key is absent or another."""
    host_key = host_keys().get(row.host_key)
    if host_key is None:
        raise SealError(f"The host's key {row.host_key!r} is not in ALLERVERS_FILE_KEYS.")
    place = Place("people_filekey", "wrapped", row.person_id)
    return unseal_bytes(bytes(row.wrapped), host_key, row.host_key, place)


def fresh(person_id: UUID) -> tuple[FileKey, bytes]:
    """Return a new key and its row, not saved."""
    key = new_key()
    return wrapped(key, person_id), key


def seal_for(key: bytes, text: str, place: Place) -> bytes:
    """Seal a text with the key of its file."""
    return seal(text, key, FILE, place)


def unseal_for(key: bytes, sealed: bytes, place: Place) -> str:
    """Open a text with the key of its file. Raises SealError."""
    return unseal(sealed, key, FILE, place)
