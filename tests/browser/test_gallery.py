"""Every component in every state, in a browser: axe, keyboard, narrow, dark, reversed, paper."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = {
    "pristine": "/galerie/",
    "refused": "/galerie/?envoyer=1",
    "english": "/en/galerie/",
    "arabic": "/ar/galerie/",
    "emergency": "/urgences/",
    "accessibility": "/accessibilite/",
    "legal": "/mentions-legales/",
    "privacy": "/vie-privee/",
    "missing": "/rien-du-tout/",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_accessible_and_never_scrolls_sideways(
    page: Page,
    assert_accessible_at_both: Callable[..., None],
    address: str,
    scheme: Literal["light", "dark"],
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(ADDRESSES[address])
    assert_accessible_at_both(page)


@pytest.mark.parametrize("address", ["pristine", "arabic"])
def test_printed_page_keeps_only_what_matters(page: Page, address: str) -> None:
    page.goto(ADDRESSES[address])
    page.emulate_media(media="print")
    expect(page.locator(".safety-bar")).to_be_hidden()
    expect(page.locator(".site-footer")).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()


def test_printed_numbers_need_no_background(page: Page) -> None:
    page.goto("/urgences/")
    page.emulate_media(media="print")
    number = page.get_by_role("link", name="112", exact=True)
    expect(number).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(number).to_have_css("color", "rgb(0, 0, 0)")


def test_targets_are_large_enough(page: Page) -> None:
    """44 px for what is clicked alone; links inside a sentence are exempt (WCAG 2.5.5)."""
    page.goto("/galerie/")
    kinds = ".btn, .form-control, .form-select, .tabs a, .menu > summary, .safety-bar a, .phone"
    small = page.locator(kinds).evaluate_all(
        "all => all.filter(e => e.getClientRects().length && e.offsetHeight < 44)"
        ".map(e => e.outerHTML)"
    )
    assert small == []


def test_boxes_are_large_and_their_label_too(page: Page) -> None:
    page.goto("/galerie/")
    for box in page.locator("input[type=checkbox], input[type=radio]").all():
        label = page.locator(f"label[for={box.get_attribute('id')}]")
        assert box.bounding_box()["width"] >= 24  # type: ignore[index]
        assert label.bounding_box()["height"] >= 44  # type: ignore[index]


def test_error_summary_takes_the_focus_without_javascript(
    page_without_javascript: Page,
) -> None:
    page = page_without_javascript
    page.goto("/galerie/?envoyer=1")
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Remarques")).to_be_focused()


def test_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto("/galerie/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_keyboard_path_shows_where_it_is(page: Page) -> None:
    """Every stop of the Tab key is visible, outlined, and not under the sticky bar."""
    page.goto("/galerie/")
    stops = page.locator("a[href], button:enabled, input, select, textarea, summary").count()
    for _ in range(stops):
        page.keyboard.press("Tab")
        seen = page.evaluate(WHERE)
        if seen is None:
            break
        assert seen["outline"] >= 3, seen
        assert seen["top"] >= 0, seen
        assert seen["inBar"] or seen["top"] >= seen["barEnd"] - 1, seen


WHERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const bar = document.querySelector('.safety-bar');
  const box = here.getBoundingClientRect();
  return {
    html: here.outerHTML.slice(0, 120),
    outline: parseFloat(getComputedStyle(here).outlineWidth),
    top: box.top,
    barEnd: bar.getBoundingClientRect().bottom,
    inBar: bar.contains(here) || here.closest('.skip-links') !== null,
  };
}"""


def test_menu_opens_without_javascript(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/galerie/")
    page.locator(".languages summary").click()
    page.locator(".languages").get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_gallery_is_photographed(page: Page, screenshot: Callable[[Page, str], None]) -> None:
    for name, address in ADDRESSES.items():
        page.goto(address)
        screenshot(page, f"ui-{name}")
    expect(page.locator("main")).to_be_visible()
