"""How a page opens files: in the viewer's name, writing nothing but the line that says it read."""

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.http import HttpRequest

from allervers.accounts.domain.viewer import Viewer
from allervers.people.queries.acting import acting, acting_on
from allervers.ui.access import View

# What a page that shows files may say to PostgreSQL: one statement that reads, or its line.
ALLOWED: Final = re.compile(
    r'\s*(SELECT\b|SAVEPOINT\b|RELEASE\b|ROLLBACK TO\b|INSERT INTO "people_(fileread|readreason)")',
    re.IGNORECASE,
)
LOCKS: Final = re.compile(
    r"\bFOR\s+(NO\s+KEY\s+)?(UPDATE|SHARE)\b|\bINTO\s+(TEMP|TABLE)", re.IGNORECASE
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


def reads_one_file(view: View) -> View:
    """Run the view as `@reads_files` does, narrowed to the file that its address names."""

    @wraps(view)
    def opened(request: HttpRequest, person_id: UUID, **kwargs: Any) -> Any:
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        with acting_on(viewer, person_id), connection.execute_wrapper(_only_reads):
            return view(request, person_id=person_id, **kwargs)

    opened.writes = False  # type: ignore[attr-defined]
    opened.reads_files = True  # type: ignore[attr-defined]
    return opened


def reads_in_name(view: View) -> View:
    """Run, read-only and in the viewer's name, a page about files that shows the inside of none.

    Which pages may be so is a list that a test holds (tests/people/watching/test_recording.py).
    """

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with acting(request.viewer):  # type: ignore[attr-defined]
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            return view(request, *args, **kwargs)

    opened.writes = False  # type: ignore[attr-defined]
    opened.reads_in_name = True  # type: ignore[attr-defined]
    return opened


@lru_cache(maxsize=512)
def _reads(sql: str) -> bool:
    """Whether a statement, written without its values, reads, or writes the line of the journal."""
    return bool(ALLOWED.match(sql)) and not LOCKS.search(sql)


def _only_reads(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    if not _reads(sql):
        raise NotARead("A page marked @reads_files shows; it changes nothing.")
    return execute(sql, *rest)
