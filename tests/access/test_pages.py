"""Each page opens for whom the table says, and for nobody else."""

import html
import logging
from types import ModuleType

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from allervers.config import urls
from allervers.ui import places
from tests.access.addresses import addresses
from tests.access.asking import STRANGER, browsers, outcome, outcomes, path_to
from tests.access.table import SUBJECTS, TABLE, TEAM
from tests.access.world import World, make_world
from tests.cast import Cast, sign_in
from tests.people.world import shared_people_world

ADDRESSES = addresses()
WITHOUT_DESK = ["aicha", "bruno", "chloe", "denis", "elodie", "gaelle", "hugo", "jeanne"]


def space(name: str) -> str:
    """Return the subject of an address; allauth's pages have no namespace."""
    before, colon, _after = name.partition(":")
    return before if colon else "entering"


def test_table_names_every_page_and_no_other() -> None:
    assert set(ADDRESSES) - set(TABLE) == set(), "write their lines in tests/access/table/"
    assert set(TABLE) - set(ADDRESSES) == set(), "these pages are gone"
    said = [name for one in SUBJECTS for name in (*one.PUBLIC, *one.TEAM)]
    assert len(said) == len(set(said)), "an address is said in one file only"


@pytest.fixture
def plain_refusals(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Refuse without the page nor the log that say so: half of what thousands of refusals cost."""

    def refuse(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        return HttpResponse("no", status=403)

    monkeypatch.setattr(urls, "handler403", refuse, raising=False)
    caplog.set_level(logging.ERROR, logger="django.request")


@pytest.mark.parametrize("who", WITHOUT_DESK)
def test_page_that_refuses_is_written_for_each(cast: Cast, who: str) -> None:
    answer = sign_in(Client(), cast.by_name()[who]).get(reverse("people:desk"))
    assert answer.status_code == 403
    assert "Vous n’avez pas accès à cette page" in html.unescape(answer.content.decode())


@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize("subject", sorted({space(name) for name in TEAM}))
def test_pages_open_for_whom_the_table_says(db: None, subject: str) -> None:
    world = make_world()
    names = [name for name in set(TEAM) & set(ADDRESSES) if space(name) == subject]
    found = found_at(names, world, browsers(world))
    wrong = {name: differences(TABLE[name], found[name]) for name in names}
    assert {name: wrong[name] for name in names if wrong[name]} == {}


def found_at(
    names: list[str], world: World, clients: dict[str, Client]
) -> dict[str, dict[str, str]]:
    """Ask for each address in each browser; those of a file share the files, made once."""
    of_files = [name for name in names if "person_id" in ADDRESSES[name]]
    others = [name for name in names if name not in of_files]
    found = {name: outcomes(name, ADDRESSES[name], world, clients) for name in others}
    if of_files:
        with shared_people_world(world.cast):
            found |= {name: outcomes(name, ADDRESSES[name], world, clients) for name in of_files}
    return found


def file_of(subject: ModuleType) -> str:
    """Return the name of a file of the table."""
    return subject.__name__.rpartition(".")[2]


def differences(said: dict[str, str], found: dict[str, str]) -> dict[str, str]:
    """Say for whom the page does otherwise than the table."""
    return {who: f"{said[who]} → {found[who]}" for who in said if said[who] != found[who]}


@pytest.mark.parametrize("subject", [one for one in SUBJECTS if one.PUBLIC], ids=file_of)
def test_public_pages_open_without_cookie_nor_session(db: None, subject: ModuleType) -> None:
    world = make_world()
    found = {name: to_a_stranger(name, world) for name in set(subject.PUBLIC) & set(ADDRESSES)}
    assert found == {name: (TABLE[name][STRANGER], {}, "") for name in found}


def to_a_stranger(name: str, world: World) -> tuple[str, dict[str, object], str]:
    """Say what a public page answers, the cookies it sets and whether it varies with them.

    Twice in a row: as a page first asked for, and as one that is kept.
    """
    with transaction.atomic():
        path, stranger = path_to(name, ADDRESSES[name], world), Client()
        said = outcome(stranger, path)
        varies = stranger.get(path).get("Vary", "")
        transaction.set_rollback(True)
    return said, dict(stranger.cookies), "Cookie" if "Cookie" in varies else ""


@pytest.mark.parametrize("who", ["aicha", "bruno", "chloe", "denis", "elodie", "farid", "gaelle"])
def test_menu_leads_only_where_one_may_go(cast: Cast, who: str) -> None:
    member = getattr(cast, who)
    client = sign_in(Client(), member)
    menu = places.found((*places.STAFF, *places.ACCOUNT), "/", frozenset(member.roles))
    assert menu
    assert {place.url: outcome(client, place.url) for place in menu} == {
        place.url: "open" for place in menu
    }
