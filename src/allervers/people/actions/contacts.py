"""Ways to reach a person: added, changed, taken away; nothing is used that was not said safe."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import not_found, write_file
from allervers.people.domain.section import Section
from allervers.people.mapping.file_keys import unwrapped
from allervers.people.mapping.sealed_words import sealed_values
from allervers.people.models import ContactPoint, FileKey
from allervers.people.queries.acting import acting


def add_contact(
    *, viewer: Viewer, person_id: UUID, said: Mapping[str, Any], now: datetime
) -> ContactPoint:
    """Add a way to reach the person: the fields of ContactPoint that the person said."""
    with acting(viewer):
        opened = write_file(viewer, person_id, Section.CONTACT)
        contact_id = uuid4()
        return ContactPoint.objects.create(
            id=contact_id, person=opened.person, created_by_id=viewer.member_id, created_at=now,
            **_sealed(person_id, contact_id, said),
        )  # fmt: skip


def change_contact(
    *, viewer: Viewer, person_id: UUID, contact_id: UUID, said: Mapping[str, Any]
) -> None:
    """Change a way to reach the person. Raises Refusal (404)."""
    with acting(viewer):
        write_file(viewer, person_id, Section.CONTACT)
        current = ContactPoint.objects.filter(pk=contact_id, person_id=person_id, is_current=True)
        if not current.update(**_sealed(person_id, contact_id, said)):
            raise not_found()


def remove_contact(*, viewer: Viewer, person_id: UUID, contact_id: UUID) -> None:
    """Take away a way to reach the person: nobody uses it any more. Raises Refusal (404)."""
    change_contact(
        viewer=viewer, person_id=person_id, contact_id=contact_id, said={"is_current": False}
    )


def _sealed(person_id: UUID, contact_id: UUID, said: Mapping[str, Any]) -> dict[str, Any]:
    """Seal where somebody is reached, and what to beware of, with the key of the file."""
    key = unwrapped(FileKey.objects.get(pk=person_id))
    return sealed_values(ContactPoint, contact_id, said, key)
