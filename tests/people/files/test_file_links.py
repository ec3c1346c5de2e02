"""Whatever the page of a file offers opens, whoever reads it and however the file was opened."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from allervers.accounts.models import Member
from allervers.people.models import BreakGlass, Person
from tests.cast import sign_in
from tests.people.sharing.world import make_share
from tests.people.world import PeopleWorld, acting_as


def opened_by(world: PeopleWorld, door: str) -> tuple[Member, Person, str]:
    """Return who reads which file by a door, and for what."""
    cast, now = world.cast, timezone.now()
    if door == "share":
        make_share(world.nour, cast.bruno, cast.denis, state="accepted")
        return cast.denis, world.nour, ""
    if door == "glass":
        with acting_as(cast.chloe):
            BreakGlass.objects.create(
                person=world.sami, member=cast.chloe, reason="danger immédiat inventé",
                opened_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=3),
                review_due_at=now + timedelta(hours=71),
            )  # fmt: skip
        return cast.chloe, world.sami, "?but=emergency"
    return (cast.bruno if door == "referent" else cast.chloe), world.nour, ""


@pytest.mark.parametrize("door", ["referent", "team", "share", "glass"])
def test_each_link_of_a_file_opens(client: Client, people_world: PeopleWorld, door: str) -> None:
    who, person, purpose = opened_by(people_world, door)
    got = sign_in(client, who).get(f"/espace/personnes/{person.pk}/{purpose}")
    assert got.status_code == 200
    links = set(re.findall(rf'href="([^"#?]*{person.pk}/[^"#]*)"', got.content.decode()))
    assert len(links) >= 2
    assert {one: client.get(one).status_code for one in links} == dict.fromkeys(links, 200)
