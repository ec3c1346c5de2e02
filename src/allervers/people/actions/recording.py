"""One line in the journal for each read and act, in the same transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.people.domain.ground import Purpose
from allervers.people.domain.section import Section
from allervers.people.models import FileRead


@dataclass(frozen=True, slots=True)
class Touched:
    """What was read or done: of which file (None: a list), on what ground, in which sections."""

    act: FileRead.Act
    purpose: Purpose
    ground: str
    person_id: UUID | None = None
    sections: Collection[Section] = ()
    reason: str = ""
    count: int = 1


def record(viewer: Viewer, organisation_id: UUID, touched: Touched) -> None:
    """Write the line of a member. `organisation_id`: the file's, or the viewer's for a list."""
    FileRead.objects.create(
        at=timezone.now(),
        act=touched.act,
        person_ref=touched.person_id,
        organisation_id=organisation_id,
        member_id=viewer.member_id,
        purpose=touched.purpose,
        ground=touched.ground,
        sections=sorted(touched.sections),
        reason=touched.reason,
        count=touched.count,
    )
