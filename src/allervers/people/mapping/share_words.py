"""What the recipient of a share answers in words: sealed by the host's key, as what was asked."""

from allervers.people.mapping.sealed_words import sealed_values
from allervers.people.models import Share


def answer_in_words(share: Share, reason: str, outcome: str) -> None:
    """Put in a row, not saved yet, why it is refused or ended, and what came of it."""
    sealed = sealed_values(Share, share.pk, {"reason": reason, "outcome": outcome})
    share.reason, share.outcome = sealed["reason"], sealed["outcome"]
