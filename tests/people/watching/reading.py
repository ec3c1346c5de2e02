"""Lines of the journal for tests: who read what, when."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.actions.recording import Touched, record
from allervers.people.actions.sealing import seal_reads
from allervers.people.domain.ground import Purpose
from allervers.people.models import FileRead
from tests.cast import viewer
from tests.people.owner import as_owner
from tests.people.world import acting_as

Act = FileRead.Act


# At another hour than now: only the owner of the tables can, in whose name this one runs.
LINE = """
CREATE OR REPLACE FUNCTION tests_lines(
    said timestamptz, did text, files uuid[], home uuid, who uuid, why text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  INSERT INTO people_fileread (at, act, organisation_id, member_id, person_ref, purpose, ground,
                               sections, reason, count)
  SELECT said, did, home, who, file, 'follow_up', 'caseload', '{}', why, 1 FROM unnest(files) file
$$
"""


@cache
def _owner_writes(_database: str) -> None:
    as_owner(LINE)


def lines_at(
    member: Member, at: datetime, files: Sequence[UUID | None], *, act: str = "opened",
    reason: str = "",
) -> None:  # fmt: skip
    """Write lines of a member at an hour of the past, or to come."""
    _owner_writes(str(connection.settings_dict["NAME"]))
    values = (at, act, list(files), member.organisation_id, member.pk, reason)
    with acting_as(member), connection.cursor() as cursor:
        cursor.execute("SELECT tests_lines(%s, %s, %s::uuid[], %s, %s, %s)", values)


def proved(member: Member, at: datetime) -> None:
    """Write that a member proved who they are, at that hour."""
    lines_at(member, at, [None], act="proved")


def read_file(
    member: Member, at: datetime | None = None, person_id: UUID | None = None, reason: str = ""
) -> None:
    """Write that a member opened a file (another one each time)."""
    if at is not None:
        return lines_at(member, at, [person_id or uuid4()], reason=reason)
    touched = Touched(
        Act.OPENED, Purpose.FOLLOW_UP, "caseload", person_id=person_id or uuid4(), reason=reason
    )
    with acting_as(member):
        record(viewer(member), member.organisation_id, touched)
    return None


def read_files(member: Member, count: int, at: datetime | None = None) -> None:
    """Write that a member opened so many files, all different."""
    lines_at(member, at or timezone.now(), [uuid4() for _ in range(count)])


def seal_settled(size: int = 1_000) -> int:
    """Seal as a sealer of the day after tomorrow would: whatever other tests' transactions do."""
    return seal_reads(now=timezone.now() + timedelta(days=2), size=size)
