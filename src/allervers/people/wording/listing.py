"""One file in a list: its name or pseudonym, my part in it, the last contact."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from allervers.people.models import FollowUp
from allervers.people.wording.files import full_name


@dataclass(frozen=True, slots=True)
class ListedFile:
    """What a list shows of a file."""

    id: UUID
    name: str
    pseudonym: str
    part: str
    last_contact_on: date
    is_restricted: bool


def shown_row(person: Any) -> ListedFile:
    """Say one file of queries.caseload.caseload."""
    name = _name(person)
    part = str(FollowUp.Kind(person.kind).label) if person.kind else _("partagé avec vous")
    return ListedFile(
        id=person.pk,
        name=name,
        pseudonym="" if name == person.pseudonym else person.pseudonym,
        part=part,
        last_contact_on=person.last_contact_on,
        is_restricted=person.restricted_at is not None,
    )


def _name(person: Any) -> str:
    """Return the name said by the person, if it may be read and was said; else the pseudonym."""
    said = person.names[0] if person.shows_identity and person.names else None
    name = full_name(said["given"], said["used"] or said["family"]) if said else ""
    return name or str(person.pseudonym)
