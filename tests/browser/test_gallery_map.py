"""The map beside the list: no outside request, no refused script, nothing lost without it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect

pytestmark = pytest.mark.django_db(transaction=True)
DRAWN = ".map[data-drawn]"


def test_map_is_drawn_from_our_own_files_only(page: Page) -> None:
    asked: list[str] = []
    refused: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            refused.append(message.text)

    page.on("request", note)
    page.on("console", listen)
    page.goto("/galerie/")
    page.wait_for_selector(DRAWN, timeout=30_000)
    own = page.url.split("/galerie/")[0]
    assert refused == []
    assert [url for url in asked if not url.startswith((own, "blob:", "data:"))] == []
    assert any(url.endswith("maplibre-gl-worker.mjs") for url in asked)


def test_map_buttons_speak_the_language_of_the_page(page: Page) -> None:
    page.goto("/galerie/")
    page.wait_for_selector(DRAWN, timeout=30_000)
    expect(page.get_by_role("button", name="Agrandir la carte")).to_be_visible()


def test_map_is_reached_and_left_by_keyboard(page: Page) -> None:
    page.goto("/galerie/")
    page.wait_for_selector(DRAWN, timeout=30_000)
    page.locator(".maplibregl-canvas").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Agrandir la carte")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.map')") is None


def test_map_takes_no_room_without_javascript(page_without_javascript: Page) -> None:
    page_without_javascript.goto("/galerie/")
    expect(page_without_javascript.locator(".map")).to_be_hidden()
    expect(page_without_javascript.locator(".card-list li")).to_have_count(3)


def test_map_that_cannot_be_drawn_takes_no_room(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context().new_page()
    page.route("**/gallery-points.json", lambda route: route.fulfill(status=503))
    page.goto("/galerie/")
    page.wait_for_event("console", lambda message: message.text.startswith("map:"))
    expect(page.locator(".map")).to_be_hidden()
