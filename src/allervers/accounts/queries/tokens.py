"""The token of an invitation: computed from the row and the host's secret, never kept."""

import hashlib
from uuid import UUID

from django.utils.crypto import salted_hmac


def token_of(invitation_id: UUID, issue: UUID) -> str:
    """Compute the token that the link carries (64 hexadecimal digits).

    Only its hash is stored, so a copy of the database gives no working link; and the job that
    sends the e-mail can compute it again without the queue having to hold it.
    """
    value = f"{invitation_id}:{issue}"
    return salted_hmac("allervers.accounts.invitation", value, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
