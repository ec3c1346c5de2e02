"""« Quitter vite »: one click or Escape twice, and no way back."""

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.django_db(transaction=True)
AWAY = "https://meteofrance.com/"


@pytest.fixture
def leaving(page: Page) -> Page:
    """Open the emergency page; the outside site is a blank page of ours."""

    def blank(route: Route) -> None:
        route.fulfill(body="<title>Météo</title>", content_type="text/html; charset=utf-8")

    page.route(f"{AWAY}**", blank)
    page.goto("/vie-privee/")
    page.goto("/urgences/")
    return page


def test_exit_leaves_no_page_to_come_back_to(leaving: Page) -> None:
    leaving.get_by_role("link", name="Quitter vite").click()
    leaving.wait_for_url(AWAY)
    leaving.go_back()
    assert leaving.url.endswith("/vie-privee/")


def test_escape_twice_leaves(leaving: Page) -> None:
    leaving.keyboard.press("Escape")
    leaving.keyboard.press("Escape")
    leaving.wait_for_url(AWAY)


def test_escape_once_stays(leaving: Page) -> None:
    leaving.keyboard.press("Escape")
    leaving.wait_for_timeout(300)
    assert leaving.url.endswith("/urgences/")


def test_exit_works_without_javascript(page_without_javascript: Page) -> None:
    page_without_javascript.goto("/urgences/")
    link = page_without_javascript.locator("[data-quick-exit]")
    expect(link).to_have_attribute("href", AWAY)
    expect(link).to_have_attribute("rel", "noreferrer noopener")


def test_exit_stays_on_screen_while_scrolling(narrow_page: Page) -> None:
    narrow_page.goto("/galerie/")
    narrow_page.evaluate("window.scrollTo(0, 4000)")
    expect(narrow_page.locator("[data-quick-exit]")).to_be_in_viewport()
