"""Tables of the reception: encounters without a name, what was asked, where people were sent."""

from allervers.reception.models.code import CodeAttempt, EncounterOpening
from allervers.reception.models.encounter import Encounter, Request, Suggestion
from allervers.reception.models.joining import JoinedEncounter
from allervers.reception.models.referral import Referral, ReferralOutcome

__all__ = [
    "CodeAttempt",
    "Encounter",
    "EncounterOpening",
    "JoinedEncounter",
    "Referral",
    "ReferralOutcome",
    "Request",
    "Suggestion",
]
