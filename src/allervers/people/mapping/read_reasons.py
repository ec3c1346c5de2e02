"""Why somebody said that they opened a file: sealed apart from the journal, proved by its line.

The line says `r1|id|digest`. What is sealed begins with a salt, drawn each time: who reads the
journal alone cannot try sentences against the digest, and who changes the text is found out.
"""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from allervers.people.mapping.sealed import Place
from allervers.people.mapping.sealed_words import opened_words, sealed_words
from allervers.people.models import ReadReason

MARK: Final = "r1|"
SALT: Final = 32  # letters
DIGEST: Final = 32
TABLE: Final = "people_readreason"


@dataclass(frozen=True, slots=True)
class Kept:
    """A reason ready to be kept: its id, its text sealed, what the line of the journal says."""

    id: UUID
    text: str
    said: str


def kept_reason(said: str) -> Kept:
    """Seal a reason by the host's key: a DPO reads it without the file, and after its end."""
    reason_id, salted = uuid4(), secrets.token_hex(SALT // 2) + said
    sealed = sealed_words(salted, Place(TABLE, "text", reason_id), None)
    return Kept(reason_id, sealed, f"{MARK}{reason_id}|{_digest(salted)}")


def reason_named(said: str) -> UUID | None:
    """Return the reason that a line names; None: its words are the site's, or from before."""
    return UUID(said.split("|", 2)[1]) if said.startswith(MARK) else None


def opened_reason(row: ReadReason, said: str) -> str | None:
    """Open a reason; None when it is not the one that the line named. Raises SealError."""
    salted = opened_words(row.text, Place(TABLE, "text", row.pk), None)
    return salted[SALT:] if said.rpartition("|")[2] == _digest(salted) else None


def _digest(salted: str) -> str:
    return hashlib.sha256(salted.encode()).hexdigest()[:DIGEST]
