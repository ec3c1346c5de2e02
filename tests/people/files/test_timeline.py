"""Notes: sealed, in an open section, corrected by another, moving the last contact or not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from allervers.people.actions.noting import Note, add_entry, correct_entry
from allervers.people.domain.section import Section
from allervers.people.models import Entry, Person
from allervers.ui.domain.refusal import Refusal
from tests.cast import viewer
from tests.people.files.sending import acts_of, note_sent, page_text, path_of, sign_in, today
from tests.people.world import PeopleWorld, acting_as, note

ADD = "fil/ajouter/"


def test_note_is_sealed_and_shown(client: Client, people_world: PeopleWorld) -> None:
    cast, nour = people_world.cast, people_world.nour
    sign_in(client, cast.bruno).post(path_of(nour, ADD), note_sent(text="hébergée chez une amie"))
    with acting_as(cast.bruno):
        kept = Entry.objects.get(person=nour)
    assert b"amie" not in bytes(kept.sealed_text)
    assert "hébergée chez une amie" in page_text(client, nour, "fil/")
    assert "wrote" in acts_of(cast, nour)


def test_form_sent_twice_makes_one_note(client: Client, people_world: PeopleWorld) -> None:
    sent = note_sent(submission=str(uuid4()))
    sign_in(client, people_world.cast.bruno)
    for _time in range(2):
        assert client.post(path_of(people_world.nour, ADD), sent).status_code == 302
    with acting_as(people_world.cast.bruno):
        assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("is_from_person", "days_ago", "moved"), [(True, 3, True), (False, 3, False), (True, 60, False)]
)
def test_only_the_person_moves_the_last_contact_and_forward_only(
    people_world: PeopleWorld, *, is_from_person: bool, days_ago: int, moved: bool
) -> None:
    bruno, nour = people_world.cast.bruno, people_world.nour
    day = timezone.localdate() - timedelta(days=days_ago)
    before = timezone.localdate() - timedelta(days=30)
    with acting_as(bruno):
        Person.objects.filter(pk=nour.pk).update(last_contact_on=before)
    said = Note(uuid4(), Section.SITUATION, "call", day, "appel", is_from_person=is_from_person)
    add_entry(viewer=viewer(bruno), person_id=nour.pk, note=said, now=timezone.now())
    with acting_as(bruno):
        assert Person.objects.get(pk=nour.pk).last_contact_on == (day if moved else before)


def test_correction_strikes_the_former_once(client: Client, people_world: PeopleWorld) -> None:
    bruno, nour = people_world.cast.bruno, people_world.nour
    former = note(nour, bruno, Section.SITUATION, "vit à Issy")
    correct = path_of(nour, f"fil/{former.pk}/corriger/")
    assert "vit à Issy" in sign_in(client, bruno).get(correct).content.decode()
    client.post(correct, note_sent(text="vit à Créteil"))
    page = page_text(client, nour, "fil/")
    assert "<del>vit à Issy</del>" in page
    assert "vit à Créteil" in page
    assert client.post(correct, note_sent(text="vit à Nanterre")).status_code == 409
    second = Note(uuid4(), Section.SITUATION, "note", timezone.localdate(), "encore")
    with pytest.raises(Refusal) as refused:
        correct_entry(
            viewer=viewer(bruno), person_id=nour.pk, entry_id=former.pk, note=second,
            now=timezone.now(),
        )  # fmt: skip
    assert refused.value.status == 409


def test_section_that_is_closed_takes_and_shows_no_note(
    client: Client, people_world: PeopleWorld
) -> None:
    cast, nour = people_world.cast, people_world.nour
    former = note(nour, cast.bruno, Section.HEALTH, "une note de santé")
    sign_in(client, cast.chloe)
    assert client.post(path_of(nour, ADD), note_sent(section="health")).status_code == 422
    assert client.get(path_of(nour, f"fil/{former.pk}/corriger/")).status_code == 404
    assert "santé" not in page_text(client, nour, "fil/").lower()
    assert "santé" not in page_text(client, nour, "fil/?rubrique=health").lower()
    said = Note(uuid4(), Section.HEALTH, "note", timezone.localdate(), "non")
    with pytest.raises(Refusal) as refused:
        add_entry(viewer=viewer(cast.chloe), person_id=nour.pk, note=said, now=timezone.now())
    assert refused.value.status == 404


def test_note_refuses_a_nir_and_a_day_to_come(client: Client, people_world: PeopleWorld) -> None:
    sign_in(client, people_world.cast.bruno)
    sent = note_sent(text="n° 2 84 05 75 115 001", happened_on="2999-01-01")
    answer = client.post(path_of(people_world.nour, ADD), sent)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"text", "happened_on"}


def test_timeline_can_be_kept_to_a_section(client: Client, people_world: PeopleWorld) -> None:
    bruno, nour = people_world.cast.bruno, people_world.nour
    note(nour, bruno, Section.HOUSING, "dort dehors")
    note(nour, bruno, Section.RESOURCES, "sans revenu")
    sign_in(client, bruno)
    kept = page_text(client, nour, "fil/?rubrique=housing")
    assert "dort dehors" in kept
    assert "sans revenu" not in kept


def test_archive_takes_no_note(client: Client, people_world: PeopleWorld) -> None:
    bruno, nour = people_world.cast.bruno, people_world.nour
    with acting_as(bruno):
        Person.objects.filter(pk=nour.pk).update(restricted_at=timezone.now())
    sign_in(client, bruno)
    assert client.get(path_of(nour, "identite/")).status_code == 409
    assert today() not in acts_of(people_world.cast, nour)
