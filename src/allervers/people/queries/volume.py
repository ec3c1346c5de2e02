"""How many files a member opened, as PostgreSQL counts them (migration 0006)."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from allervers.people.domain.watching import Opened
from allervers.people.models import FileRead
from allervers.ui.prepared import ahead

COUNT: Final = """
SELECT of_hour, of_day, since_proof, proved_at, last_at, is_stopped
  FROM people_volume_with(%(member)s::uuid, %(now)s::timestamptz, %(today)s::timestamptz,
                          %(files)s::uuid[])
"""


def opened_by(
    member_id: UUID, now: datetime, today: datetime | None = None, files: Collection[UUID] = ()
) -> Opened:
    """Return what a member opened in the hour and the day before `now`. One query.

    Nothing is counted when one line since `today` already showed all of these `files`: they take
    no other place.
    """
    return opened_ahead(member_id, now, today, files)()


def opened_ahead(
    member_id: UUID, now: datetime, today: datetime | None, files: Collection[UUID]
) -> Callable[[], Opened]:
    """Ask as `opened_by`, with the next statement; return what gives the answer."""
    asked = {"member": member_id, "now": now, "today": today, "files": list(files)}
    answer = ahead(COUNT, asked)

    def opened() -> Opened:
        hour, day, proof, proved_at, last_at, is_stopped = answer()[0]
        return Opened(hour or 0, day or 0, proof or 0, proved_at, last_at, is_stopped)

    return opened


def were_opened(member_id: UUID, files: Collection[UUID], since: datetime) -> bool:
    """Whether all these files were already opened by the member since then."""
    lines = FileRead.objects.filter(
        Q(person_ref__in=files) | Q(listed__overlap=list(files)), member_id=member_id, at__gte=since
    ).exclude(act__in=(FileRead.Act.REFUSED, FileRead.Act.PROVED))
    seen = {file for line in lines.order_by("id") for file in (line.person_ref, *line.listed)}
    return set(files) <= seen
