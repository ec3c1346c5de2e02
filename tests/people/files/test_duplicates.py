"""Whether another file exists: mine are shown, others are told by who to ask, some never."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from allervers.people.models import FileRead, Person, ProtectedContact
from tests.cast import sign_in
from tests.people.files.sending import page_text, path_of
from tests.people.words import typed_in
from tests.people.world import PeopleWorld, acting_as, make_person

BORN = date(1970, 2, 1)
SEEMS = "Un dossier semble exister : demandez à Département inventé."


@pytest.fixture
def twin(people_world: PeopleWorld) -> Person:
    """Make Denis's file of somebody called as Sami, whom Aïcha follows."""
    denis = people_world.cast.denis
    return make_person(denis, given_names="Samy", family_name="Exemplaire", born_on=BORN)


def asked(client: Client, person: Person) -> str:
    """Ask with a reason whether another file exists."""
    answer = client.post(path_of(person, "doublons/"), {"reason": "elle dit être déjà suivie"})
    return answer.content.decode().replace("\u00a0", " ")


def test_my_own_files_that_look_the_same_are_shown(
    client: Client, people_world: PeopleWorld
) -> None:
    bruno = people_world.cast.bruno
    other = make_person(bruno, given_names="Nour", family_name="Invente")
    page = page_text(sign_in(client, bruno), other, "doublons/")
    assert path_of(people_world.nour) in page
    assert path_of(people_world.lina) not in page


def test_holder_of_another_file_is_told_with_a_reason_only(
    client: Client, people_world: PeopleWorld, twin: Person
) -> None:
    denis = people_world.cast.denis
    sign_in(client, denis)
    assert "Département inventé" not in page_text(client, twin, "doublons/")
    assert client.post(path_of(twin, "doublons/"), {"reason": " "}).status_code == 422
    page = asked(client, twin)
    assert SEEMS in page
    for hidden in ("Sami ", people_world.sami.pseudonym, str(people_world.sami.pk)):
        assert hidden not in page
    with acting_as(denis):
        line = FileRead.objects.get(act="searched")
        assert typed_in(line) == "elle dit être déjà suivie"
    assert line.ground == "duplicates"


def test_a_word_is_no_reason_and_what_was_typed_stays(
    client: Client, people_world: PeopleWorld, twin: Person
) -> None:
    sign_in(client, people_world.cast.denis)
    answer = client.post(path_of(twin, "doublons/"), {"reason": "hospitalisation"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "au moins 20 caractères" in page
    assert ">\nhospitalisation</textarea>" in page
    assert "Département inventé" not in page
    with acting_as(people_world.cast.denis):
        assert not FileRead.objects.filter(ground="duplicates").exists()


def test_somebody_in_hiding_is_never_told_of(
    client: Client, people_world: PeopleWorld, twin: Person
) -> None:
    aicha, bruno = people_world.cast.aicha, people_world.cast.bruno
    with acting_as(aicha):
        ProtectedContact.objects.create(
            id=uuid4(), person=people_world.sami, sealed_value=b"scelle", created_by=aicha,
            created_at=twin.created_at,
        )  # fmt: skip
    assert SEEMS not in asked(sign_in(client, people_world.cast.denis), twin)
    assert bruno


def test_another_day_of_birth_or_another_name_is_another_person(
    client: Client, people_world: PeopleWorld
) -> None:
    denis = people_world.cast.denis
    sign_in(client, denis)
    for values in (
        {"given_names": "Sami", "family_name": "Exemplaire", "born_on": date(1971, 2, 1)},
        {"given_names": "Sami", "family_name": "Exemplaire", "born_on": None},
        {"given_names": "Rose", "family_name": "Autrement", "born_on": BORN},
    ):
        assert SEEMS not in asked(client, make_person(denis, **values))


def test_nobody_compares_a_file_that_is_not_theirs(people_world: PeopleWorld, twin: Person) -> None:
    for member in (people_world.cast.bruno, people_world.cast.hugo, people_world.cast.elodie):
        with acting_as(member), connection.cursor() as cursor:
            cursor.execute("SELECT people_alike(%s)", [twin.pk])
            assert cursor.fetchall() == []


def test_too_many_questions_a_day_are_refused(
    client: Client, people_world: PeopleWorld, twin: Person
) -> None:
    sign_in(client, people_world.cast.denis)
    for _time in range(20):
        asked(client, twin)
    once_more = client.post(path_of(twin, "doublons/"), {"reason": "elle dit être déjà suivie"})
    assert once_more.status_code == 429
