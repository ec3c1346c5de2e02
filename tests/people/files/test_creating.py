"""A file begins with a pseudonym and a day; the rest when the person says it."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from allervers.people.actions.creating import Begun, create_file
from allervers.people.models import FileKey, FileRead, FollowUp, Person
from allervers.ui.domain.refusal import Refusal
from tests.cast import sign_in, viewer
from tests.people.world import PeopleWorld, acting_as

ADD = "/espace/personnes/nouveau/"


def test_file_without_a_name_has_a_pseudonym_a_key_and_a_referent(
    client: Client, people_world: PeopleWorld
) -> None:
    bruno = people_world.cast.bruno
    answer = sign_in(client, bruno).post(ADD, {"last_contact_on": f"{timezone.localdate()}"})
    person_id = answer["Location"].split("/")[-2]
    page = client.get(answer["Location"]).content.decode()
    with acting_as(bruno):
        person = Person.objects.get(pk=person_id)
        assert FileKey.objects.filter(person=person).exists()
        assert FollowUp.objects.get(person=person).kind == "referent"
        acts = FileRead.objects.filter(person_ref=person_id).order_by("pk")
        assert [one.act for one in acts] == ["wrote", "opened"]
    assert re.fullmatch(r"\w+-\w+ \d{3}", person.pseudonym)
    assert person.pseudonym in page
    assert "information à donner" in page


def test_what_was_said_is_kept(client: Client, people_world: PeopleWorld) -> None:
    sent = {
        "last_contact_on": f"{timezone.localdate()}",
        "given_names": "Éléonore",
        "family_name": "d’Essai",
        "age": "17",
        "language": "ar",
        "needs_interpreter": "yes",
        "nationality": "other",
        "told_by": "interpreter",
    }
    answer = sign_in(client, people_world.cast.bruno).post(ADD, sent)
    assert answer["Location"].endswith("/doublons/")
    page = client.get(answer["Location"].removesuffix("doublons/")).content.decode()
    for said in ("Éléonore d’Essai", "17 ans, dit le", "arabe", "hors Union", "par un interprète"):
        assert said in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("last_contact_on", ""),
        ("last_contact_on", "2999-01-01"),
        ("born_on", "2999-01-01"),
        ("born_on", "1800-01-01"),
        ("age", "300"),
        ("nationality", "italienne"),
        ("given_names", "Nour 2 84 05 75 115 001 12"),
    ],
)
def test_what_cannot_be_is_refused(
    client: Client, people_world: PeopleWorld, field: str, value: str
) -> None:
    sent = {"last_contact_on": f"{timezone.localdate()}", field: value}
    answer = sign_in(client, people_world.cast.bruno).post(ADD, sent)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_nobody_without_approved_profession_begins_a_file(
    client: Client, people_world: PeopleWorld
) -> None:
    cast = people_world.cast
    assert sign_in(client, cast.gaelle).get(ADD).status_code == 403
    for member in (cast.gaelle, cast.farid, cast.elodie):
        with pytest.raises(Refusal) as refused:
            create_file(
                viewer=viewer(member),
                begun=Begun(last_contact_on=timezone.localdate()),
                now=timezone.now(),
            )
        assert refused.value.code == "not-approved"
