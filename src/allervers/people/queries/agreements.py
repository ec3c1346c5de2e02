"""What the person was told, what they agreed to, who speaks for them; my other files to choose."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from allervers.accounts.domain.viewer import Viewer
from allervers.people.domain.access import PARIS
from allervers.people.domain.section import Section
from allervers.people.mapping.sealed_words import open_rows
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


def opened_informations(person_id: UUID, rows: Iterable[Information]) -> list[Information]:
    """Return rows that are shown, the names of those who were told opened."""
    shown = list(rows)
    open_rows([one.told_to for one in shown if one.told_to], person_id)
    return shown


def opened_consents(person_id: UUID, rows: Iterable[Consent]) -> list[Consent]:
    """Return rows that are shown, their words and the names of their signatories opened."""
    shown = open_rows(rows, person_id)
    open_rows([one.signatory for one in shown if one.signatory], person_id)
    return shown


def consent_in_force(person_id: UUID, consent_id: UUID) -> Consent | None:
    """Return an agreement that may be taken back."""
    found = Consent.objects.filter(pk=consent_id, person_id=person_id, withdrawn_at=None)
    return next(iter(open_rows(found, person_id)), None)


def speakers_of(person_id: UUID, **only: object) -> list[Representation]:
    """Return who decides or decided for the person; `only`: some of them."""
    found = Representation.objects.filter(person_id=person_id, **only).order_by("-since", "pk")
    return open_rows(found, person_id)


def speaker_of(person_id: UUID, representation_id: UUID) -> Representation | None:
    """Return one of them."""
    return next(iter(speakers_of(person_id, pk=representation_id)), None)


def contact_of(person_id: UUID, contact_id: UUID) -> ContactPoint | None:
    """Return one way to reach the person that is still in use."""
    found = ContactPoint.objects.filter(pk=contact_id, person_id=person_id, is_current=True)
    return next(iter(open_rows(found, person_id)), None)


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
