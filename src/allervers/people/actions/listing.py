"""A list or a search of files, written in the journal with the files it showed."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.recording import Touched, record
from allervers.people.actions.volume import check_volume
from allervers.people.domain.ground import Purpose
from allervers.people.models import FileRead


def note_list(viewer: Viewer, *, files: Collection[UUID], is_search: bool) -> None:
    """Write which of their files the viewer was shown, under `acting(viewer)`.

    Each counts in the limits of volume: a thief reads lists too. Raises TooMany.
    """
    check_volume(viewer, timezone.now(), files=files)
    act = FileRead.Act.SEARCHED if is_search else FileRead.Act.LISTED
    touched = Touched(
        act=act, purpose=Purpose.FOLLOW_UP, ground="caseload", count=len(files), listed=files
    )
    record(viewer, viewer.organisation_id, touched)
