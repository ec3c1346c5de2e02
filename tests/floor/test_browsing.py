"""The browser's fixtures, on a page that needs nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

PAGE = "<!doctype html><html lang=fr><title>Essai</title><main><h1>Essai</h1>{}</main></html>"


def test_browser_reaches_the_live_site(page: Page) -> None:
    answer = page.goto("/sante/pret/")
    assert answer is not None
    assert answer.json() == {"status": "ready"}


def test_axe_refuses_an_image_without_text(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    page.set_content(PAGE.format("<img src=x>"))
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)


def test_axe_accepts_a_plain_page(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    page.set_content(PAGE.format("<p>Bonjour</p>"))
    assert_accessible(page)
