"""A menu never leads its reader to a closed door."""

import re

import pytest
from django.test import Client

from allervers.ui import places
from tests.cast import Cast, sign_in

NAMES = ["aicha", "bruno", "chloe", "denis", "elodie", "farid", "gaelle", "hugo", "jeanne"]
LINKS = re.compile(r'href="(/(?:espace|compte)/[^"]*)"')


def menus(html: str) -> set[str]:
    """Return the addresses of the workspace's and the member's menus."""
    parts = re.findall(
        r'<(?:nav class="staff-nav"|details class="menu account").*?</ul>', html, re.DOTALL
    )
    return {url for part in parts for url in LINKS.findall(part)}


@pytest.mark.parametrize("name", NAMES)
def test_each_line_of_the_menus_opens(client: Client, cast: Cast, name: str) -> None:
    sign_in(client, getattr(cast, name))
    found = menus(client.get("/compte/profil/").content.decode())
    assert found
    closed = {url: status for url in found if (status := client.get(url).status_code) != 200}
    assert closed == {}


def test_coordinator_has_more_lines_than_a_partner(client: Client, cast: Cast) -> None:
    counts = []
    for member in (cast.aicha, cast.denis):
        sign_in(client, member)
        counts.append(len(menus(client.get("/compte/profil/").content.decode())))
    assert counts[0] > counts[1] > 1


@pytest.mark.parametrize(
    "entry",
    [*places.PUBLIC, *places.FOOTER, *places.ACCOUNT, *places.STAFF],
    ids=lambda entry: entry.name,
)
def test_each_line_of_the_menus_names_a_page(entry: places.Entry) -> None:
    assert places.address(entry.name)
