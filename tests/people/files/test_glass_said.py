"""Whoever reads a file by breaking the glass is told until when, and that it is to be reviewed."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from allervers.people.domain.asking import GlassBroken
from allervers.people.models import BreakGlass
from allervers.people.wording.glass import glass_lines
from allervers.ui.french import date_text, hour_text
from tests.cast import sign_in
from tests.people.files.sending import path_of
from tests.people.world import PeopleWorld, acting_as

SAID = "Ouvert par un bris de glace"


@pytest.fixture
def broken(people_world: PeopleWorld) -> BreakGlass:
    """Let Chloé break the glass of Sami, an hour ago."""
    chloe, at = people_world.cast.chloe, timezone.now() - timedelta(hours=1)
    with acting_as(chloe):
        return BreakGlass.objects.create(
            person=people_world.sami, member=chloe, reason="danger immédiat inventé",
            opened_at=at, ends_at=at + timedelta(hours=4), review_due_at=at + timedelta(hours=72),
        )  # fmt: skip


def test_file_says_until_when_it_is_open_and_what_is_due(
    client: Client, people_world: PeopleWorld, broken: BreakGlass
) -> None:
    sign_in(client, people_world.cast.chloe)
    page = client.get(path_of(people_world.sami, "?but=emergency")).content.decode()
    until, due = broken.ends_at, broken.review_due_at
    assert f"{SAID} jusqu’au {date_text(until)}, {hour_text(until)}." in page
    assert f"avant le {date_text(due)}, {hour_text(due)}." in page


def test_each_page_that_the_file_leads_to_says_it_too(
    client: Client, people_world: PeopleWorld, broken: BreakGlass
) -> None:
    sami, ends = people_world.sami, broken.ends_at
    sign_in(client, people_world.cast.chloe)
    page = client.get(path_of(sami, "?but=emergency")).content.decode()
    links = {*re.findall(rf'href="([^"#?]*{sami.pk}/[^"#]*)"', page), path_of(sami, "doublons/")}
    assert len(links) >= 3
    wanted = f"{SAID} jusqu’au {date_text(ends)}, {hour_text(ends)}."
    assert [one for one in links if wanted not in client.get(one).content.decode()] == []


def test_file_that_i_follow_says_nothing_of_a_glass(
    client: Client, people_world: PeopleWorld
) -> None:
    page = sign_in(client, people_world.cast.bruno).get(path_of(people_world.nour))
    assert SAID not in page.content.decode()


def test_glass_already_reviewed_leaves_nothing_to_do() -> None:
    now = timezone.now()
    lines = glass_lines(GlassBroken(now, now + timedelta(hours=4), is_reviewed=True))
    assert lines[1:] == ("Votre raison a été relue.",)
