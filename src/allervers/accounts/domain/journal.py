"""What the journal of accounts keeps, and for how long."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

# The network address helps to look into a stolen account; a year is enough for that (CNIL,
# recommendation of 14 October 2021 on logging: six months to one year). Then it is erased.
ADDRESS_KEPT: Final = timedelta(days=365)
# Who gave which role to whom answers later questions: three years, then the line is deleted.
EVENT_KEPT: Final = timedelta(days=3 * 365)


class EventKind(StrEnum):
    """What happened to an account."""

    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    LOCKED_OUT = "locked_out"
    SIGNED_OUT = "signed_out"
    SESSION_CLOSED = "session_closed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a kind of event, not a password
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    INVITED = "invited"
    INVITATION_RESENT = "invitation_resent"
    INVITATION_REVOKED = "invitation_revoked"
    INVITATION_ACCEPTED = "invitation_accepted"
    ROLES_CHANGED = "roles_changed"
    ROLES_ASKED = "roles_asked"
    ROLES_AGREED = "roles_agreed"
    ROLES_REFUSED = "roles_refused"
    MEMBER_DEACTIVATED = "member_deactivated"
    MEMBER_REACTIVATED = "member_reactivated"
    ORGANISATION_ADDED = "organisation_added"
    ORGANISATION_CHANGED = "organisation_changed"
    ORGANISATION_DEACTIVATED = "organisation_deactivated"
    ORGANISATION_REACTIVATED = "organisation_reactivated"
