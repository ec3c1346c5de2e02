"""A real browser on the live site: pages, viewports, axe, screenshots.

    def test_home_is_accessible(page: Page, live_server, assert_accessible) -> None:
        page.goto(live_server.url)
        assert_accessible(page)

`live_server` runs as the application's role. Without a browser these tests skip, saying so.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from allervers.accounts.models import Member, User
from tests.cast import sign_in
from tests.lending import Pages
from tools.install import BROWSERS

# Playwright's synchronous API runs an event loop in the thread where Django's ORM is called.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

NARROW, WIDE = (360, 740), (1280, 900)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong is brought back from the browser, not the long list of what is right.
# Asked before axe is there, this answers nothing: putting it in costs more than a second look.
RUN = "asked => window.axe && axe.run(asked).then(({violations}) => ({violations}))"
AXE = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

Screenshot = Callable[[Page, str], None]


def chromium_path() -> str | None:
    """Find the browser: $ALLERVERS_CHROMIUM, or the system's, without windows where it can be."""
    found = [os.environ.get("ALLERVERS_CHROMIUM"), *map(shutil.which, BROWSERS)]
    return next(filter(None, found), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for the whole run."""
    path = chromium_path()
    if path is None:
        pytest.skip("NOT RUN: no Chromium on this machine (apt install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def new_context(
    browser: Browser, live_server: LiveServer
) -> Iterator[Callable[..., BrowserContext]]:
    """Open browser contexts of the test's own, with any of Playwright's options.

    Each starts a process of Chromium: where no option is needed, `open_page` lends a page.
    """
    opened: list[BrowserContext] = []

    def open_one(size: tuple[int, int] = WIDE, **options: object) -> BrowserContext:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(
            base_url=live_server.url, viewport=viewport, locale="fr-FR", **options
        )  # type: ignore[arg-type]
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def pages(browser: Browser) -> Pages:
    """Keep the pages that tests are lent."""
    return Pages(browser)


@pytest.fixture
def open_page(pages: Pages, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Lend pages on the live site: of what size, with touch, with scripts."""

    def lend(size: tuple[int, int] = WIDE, **options: bool) -> Page:
        return pages.lend(live_server.url, size, **options)

    yield lend
    pages.take_back(live_server.url)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """Open a page on a desk's screen. `page.goto("/")` goes to the live site."""
    return open_page()


@pytest.fixture
def narrow_page(open_page: Callable[..., Page]) -> Page:
    """Open a page on the narrowest phone we promise (360 px)."""
    return open_page(NARROW, has_touch=True)


@pytest.fixture
def page_without_javascript(open_page: Callable[..., Page]) -> Page:
    """Open a page in a browser that runs no script."""
    return open_page(java_script_enabled=False)


@pytest.fixture
def browse_as(open_page: Callable[..., Page], live_server: LiveServer) -> Callable[..., Page]:
    """Open a page with this user already signed in; `on`, a page that somebody else leaves."""

    def open_for(user: Member | User, on: Page | None = None, **options: object) -> Page:
        client = Client()
        sign_in(client, user)
        opened = on or open_page(**options)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        opened.context.clear_cookies()
        # From the root: Playwright gives a cookie the folder of the address.
        opened.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        return opened

    return open_for


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[[Page], None]:
    """Check the whole page with axe: WCAG 2.2 AA and good practice, no exception."""

    def check(page: Page) -> None:
        page.wait_for_load_state()  # a click returns as soon as the next page begins to arrive
        page.evaluate("window.scrollTo(0, 0)")  # else the sticky bar half hides some target
        found = page.evaluate(RUN, AXE)
        if found is None:
            page.evaluate(AXE_SCRIPT)
            found = page.evaluate(RUN, AXE)
        results = AxeResults(found)
        assert not results.violations_count, f"{page.url}\n{results.generate_report()}"

    return check


@pytest.fixture(scope="session")
def assert_accessible_at_both(assert_accessible: Callable[[Page], None]) -> Callable[[Page], None]:
    """Check the page as loaded at 1280 px, then at 360 px: axe, nothing sticking out sideways."""

    def check(page: Page) -> None:
        before = page.viewport_size
        for width, height in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(OVERFLOW) <= 0, f"{page.url} sticks out at {width} px"
            assert_accessible(page)
        if before:
            page.set_viewport_size(before)

    return check


@pytest.fixture(scope="session")
def screenshot() -> Screenshot:
    """Write the page at 360 and 1280 px to $ALLERVERS_SCREENS; do nothing without it."""
    folder = os.environ.get("ALLERVERS_SCREENS")

    def take(page: Page, name: str) -> None:
        if not folder:
            return
        before = page.viewport_size
        for width, height in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": height})
            file = Path(folder) / f"{re.sub(r'[^a-z0-9-]+', '-', name.lower())}-{width}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=file, full_page=True)
        if before:
            page.set_viewport_size(before)

    return take
