"""The keys of files: made, wrapped by the host's key, and opened again.

Almost everything is sealed by the key of its file. What belongs to no file yet, the text of a
concern, is sealed by the host's key itself.
"""

import base64
import binascii
import hashlib
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from allervers.people.mapping.sealed import (
    KEY_BYTES,
    Place,
    SealError,
    key_named,
    new_key,
    seal,
    seal_bytes,
    unseal,
    unseal_bytes,
)
from allervers.people.models import FileKey

FILE: Final = "file"  # what the key of a file is called in what it seals: the row says which
ADVICE: Final = "See ALLERVERS_FILE_KEYS in docs/reference/settings.md."


def host_keys() -> dict[str, bytes]:
    """Return the host's keys by name, the one that wraps new files first.

    Outside of production, one is made from the secret key, so that a trial needs no setting.
    Raises SealError, without ever saying a key: none in production, twice a name, not 32 bytes.
    """
    names = [name for name, _text in settings.FILE_KEYS]
    if not names:
        return _key_of_a_trial()
    if len(set(names)) < len(names):
        raise SealError(f"Two of the host's keys have the same name. {ADVICE}")
    return {name: _decoded(name, text) for name, text in settings.FILE_KEYS}


def _key_of_a_trial() -> dict[str, bytes]:
    if settings.MODE == "production":
        raise SealError(f"No key of the host: files can be neither sealed nor opened. {ADVICE}")
    material = f"allervers file keys {settings.SECRET_KEY}".encode()
    return {"demonstration": hashlib.sha256(material).digest()}


def _decoded(name: str, text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise SealError(f"The host's key {name!r} is not base64. {ADVICE}") from error
    if len(key) != KEY_BYTES:
        raise SealError(f"The host's key {name!r} is not {KEY_BYTES} bytes in base64. {ADVICE}")
    return key


def named_host_key(name: str) -> bytes:
    """Return one of the host's keys. Raises SealError, naming the one that is absent."""
    found = host_keys().get(name)
    if found is None:
        raise SealError(f"The host's key {name!r} is not in ALLERVERS_FILE_KEYS. {ADVICE}")
    return found


def wrapped(key: bytes, person_id: UUID, name: str = "") -> FileKey:
    """Return a row that holds the key of a file, wrapped by the first host's key or a named one.

    It is not saved.
    """
    name = name or next(iter(host_keys()))
    return FileKey(
        person_id=person_id,
        host_key=name,
        wrapped=seal_bytes(key, named_host_key(name), name, _place(person_id)),
        created_at=timezone.now(),
    )


def unwrapped(row: FileKey) -> bytes:
    """Return the key of a file. Raises SealError: the host's key is absent or another."""
    host_key = named_host_key(row.host_key)
    return unseal_bytes(bytes(row.wrapped), host_key, row.host_key, _place(row.person_id))


def _place(person_id: UUID) -> Place:
    return Place("people_filekey", "wrapped", person_id)


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


def seal_by_host(text: str, place: Place, name: str = "") -> bytes:
    """Seal what belongs to no file with the host's key, the first or a named one."""
    name = name or next(iter(host_keys()))
    return seal(text, named_host_key(name), name, place)


def unseal_by_host(sealed: bytes, place: Place) -> str:
    """Open what the host's key sealed. Raises SealError."""
    name = key_named(sealed, place)
    return unseal(sealed, named_host_key(name), name, place)
