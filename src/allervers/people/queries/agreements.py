"""What the person was told, what they agreed to, who speaks for them; my other files to choose."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.people.domain.access import PARIS
from allervers.people.domain.section import Section
from allervers.people.models import (
    Consent,
    ContactPoint,
    Entry,
    FileKey,
    HouseholdMember,
    Identity,
    Information,
    Representation,
)
from allervers.people.queries.caseload import Ties, caseload

MOST_FILES = 300


def informations_of(person_id: UUID) -> QuerySet[Information]:
    """Return each time that somebody was told, the last first."""
    told = Information.objects.filter(person_id=person_id).select_related(
        "told_by__user", "told_to"
    )
    return told.order_by("-told_on", "-created_at", "pk")


def consents_of(person_id: UUID) -> QuerySet[Consent]:
    """Return every agreement, the last first, those taken back included."""
    given = Consent.objects.filter(person_id=person_id).select_related("signatory")
    return given.order_by("-given_on", "-created_at", "pk")


def consent_in_force(person_id: UUID, consent_id: UUID) -> Consent | None:
    """Return an agreement that may be taken back."""
    return Consent.objects.filter(pk=consent_id, person_id=person_id, withdrawn_at=None).first()


def speakers_of(person_id: UUID) -> QuerySet[Representation]:
    """Return who decides or decided for the person."""
    return Representation.objects.filter(person_id=person_id).order_by("-since", "pk")


def speaker_of(person_id: UUID, representation_id: UUID) -> Representation | None:
    """Return one of them."""
    return Representation.objects.filter(pk=representation_id, person_id=person_id).first()


def contact_of(person_id: UUID, contact_id: UUID) -> ContactPoint | None:
    """Return one way to reach the person that is still in use."""
    return ContactPoint.objects.filter(pk=contact_id, person_id=person_id, is_current=True).first()


def identity_of(person_id: UUID) -> Identity | None:
    """Return who the person says they are."""
    return Identity.objects.filter(person_id=person_id).first()


def key_of_file(person_id: UUID) -> FileKey:
    """Return the wrapped key of a file that is open."""
    return FileKey.objects.get(person_id=person_id)


def entry_of(person_id: UUID, entry_id: UUID) -> Entry | None:
    """Return one note."""
    return Entry.objects.filter(pk=entry_id, person_id=person_id).first()


def membership_of(person_id: UUID, membership_id: UUID) -> HouseholdMember | None:
    """Return somebody's place in the household of the person."""
    here = HouseholdMember.objects.filter(person_id=person_id).values("household")
    found = HouseholdMember.objects.filter(pk=membership_id, until=None, household__in=here)
    return found.select_related("person__identity").first()


def other_files(viewer: Viewer, person_id: UUID, section: Section, on: datetime) -> list[object]:
    """Return my other files where this section is open, by pseudonym, to choose among."""
    ties = Ties(viewer.member_id, on.astimezone(PARIS).date())
    mine = caseload(viewer, on).filter(ties.opens(section)).exclude(pk=person_id)
    return list(mine.order_by("pseudonym")[:MOST_FILES])
