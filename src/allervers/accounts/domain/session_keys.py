"""Names under which the browser session keeps what accounts needs. Nothing else is kept there."""

from typing import Final

OPEN_SESSION: Final = "allervers_open_session"  # id of the OpenSession row
ORGANISATION: Final = "allervers_organisation"  # id of the organisation acted for
PROVED: Final = "allervers_proved"  # id of the user whose second factor this session saw
INVITATION_LINK: Final = "allervers_invitation_link"  # shown once to the inviter
