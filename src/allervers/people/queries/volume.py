"""How many files a member opened, as PostgreSQL counts them (migration 0006)."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from allervers.people.domain.watching import Opened
from allervers.people.models import FileRead
from allervers.ui.compiled import prepared

COUNT: Final = """
SELECT v.of_hour, v.of_day, v.since_proof, v.proved_at, v.last_at, p.stopped_at IS NOT NULL
  FROM people_volume(%(member)s::uuid, %(now)s::timestamptz) v
  LEFT JOIN people_professional p ON p.member_id = %(member)s::uuid AND p.stopped_why = 'volume'
"""


def opened_by(member_id: UUID, now: datetime) -> Opened:
    """Return what a member opened in the hour and the day before `now`. One query."""
    found = prepared(COUNT, {"member": member_id, "now": now})
    hour, day, proof, proved_at, last_at, stopped = found[0]
    return Opened(hour, day, proof, proved_at, last_at, bool(stopped))


def were_opened(member_id: UUID, files: Collection[UUID], since: datetime) -> bool:
    """Whether all these files were already opened by the member since then."""
    lines = FileRead.objects.filter(
        Q(person_ref__in=files) | Q(listed__overlap=list(files)), member_id=member_id, at__gte=since
    ).exclude(act__in=(FileRead.Act.REFUSED, FileRead.Act.PROVED))
    seen = {file for line in lines.order_by("id") for file in (line.person_ref, *line.listed)}
    return set(files) <= seen
