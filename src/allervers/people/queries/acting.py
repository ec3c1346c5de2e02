"""In whose name a transaction runs: said to PostgreSQL, for that transaction only.

Row-level security returns nothing to a transaction that did not say (migrations 0002, 0003).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from allervers.accounts.domain.viewer import Viewer
from allervers.ui.prepared import ran

SET: Final = (
    "SELECT set_config('allervers.member', %s, true), set_config('allervers.share', %s, true),"
    " set_config('allervers.task', %s, true)"
)
FILE: Final = "set_config('allervers.file', %s, true)"
SAY: Final = f"{SET}, {FILE}"
FOCUS: Final = f"SELECT {FILE}"
NARROW: Final = "SELECT people_narrow(%s::uuid, %s::uuid)"
NOBODY: Final = ("", "", "")


class Task(StrEnum):
    """What the worker does without anybody asking; each opens only what it needs."""

    SEALING = "sealing"  # chain the journal of reads
    ALERTS = "alerts"  # limits of volume, reviews that are late
    REMINDERS = "reminders"  # shares and referrals without an answer
    RETENTION = "retention"  # files that are due
    KEYS = "keys"  # wrap the keys of files again
    PARTNER = "partner"  # a stranger shows a link: find it


@contextmanager
def acting(viewer: Viewer) -> Iterator[None]:
    """Run a transaction in the name of a member; nested, the name comes back afterwards."""
    with _in_the_name_of((str(viewer.member_id), "", "")):
        yield


@contextmanager
def acting_on(viewer: Viewer, person_id: UUID) -> Iterator[None]:
    """Run a transaction in the name of a member, narrowed to one file until `unfocus`.

    What is open of it is judged once, now (migration 0022): for a page that reads, not for an
    action that would change what is open.
    """
    with _in_the_name_of((str(viewer.member_id), "", ""), str(person_id)):
        yield


@contextmanager
def visiting(share_id: UUID) -> Iterator[None]:
    """Run a transaction for a partner whose link, mailbox and code were proved."""
    with _in_the_name_of(("", str(share_id), "")):
        yield


@contextmanager
def working(task: Task) -> Iterator[None]:
    """Run a transaction of the worker, for one task."""
    with _in_the_name_of(("", "", task.value)):
        yield


def unfocus() -> None:
    """Let the rest of the transaction reach the other files of the viewer again."""
    ran(FOCUS, [""])


@contextmanager
def _in_the_name_of(name: tuple[str, str, str], file: str = "") -> Iterator[None]:
    with transaction.atomic():
        is_nested = bool(connection.savepoint_ids)
        before = _said() if is_nested else NOBODY
        _say(name, file)
        yield
        # At the end of the outer transaction PostgreSQL forgets by itself; a rollback, even to a
        # savepoint, forgets too.
        if is_nested:
            _say(before)


def _say(name: tuple[str, str, str], file: str = "") -> None:
    """Say the name; narrowed to one file, PostgreSQL judges what is open of it, once.

    Narrowing never opens anything: other people of the household are then out of sight.
    """
    if file:
        ran(NARROW, (name[0], file))
    else:
        ran(SAY, (*name, ""))


def _said() -> tuple[str, str, str]:
    """Return the name said by the surrounding transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('allervers.member', true), ''),"
            " coalesce(current_setting('allervers.share', true), ''),"
            " coalesce(current_setting('allervers.task', true), '')"
        )
        found: tuple[str, str, str] = cursor.fetchone()
    return found
