"""What is most sensitive, at rest: AES-256-GCM, tied to its table, column, key and row.

A sealed value is `v1 | id of the key | nonce (12 bytes) | ciphertext and tag`. Its associated data
is `v1|table.column|key|row`: moved to another row or column, it opens no more. One key for each
file, itself wrapped by a key of the host kept outside of the database (`ALLERVERS_FILE_KEYS`).
Source: NIST SP 800-38D; threats T12 and T23.
"""

import os
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION: Final = b"v1"
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
KEY_BYTES: Final = 32
PARTS: Final = 3  # version, key, nonce with ciphertext


class SealError(ValueError):
    """A sealed value that this key, at this place, does not open."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value rests."""

    table: str
    column: str
    row: UUID


def new_key() -> bytes:
    """Return a key nobody else has."""
    return AESGCM.generate_key(bit_length=8 * KEY_BYTES)


def seal(text: str, key: bytes, key_id: str, place: Place) -> bytes:
    """Return a text that only this key opens, at this place only."""
    return seal_bytes(text.encode(), key, key_id, place)


def unseal(sealed: bytes, key: bytes, key_id: str, place: Place) -> str:
    """Return the text. Raises SealError: another key, another place, or altered."""
    return unseal_bytes(sealed, key, key_id, place).decode()


def seal_bytes(plain: bytes, key: bytes, key_id: str, place: Place) -> bytes:
    """Seal bytes: a nonce is drawn anew each time, never given."""
    nonce = os.urandom(NONCE_BYTES)
    body = AESGCM(key).encrypt(nonce, plain, _associated(key_id, place))
    return b"|".join((VERSION, key_id.encode(), nonce + body))


def unseal_bytes(sealed: bytes, key: bytes, key_id: str, place: Place) -> bytes:
    """Open sealed bytes. Raises SealError, which names the place and the key, never the bytes."""
    named, body = _parts(sealed, place)
    if named != key_id:
        raise SealError(
            f"{place.table}.{place.column} was sealed by the key {named!r}, not by {key_id!r}."
        )
    try:
        return AESGCM(key).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:],
                                   _associated(key_id, place))  # fmt: skip
    except InvalidTag as error:
        raise SealError(
            f"{place.table}.{place.column} does not open with the key {key_id!r}: it was altered, "
            "moved from another row, or sealed by another key of the same name."
        ) from error


def key_named(sealed: bytes, place: Place) -> str:
    """Return the id of the key that sealed a value. Raises SealError: it is no sealed value."""
    return _parts(sealed, place)[0]


def _parts(sealed: bytes, place: Place) -> tuple[str, bytes]:
    """Return the key's id, then the nonce and the ciphertext; refuse whatever was not sealed."""
    parts = bytes(sealed).split(b"|", PARTS - 1)
    is_ours = len(parts) == PARTS and parts[0] == VERSION and parts[1].isalnum()
    if not is_ours or len(parts[2]) < NONCE_BYTES + TAG_BYTES:
        raise SealError(f"{place.table}.{place.column} is not a sealed value.")
    return parts[1].decode("ascii"), parts[2]


def _associated(key_id: str, place: Place) -> bytes:
    return VERSION + f"|{place.table}.{place.column}|{key_id}|{place.row}".encode()
