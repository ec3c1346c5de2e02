"""Short texts about somebody, sealed in their own column of text: `v1|key|base64`.

The seal is that of notes (mapping/sealed.py), tied to its table, column, key and row. Whatever is
read by those to whom the file is open is sealed by the file's key; what somebody reads to whom it
is closed (the recipient of a share before they answer, its sender afterwards, a DPO) is sealed by
the host's key. A text that was saved in clear, before, is read as it is until `seal_words` passed.
"""

import base64
import binascii
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from allervers.people.mapping.file_keys import (
    seal_by_host,
    seal_for,
    unseal_by_host,
    unseal_for,
    unwrapped,
)
from allervers.people.mapping.sealed import VERSION, Place, SealError
from allervers.people.models import (
    Archive,
    BreakGlass,
    Consent,
    ContactPoint,
    FileKey,
    Person,
    ProtectedOpening,
    ReadReason,
    Representation,
    Share,
)

Row = TypeVar("Row", bound=Model)
MARK: Final = f"{VERSION.decode()}|"
BY_FILE: Final[Mapping[type[Model], tuple[str, ...]]] = {
    Consent: ("purpose", "recipients", "means"),
    ContactPoint: ("value", "caution"),
    ProtectedOpening: ("reason",),
    Representation: ("name",),
}
BY_HOST: Final[Mapping[type[Model], tuple[str, ...]]] = {
    Archive: ("reason",),
    BreakGlass: ("reason",),
    Person: ("state_reason",),
    ReadReason: ("text",),
    Share: ("asked", "informed_whom", "outcome", "reason"),
}


def words_place(model: type[Model], name: str, row_id: UUID) -> Place:
    """Return where a text rests."""
    return Place(model._meta.db_table, name, row_id)  # noqa: SLF001 - the table's name


def is_sealed(words: str) -> bool:
    """Whether a text was sealed; else it is empty, or in clear from before."""
    return words.startswith(MARK)


def sealed_words(said: str, place: Place, key: bytes | None, host_key: str = "") -> str:
    """Seal a text by the file's key, else by the host's (the first, or a named one)."""
    if not said:
        return ""
    sealed = seal_for(key, said, place) if key else seal_by_host(said, place, host_key)
    version, name, body = sealed.split(b"|", 2)
    return f"{version.decode()}|{name.decode()}|{base64.b64encode(body).decode()}"


def opened_words(words: str, place: Place, key: bytes | None) -> str:
    """Open a text. Raises SealError: altered, moved, or its key is absent."""
    if not is_sealed(words):
        return words
    sealed = _bytes_of(words, place)
    return unseal_for(key, sealed, place) if key else unseal_by_host(sealed, place)


def key_of_words(words: str) -> str:
    """Return the name of the key that sealed a text."""
    return words.split("|", 2)[1]


def _bytes_of(words: str, place: Place) -> bytes:
    try:
        version, name, body = words.split("|", 2)
        return b"|".join((version.encode(), name.encode(), base64.b64decode(body, validate=True)))
    except (ValueError, binascii.Error) as error:
        raise SealError(f"{place.table}.{place.column} is not a sealed value.") from error


def sealed_values(
    model: type[Model], row_id: UUID, values: Mapping[str, Any], key: bytes | None = None
) -> dict[str, Any]:
    """Return the values of a row to save, its words sealed. `key`: of the file, where it seals."""
    words = _columns(model, key)
    return {
        name: sealed_words(value, words_place(model, name, row_id), key) if name in words else value
        for name, value in values.items()
    }


def open_rows(rows: Iterable[Row], key_row: FileKey | UUID | None = None) -> list[Row]:
    """Open, in memory, the words of rows that are shown: they are saved no more.

    `key_row`: the key of their file, or its person's id, whose key is then read if there are rows.
    """
    shown = list(rows)
    if isinstance(key_row, UUID) and shown:
        key_row = FileKey.objects.get(pk=key_row)
    key = unwrapped(key_row) if isinstance(key_row, FileKey) and shown else None
    for row in shown:
        for name in _columns(type(row), key):
            setattr(row, name, _shown(getattr(row, name), type(row), name, row.pk, key))
    return shown


def open_parts(
    rows: Iterable[Mapping[str, Any]], model: type[Model], key_row: FileKey
) -> list[dict[str, Any]]:
    """Open the words of rows that were read as JSON objects, with their `id`."""
    parts = [dict(row) for row in rows]
    key = unwrapped(key_row) if parts else None
    for row in parts:
        for name in BY_FILE[model]:
            row[name] = _shown(row[name], model, name, UUID(row["id"]), key)
    return parts


def shown_words(row: Model, name: str) -> str:
    """Return one text of a row, opened by the host's key; the row is left as it is."""
    return _shown(getattr(row, name), type(row), name, row.pk, None)


def _columns(model: type[Model], key: bytes | None) -> tuple[str, ...]:
    return (BY_FILE if key else BY_HOST).get(model, ())


def _shown(words: str, model: type[Model], name: str, row_id: UUID, key: bytes | None) -> str:
    """Open a text for a page; say so where it does not open."""
    try:
        return opened_words(words, words_place(model, name, row_id), key)
    except SealError:
        return _("(ce texte ne s’ouvre pas : prévenez l’hébergeur)")
