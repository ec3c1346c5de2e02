"""My files: mine and those shared with me, never my organisation's."""

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from allervers.people.domain.section import Section
from allervers.people.models import FileRead, FollowUp
from tests.cast import Cast, sign_in
from tests.people.files.counting import asked_of_people
from tests.people.world import PeopleWorld, acting_as, follow, make_person

HERE = "/espace/personnes/"


def lines(cast: Cast, act: str) -> list[FileRead]:
    """Return the lines of the journal that say this act, for Bruno."""
    with acting_as(cast.bruno):
        return list(FileRead.objects.filter(member=cast.bruno, act=act).order_by("pk"))


def test_list_shows_mine_only_and_is_written_down(
    client: Client, people_world: PeopleWorld
) -> None:
    page = sign_in(client, people_world.cast.bruno).get(HERE).content.decode()
    assert "Nour Invente" in page
    assert "Lina Invente" in page
    assert "Sami" not in page
    assert [one.count for one in lines(people_world.cast, "listed")] == [2]


def test_search_finds_by_name_without_accents_or_by_pseudonym_inside_mine(
    client: Client, people_world: PeopleWorld
) -> None:
    bruno = sign_in(client, people_world.cast.bruno)
    found = bruno.post(HERE, {"q": "invente NOÜR"}).content.decode()
    assert "Nour Invente" in found
    assert "Lina Invente" not in found
    assert (
        people_world.nour.pseudonym
        in bruno.post(HERE, {"q": people_world.nour.pseudonym}).content.decode()
    )
    assert "Aucun de vos dossiers" in bruno.post(HERE, {"q": "Sami"}).content.decode()
    assert [one.count for one in lines(people_world.cast, "searched")] == [1, 1, 0]


def test_search_refuses_a_number_of_social_security(
    client: Client, people_world: PeopleWorld
) -> None:
    answer = sign_in(client, people_world.cast.bruno).post(HERE, {"q": "2 84 05 75 115 001"})
    assert answer.status_code == 422
    assert "2019-341" in answer.content.decode()


def listed(page: bytes) -> list[str]:
    """Return the names of a list, in its order."""
    return re.findall(r'<a class="fw-semibold" href="[^"]+">([^<]+)</a>', page.decode())


def test_last_heard_of_come_first_twenty_five_a_page(
    client: Client, people_world: PeopleWorld
) -> None:
    bruno = people_world.cast.bruno
    long_ago = timezone.localdate() - timedelta(days=300)
    for number in range(26):
        make_person(bruno, family_name=f"Suivi{number:02}", last_contact_on=long_ago)
    first = sign_in(client, bruno).get(HERE)
    names = listed(first.content)
    assert len(names) == 25
    assert set(names[:2]) == {"Nour Invente", "Lina Invente"}
    assert len(listed(client.get(HERE + "?page=2").content)) == 3


def test_name_is_not_listed_when_identity_is_not_open(
    client: Client, people_world: PeopleWorld
) -> None:
    cast = people_world.cast
    follow(people_world.lina, cast.chloe, [Section.CONTACT], by=cast.bruno)
    sign_in(client, cast.chloe)
    page = client.get(HERE).content.decode()
    assert "Lina" not in page
    assert people_world.lina.pseudonym in page
    assert "Aucun de vos dossiers" in client.post(HERE, {"q": "Lina"}).content.decode()


def test_follow_up_that_ended_lists_nothing(client: Client, people_world: PeopleWorld) -> None:
    cast = people_world.cast
    with acting_as(cast.bruno):
        yesterday = timezone.localdate() - timedelta(days=1)
        FollowUp.objects.filter(member=cast.chloe).update(until=yesterday)
    assert "Aucun dossier pour l’instant" in sign_in(client, cast.chloe).get(HERE).content.decode()


def test_member_without_approved_profession_is_told_what_to_do(
    client: Client, people_world: PeopleWorld
) -> None:
    page = sign_in(client, people_world.cast.gaelle).get(HERE).content.decode()
    assert "Aucun dossier ne vous est ouvert" in page
    assert "Ouvrir un dossier" not in page


def test_list_needs_few_queries(client: Client, people_world: PeopleWorld) -> None:
    sign_in(client, people_world.cast.bruno)
    assert len(asked_of_people(lambda: client.get(HERE))) <= 5
