"""What a person asks and is answered, in words: sealed with the key of their file."""

from typing import Final
from uuid import UUID

from allervers.people.mapping.file_keys import seal_for, unseal_for
from allervers.people.mapping.sealed import Place
from allervers.people.models import RightsRequest

TABLE: Final = "people_rightsrequest"


def _place(column: str, request_id: UUID) -> Place:
    return Place(TABLE, column, request_id)


def sealed_details(key: bytes, request_id: UUID, text: str) -> bytes:
    """Seal what is asked; nothing stays nothing."""
    return seal_for(key, text, _place("sealed_details", request_id)) if text else b""


def sealed_answer(key: bytes, request_id: UUID, text: str) -> bytes:
    """Seal what is answered."""
    return seal_for(key, text, _place("sealed_answer", request_id)) if text else b""


def sealed_extension(key: bytes, request_id: UUID, text: str) -> bytes:
    """Seal why the answer takes longer, as it was told to the person."""
    return seal_for(key, text, _place("sealed_extension", request_id)) if text else b""


def extension_text(key: bytes, request: RightsRequest) -> str:
    """Open why the answer takes longer; nothing if it does not. Raises SealError."""
    said = bytes(request.sealed_extension)
    return unseal_for(key, said, _place("sealed_extension", request.pk)) if said else ""


def request_texts(key: bytes, request: RightsRequest) -> tuple[str, str]:
    """Open what is asked and what was answered. Raises SealError."""
    details, answer = bytes(request.sealed_details), bytes(request.sealed_answer)
    return (
        unseal_for(key, details, _place("sealed_details", request.pk)) if details else "",
        unseal_for(key, answer, _place("sealed_answer", request.pk)) if answer else "",
    )
