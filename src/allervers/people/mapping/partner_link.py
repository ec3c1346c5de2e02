"""Tokens and codes of partners' links: computed from the row and the host's secret, never kept.

Only digests are stored: a copy of the database opens no link. The job that sends the e-mail
computes them again, so that the queue does not hold them either.
"""

import hashlib
import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from allervers.people.domain.partner_proof import DIGITS

SALT: Final = "allervers.people.partner"


def token_of(link_id: UUID) -> str:
    """Compute what the link carries (64 hexadecimal digits)."""
    return salted_hmac(f"{SALT}.token", str(link_id), algorithm="sha256").hexdigest()


def hash_of(secret: str) -> str:
    """Return what the database keeps of a token or of a proof."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def code_of(link_id: UUID, sent_at: datetime) -> str:
    """Compute the code sent at an instant (six digits)."""
    value = f"{link_id}:{sent_at.timestamp()}"
    digest = salted_hmac(f"{SALT}.code", value, algorithm="sha256").digest()
    return str(int.from_bytes(digest) % 10**DIGITS).zfill(DIGITS)


def code_hash(link_id: UUID, code: str) -> str:
    """Return what is kept of a code: keyed, since a million are soon tried."""
    value = f"{link_id}:{code}"
    return salted_hmac(f"{SALT}.kept-code", value, algorithm="sha256").hexdigest()


def is_same(kept: str, computed: str) -> bool:
    """Compare two digests in a time that tells nothing; an empty one equals none."""
    return bool(kept) and constant_time_compare(kept, computed)


def new_proof() -> str:
    """Draw what the browser shows again for half an hour, once the code was right."""
    return secrets.token_urlsafe(32)
