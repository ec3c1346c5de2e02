"""Files of people, and every act by which somebody may know a part of one."""

from allervers.people.models.household import (
    Consent,
    Household,
    HouseholdMember,
    Information,
    Representation,
)
from allervers.people.models.keeping import Archive, Deadline, Destruction
from allervers.people.models.person import (
    ContactPoint,
    Entry,
    FileKey,
    Identity,
    Person,
    ProtectedContact,
    ProtectedOpening,
)
from allervers.people.models.record import (
    Alert,
    BreakGlass,
    FileRead,
    ReadReason,
    Redaction,
    RightsRequest,
    Seal,
    SealCheckpoint,
)
from allervers.people.models.sharing import (
    Convention,
    FollowUp,
    PartnerLink,
    Professional,
    Share,
)
from allervers.people.models.telling import Concern, CoordinationNeed

__all__ = [
    "Alert", "Archive", "BreakGlass", "Concern", "Consent", "ContactPoint", "Convention",
    "CoordinationNeed", "Deadline", "Destruction", "Entry", "FileKey", "FileRead", "FollowUp",
    "Household", "HouseholdMember", "Identity", "Information", "PartnerLink", "Person",
    "Professional", "ProtectedContact", "ProtectedOpening", "ReadReason", "Redaction",
    "Representation", "RightsRequest", "Seal", "SealCheckpoint", "Share",
]  # fmt: skip
