"""Organisations, the people who work there, and how they were let in."""

from allervers.accounts.models.entry import AccountEvent, Invitation, OpenSession
from allervers.accounts.models.organisation import Organisation
from allervers.accounts.models.person import ROLE_NAMES, Member, User

__all__ = [
    "ROLE_NAMES",
    "AccountEvent",
    "Invitation",
    "Member",
    "OpenSession",
    "Organisation",
    "User",
]
