"""Lines of the journal for tests: who read what, when."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.actions.recording import Touched, record
from allervers.people.actions.sealing import seal_reads
from allervers.people.domain.ground import Purpose
from allervers.people.models import FileRead
from tests.cast import viewer
from tests.people.world import acting_as

Act = FileRead.Act


def read_file(
    member: Member, at: datetime | None = None, person_id: UUID | None = None, reason: str = ""
) -> None:
    """Write that a member opened a file (another one each time)."""
    touched = Touched(
        Act.OPENED, Purpose.FOLLOW_UP, "caseload", person_id=person_id or uuid4(), reason=reason
    )
    with acting_as(member):
        record(viewer(member), member.organisation_id, touched, at=at or timezone.now())


def read_files(member: Member, count: int, at: datetime | None = None) -> None:
    """Write that a member opened so many files, all different."""
    lines = [
        FileRead(
            at=at or timezone.now(), act=Act.OPENED, person_ref=uuid4(), member=member,
            organisation_id=member.organisation_id, purpose="follow_up", ground="caseload",
        )
        for _ in range(count)
    ]  # fmt: skip
    with acting_as(member):
        FileRead.objects.bulk_create(lines)


def seal_settled(size: int = 1_000) -> int:
    """Seal as a sealer of the day after tomorrow would: whatever other tests' transactions do."""
    return seal_reads(now=timezone.now() + timedelta(days=2), size=size)
