"""Retention counts from the last contact that came from the person, never from an agent's act."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from allervers.accounts.domain.viewer import Viewer
from allervers.people.actions.noting import Note, add_entry
from allervers.people.actions.retention import archive_file, propose_due
from allervers.people.domain.section import Section
from allervers.people.mapping.retention_rules import retention_rules
from allervers.people.models import FollowUp, Person
from allervers.people.queries.acting import acting
from tests.cast import Cast, viewer
from tests.people.keeping.files import ALL, File, make_file

BEFORE = 500


@pytest.fixture
def file(bruno: Viewer) -> File:
    """Return a file of somebody seen five hundred days ago."""
    return make_file(bruno, last_contact_on=days_ago(BEFORE))


def days_ago(count: int) -> date:
    """Return a day of the past."""
    return timezone.localdate() - timedelta(days=count)


def counted(file: File) -> int:
    """Return how many days ago the last contact was."""
    with acting(file.holder):
        found = Person.objects.get(pk=file.person.pk).last_contact_on
    return (timezone.localdate() - found).days


def note(file: File, ago: int, *, from_person: bool) -> None:
    """Write a note, as a professional does."""
    one = Note(uuid4(), Section.SITUATION, "call", days_ago(ago), "appel", from_person)
    add_entry(viewer=file.holder, person_id=file.person.pk, note=one, now=timezone.now())


def test_notes_of_an_agent_move_nothing(file: File) -> None:
    for ago in (0, 3, 200):
        note(file, ago, from_person=False)
    assert counted(file) == BEFORE


def test_contact_from_the_person_moves_it_forward_only(file: File) -> None:
    note(file, 30, from_person=True)
    note(file, 90, from_person=True)
    assert counted(file) == 30


def test_hand_over_archive_and_nights_move_nothing(file: File, cast: Cast) -> None:
    farid = viewer(cast.farid)
    with acting(file.holder):
        FollowUp.objects.create(
            person=file.person, member=cast.aicha, kind="team", sections=ALL,
            since=timezone.localdate(), given_by_id=file.holder.member_id,
            created_at=timezone.now(),
        )  # fmt: skip
    archive_file(
        viewer=farid, person_id=file.person.pk, reason="procès en cours",
        keep_until=days_ago(-90), now=timezone.now(),
    )  # fmt: skip
    propose_due(retention_rules(), timezone.now())
    assert counted(file) == BEFORE
