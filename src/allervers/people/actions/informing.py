"""That the person was told, and what they agreed to: two things that never stand for each other."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import Opened, not_found, write_file
from allervers.people.domain.access import Reason
from allervers.people.mapping.file_keys import unwrapped
from allervers.people.mapping.sealed_words import sealed_values
from allervers.people.models import Consent, FileKey, Information
from allervers.people.queries.acting import acting


def require_caseload(opened: Opened) -> None:
    """Refuse (404) whoever knows the file by a share: agreements tell with whom it is shared."""
    if opened.decision.reason is not Reason.CASELOAD:
        raise not_found()


def note_information(
    *, viewer: Viewer, person_id: UUID, said: Mapping[str, Any], now: datetime
) -> Information:
    """Note that the person, or who represents them, was told what is kept and why (GDPR 13)."""
    with acting(viewer):
        opened = write_file(viewer, person_id)
        require_caseload(opened)
        return Information.objects.create(
            person=opened.person, told_by_id=viewer.member_id, created_at=now, **said
        )


def note_consent(
    *, viewer: Viewer, person_id: UUID, said: Mapping[str, Any], now: datetime
) -> Consent:
    """Note an agreement: to what, why, with whom, given by whom, until when."""
    with acting(viewer):
        opened = write_file(viewer, person_id)
        require_caseload(opened)
        row_id, key = uuid4(), unwrapped(FileKey.objects.get(pk=person_id))
        return Consent.objects.create(
            id=row_id, person=opened.person, recorded_by_id=viewer.member_id, created_at=now,
            **sealed_values(Consent, row_id, said, key),
        )  # fmt: skip


def withdraw_consent(*, viewer: Viewer, person_id: UUID, consent_id: UUID, now: datetime) -> None:
    """Take an agreement back, at once: what stood on it closes (GDPR 7(3)). Raises Refusal."""
    with acting(viewer):
        opened = write_file(viewer, person_id)
        require_caseload(opened)
        given = Consent.objects.filter(pk=consent_id, person_id=person_id, withdrawn_at=None)
        if not given.update(withdrawn_at=now):
            raise not_found()
