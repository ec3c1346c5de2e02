"""Every page that the table of access names, in a browser: accessible at both widths, alone.

Each address is asked for as one character for whom it opens, in a transaction that is forgotten,
and what it answered is shown to Chromium with its own headers. So a new address is looked at
without a line written here. Errors and other states: the tests of each subject.
"""

import mimetypes
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from tests.access.addresses import addresses
from tests.access.asking import STRANGER, browsers, path_to
from tests.access.table import TABLE
from tests.access.test_pages import space
from tests.access.world import World, make_world
from tests.browsing import WIDE, Screenshot
from tests.people.world import shared_people_world

pytestmark = pytest.mark.nightly
SITE = "http://testserver"
OWN_HEADERS = ("content-type", "content-security-policy", "permissions-policy", "referrer-policy")
ADDRESSES = addresses()
OPEN = {
    name: [who for who, outcome in said.items() if outcome == "open"]
    for name, said in TABLE.items()
    if "open" in said.values()
}


class Shown:
    """The one page that the browser is shown, and what it asked for besides the site's files."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.answer: HttpResponseBase | None = None
        self.strays: list[str] = []
        page.route("**/*", self.give)

    def show(self, path: str, answer: HttpResponseBase) -> None:
        """Show what a page answered, under its own address."""
        self.answer, self.strays = answer, []
        self.page.goto(f"{SITE}{path}")

    def give(self, route: Route) -> None:
        """Give the page itself, then the files it asks for; nothing from elsewhere."""
        request, answer = route.request, self.answer
        where = urlsplit(request.url)
        if not request.url.startswith(f"{SITE}/"):
            self.strays.append(request.url)
            route.abort()
        elif request.is_navigation_request() and request.frame.parent_frame is None:
            assert answer is not None
            kept = {name: answer[name] for name in OWN_HEADERS if name in answer}
            route.fulfill(status=200, body=answer.content, headers=kept)  # type: ignore[attr-defined]
        elif where.path.startswith(settings.STATIC_URL):
            found = finders.find(unquote(where.path.removeprefix(settings.STATIC_URL)))
            assert found, f"{request.url} is no file of the site"
            kind = mimetypes.guess_type(str(found))[0] or "application/octet-stream"
            route.fulfill(status=200, path=str(found), content_type=kind)
        else:  # tiles, progress of a computation: what the tests of each subject look at
            route.fulfill(status=404, body="")


@pytest.fixture
def shown(browser: Browser) -> Iterator[Shown]:
    """Open a browser that is given pages instead of asking for them."""
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]}, locale="fr-FR")
    yield Shown(context.new_page())
    context.close()


@pytest.mark.parametrize("subject", sorted({space(name) for name in OPEN}))
def test_every_page_is_accessible_and_asks_nothing_from_elsewhere(
    db: None,
    shown: Shown,
    assert_accessible_at_both: Callable[[Page], None],
    screenshot: Screenshot,
    subject: str,
) -> None:
    world = make_world()
    clients = browsers(world)
    names = [name for name in sorted(OPEN) if space(name) == subject and name in ADDRESSES]
    of_files = [name for name in names if "person_id" in ADDRESSES[name]]

    def wrong(asked: Iterable[str]) -> dict[str, str]:
        found = {
            name: looked_at(name, world, clients, shown, assert_accessible_at_both, screenshot)
            for name in asked
        }
        return {name: said for name, said in found.items() if said}

    found = wrong(name for name in names if name not in of_files)
    if of_files:
        with shared_people_world(world.cast):
            found |= wrong(of_files)
    assert found == {}


def looked_at(
    name: str,
    world: World,
    clients: dict[str, Client],
    shown: Shown,
    check: Callable[[Page], None],
    screenshot: Screenshot,
) -> str:
    """Look at one address; return what is wrong with it. What is no page has nothing to look at."""
    who = next((one for one in OPEN[name] if one != STRANGER), STRANGER)
    with transaction.atomic():
        path = path_to(name, ADDRESSES[name], world)
        answer = clients[who].get(path)
        transaction.set_rollback(True)
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return ""
    shown.show(path, answer)
    screenshot(shown.page, f"page-{name}")
    try:
        check(shown.page)
    except AssertionError as error:
        return str(error)
    return "asks " + " ".join(shown.strays) if shown.strays else ""
