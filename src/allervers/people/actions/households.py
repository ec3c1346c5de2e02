"""Who lives with whom, and who decides for whom: only among files that the viewer reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.opening import not_found, write_file
from allervers.people.domain.section import Section
from allervers.people.mapping.file_keys import unwrapped
from allervers.people.mapping.sealed_words import sealed_values
from allervers.people.models import (
    FileKey,
    Household,
    HouseholdMember,
    Person,
    Representation,
)
from allervers.people.queries.acting import acting
from allervers.ui.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Living:
    """Somebody who lives with the person: who, in what place, since when."""

    other_id: UUID
    place: str
    own_place: str
    since: date


def live_together(*, viewer: Viewer, person_id: UUID, living: Living, now: datetime) -> None:
    """Put two files in one household. Both must be open to the viewer. Raises Refusal."""
    with acting(viewer):
        opened = write_file(viewer, person_id, Section.SITUATION)
        other = write_file(viewer, living.other_id, Section.SITUATION)
        if other.person.pk == opened.person.pk:
            raise not_found()
        household_id = _household_of(opened.person, living, now)
        try:
            with transaction.atomic():
                HouseholdMember.objects.create(
                    household_id=household_id, person=other.person, place=living.place,
                    since=living.since,
                )  # fmt: skip
        except IntegrityError as error:
            raise Refusal(
                code="already-together",
                what=_("Ces deux personnes sont déjà dans le même foyer."),
                status=409,
            ) from error


def _household_of(person: Person, living: Living, now: datetime) -> UUID:
    """Return the household of the person, begun if there is none."""
    current = HouseholdMember.objects.filter(person=person, until=None).order_by("-since", "pk")
    found = current.first()
    if found is not None:
        return found.household_id
    made = Household.objects.create(id=uuid4(), created_at=now)
    HouseholdMember.objects.create(
        household=made, person=person, place=living.own_place, since=living.since
    )
    return made.pk


def leave_household(*, viewer: Viewer, person_id: UUID, membership_id: UUID, until: date) -> None:
    """End somebody's life in the household of the person. Raises Refusal (404)."""
    with acting(viewer):
        write_file(viewer, person_id, Section.SITUATION)
        here = HouseholdMember.objects.filter(person_id=person_id).values("household")
        ended = HouseholdMember.objects.filter(
            pk=membership_id, until=None, household__in=here, since__lte=until
        )
        if not ended.update(until=until):
            raise not_found()


def add_representation(
    *, viewer: Viewer, person_id: UUID, said: Mapping[str, Any]
) -> Representation:
    """Note who decides for the person: a name, or somebody whose file is open too."""
    with acting(viewer):
        opened = write_file(viewer, person_id, Section.IDENTITY)
        other_id = said.get("representative_id")
        if other_id:
            write_file(viewer, other_id, Section.IDENTITY)
        row_id, key = uuid4(), unwrapped(FileKey.objects.get(pk=person_id))
        sealed = sealed_values(Representation, row_id, said, key)
        return Representation.objects.create(id=row_id, person=opened.person, **sealed)


def change_representation(
    *, viewer: Viewer, person_id: UUID, representation_id: UUID, said: Mapping[str, Any]
) -> None:
    """End a representation, or say whether they may be told. Raises Refusal (404)."""
    with acting(viewer):
        write_file(viewer, person_id, Section.IDENTITY)
        found = Representation.objects.filter(pk=representation_id, person_id=person_id)
        if not found.update(**said):
            raise not_found()
