"""How a page opens files: in the viewer's name, writing nothing but the line that says it read."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.db import connection
from django.http import HttpRequest

from allervers.people.queries.acting import acting
from allervers.ui.access import View

# What a page that shows files may say to PostgreSQL.
ALLOWED: Final = re.compile(
    r'\s*(SELECT\b|SAVEPOINT\b|RELEASE\b|ROLLBACK TO\b|INSERT INTO "people_fileread")',
    re.IGNORECASE,
)


class NotARead(RuntimeError):  # noqa: N818 - said of a statement, not of a fault of the user
    """A page that shows files tried to change something."""


def reads_files(view: View) -> View:
    """Run the view in one transaction, in the name of its viewer; only its journal is written."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with acting(request.viewer), connection.execute_wrapper(_only_reads):  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

    opened.writes = False  # type: ignore[attr-defined]
    opened.reads_files = True  # type: ignore[attr-defined]
    return opened


def _only_reads(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    if not ALLOWED.match(sql):
        raise NotARead("A page marked @reads_files shows; it changes nothing.")
    return execute(sql, *rest)
