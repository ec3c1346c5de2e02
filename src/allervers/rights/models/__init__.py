"""Tables of the rights: what was answered, what was found, by which rules; what is claimed."""

from allervers.rights.models.claim import Claim, ClaimChange, ClaimDigest
from allervers.rights.models.screening import Finding, Screening

__all__ = ["Claim", "ClaimChange", "ClaimDigest", "Finding", "Screening"]
