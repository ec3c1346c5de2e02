"""A list or a search of files, written in the journal with how many it showed."""

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.recording import Touched, record
from allervers.people.domain.ground import Purpose
from allervers.people.models import FileRead


def note_list(viewer: Viewer, *, shown: int, is_search: bool) -> None:
    """Write that the viewer was shown so many of their files, under `acting(viewer)`."""
    act = FileRead.Act.SEARCHED if is_search else FileRead.Act.LISTED
    touched = Touched(act=act, purpose=Purpose.FOLLOW_UP, ground="caseload", count=shown)
    record(viewer, viewer.organisation_id, touched)
