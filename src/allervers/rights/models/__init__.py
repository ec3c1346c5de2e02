"""Tables of the rights: what is answered, found, by which rules, claimed; what is expected."""

from allervers.rights.models.claim import Claim, ClaimChange, ClaimDigest
from allervers.rights.models.expected_need import ExpectedNeed
from allervers.rights.models.screening import Finding, Screening

__all__ = ["Claim", "ClaimChange", "ClaimDigest", "ExpectedNeed", "Finding", "Screening"]
