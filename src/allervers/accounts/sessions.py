"""Sessions kept in the database, as Django's, read by a statement prepared once."""

from typing import Any, Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from allervers.ui.prepared import prepared

FIND: Final = (
    "SELECT session_key, session_data, expire_date FROM django_session"
    " WHERE session_key = %(key)s AND expire_date > %(now)s::timestamptz"
)


class SessionStore(db.SessionStore):
    """Django's own store, but for the reading."""

    def _get_session_from_db(self) -> Session | None:
        """Return the row of a session that is still worth something; forget an unknown key."""
        rows = prepared(FIND, {"key": self.session_key, "now": timezone.now()})
        if not rows:
            self._session_key: Any = None
            return None
        key, data, expires = rows[0]
        return Session(session_key=key, session_data=data, expire_date=expires)
