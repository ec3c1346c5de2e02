"""An encounter without a name joins a file with the person’s code and agreement, only so."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from allervers.people.models import Consent, Person
from allervers.reception.mapping.codes import code_of
from allervers.reception.models import Encounter, JoinedEncounter
from tests.cast import sign_in
from tests.people.world import PeopleWorld, acting_as, make_people_world
from tests.reception.today import Today


@pytest.fixture
def world(today: Today) -> PeopleWorld:
    """Return the files, beside the day at the reception."""
    return make_people_world(today.cast)


@pytest.fixture
def met(today: Today) -> Encounter:
    """Let Bruno meet somebody who asks for housing."""
    return today.meet(requests=frozenset({"logement-hebergement"}))


def sent(met: Encounter, person: Person, **values: str) -> dict[str, str]:
    """Return what the form sends."""
    until = f"{timezone.localdate() + timedelta(days=90)}"
    start = {"person": str(person.pk), "code": code_of(met), "means": "de vive voix"}
    return {**start, "until": until, **values}


def joins(client: Client, met: Encounter, person: Person, **values: str) -> int:
    """Join, and return the status."""
    page = f"/espace/accueil/{met.pk}/joindre/"
    return client.post(page, sent(met, person, **values)).status_code


def joined_page(client: Client, person: Person) -> str:
    """Return the page of the encounters joined to a file."""
    return client.get(f"/espace/accueil/dossiers/{person.pk}/").content.decode()


def test_encounter_joins_with_code_and_agreement(
    client: Client, world: PeopleWorld, met: Encounter
) -> None:
    sign_in(client, world.cast.bruno)
    assert joins(client, met, world.nour) == 302
    assert str(met.pk) in joined_page(client, world.nour)
    with acting_as(world.cast.bruno):
        assert Consent.objects.get(person=world.nour).scope == "claim_encounter"
    assert (
        "Rencontres, droits" in client.get(f"/espace/personnes/{world.nour.pk}/").content.decode()
    )


def test_wrong_code_joins_nothing(
    client: Client, today: Today, world: PeopleWorld, met: Encounter
) -> None:
    sign_in(client, world.cast.bruno)
    for code in ("K7QF2-M9X4T", code_of(today.meet()), "court"):
        assert joins(client, met, world.nour, code=code) == 422
    with acting_as(world.cast.bruno):
        assert not JoinedEncounter.objects.exists()
        assert not Consent.objects.exists()


def test_file_of_others_takes_no_encounter(
    client: Client, world: PeopleWorld, met: Encounter
) -> None:
    sign_in(client, world.cast.bruno)
    assert joins(client, met, world.sami) == 422


def test_agreement_taken_back_unties_at_once(
    client: Client, world: PeopleWorld, met: Encounter
) -> None:
    sign_in(client, world.cast.bruno)
    joins(client, met, world.nour)
    with acting_as(world.cast.bruno):
        consent = Consent.objects.get(person=world.nour)
    client.post(f"/espace/personnes/{world.nour.pk}/accords/{consent.pk}/reprendre/")
    assert str(met.pk) not in joined_page(client, world.nour)
    with acting_as(world.cast.bruno):
        assert not JoinedEncounter.objects.exists()


def test_link_is_hidden_like_the_file(client: Client, world: PeopleWorld, met: Encounter) -> None:
    joins(sign_in(client, world.cast.bruno), met, world.nour)
    for member in (world.cast.aicha, world.cast.denis, world.cast.hugo):
        with acting_as(member):
            assert not JoinedEncounter.objects.exists()
    shown = sign_in(client, world.cast.aicha).get(f"/espace/accueil/{met.pk}/").content.decode()
    assert "Nour" not in shown
    assert str(world.nour.pk) not in shown


def test_encounter_deleted_takes_its_link_away(
    client: Client, world: PeopleWorld, met: Encounter
) -> None:
    joins(sign_in(client, world.cast.bruno), met, world.nour)
    assert client.post(f"/espace/accueil/{met.pk}/supprimer/").status_code == 302
    with acting_as(world.cast.bruno):
        assert not JoinedEncounter.objects.exists()
