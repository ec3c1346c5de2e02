"""Making the copy of a file: read as its preparer may, written in the journal as an export."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import Act, not_found
from allervers.people.actions.rights_requests import Kind, State, open_for_person
from allervers.people.models import RightsRequest
from allervers.people.queries.acting import acting
from allervers.people.queries.file_copy import copied
from allervers.people.wording.file_copy import FileCopy, copy_of, doctor_copy_of


def make_copy(
    *, viewer: Viewer, request_id: UUID, now: datetime, to_doctor: bool = False
) -> FileCopy:
    """Return the copy that a request asked for; a draft until a second person released it.

    Nothing decided yet is masked. Raises Refusal 404: not a copy, not this viewer's, or no doctor.
    """
    today = timezone.localdate(now)
    with acting(viewer):
        request = RightsRequest.objects.select_related("person").filter(pk=request_id).first()
        if request is None or request.kind != Kind.ACCESS or request.state == State.REFUSED:
            raise not_found()
        if to_doctor and request.medical != RightsRequest.Medical.DOCTOR:
            raise not_found()
        opened = open_for_person(viewer, request.person_id, Act.PRINTED)
        found = copied(request)
        if to_doctor:
            return doctor_copy_of(found, today)
        return copy_of(found, opened.sections, today)
