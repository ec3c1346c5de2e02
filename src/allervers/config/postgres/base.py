"""A connection kept from one request to the next, tried without asking the server anything.

Django tries a kept connection by a question (`SELECT 1`), and a pool by another: a journey there
and back before each page. Between two requests nothing is asked, so that nothing has to be read:
when there is something, it is the server's farewell, the end of the line, or a setting that it
changed. Then another connection is opened.

What waits to be sent with the next statement (ui/prepared.py) goes before whatever else is said.
"""

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.rows import TupleRow

from allervers.ui.prepared import Ask, send


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but for how a connection that was idle is tried."""

    # Django's, which its types do not know.
    health_check_enabled: bool
    health_check_done: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting: list[Ask] = []

    def _cursor(self, name: str | None = None) -> Any:
        send(self)
        return super()._cursor(name)  # type: ignore[misc]

    def _commit(self) -> None:
        send(self)
        super()._commit()  # type: ignore[misc]

    def _rollback(self) -> None:
        self.waiting.clear()
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        self.waiting.clear()  # a savepoint's beginning sent what was before it
        super()._savepoint_rollback(sid)  # type: ignore[misc]

    def _close(self) -> None:
        self.waiting.clear()
        super()._close()  # type: ignore[misc]

    def close_if_health_check_failed(self) -> None:
        """Leave, once in a request, a connection that the server left."""
        if self.connection is None or not self.health_check_enabled or self.health_check_done:
            return
        if was_left(self.connection):
            self.close()
        self.health_check_done = True


def was_left(connection: psycopg.Connection[TupleRow]) -> bool:
    """Whether an idle connection is closed, or has something to read."""
    if connection.closed:
        return True
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(waiting.poll(0))
