"""The person's own page in every state: narrow, wide, right to left, without script, in print."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from allervers.reception.domain.code import WRONG_PER_ORIGIN
from allervers.reception.mapping.codes import code_of
from allervers.reception.models import CodeAttempt, Encounter
from tests.browsing import NARROW, WIDE
from tests.rights.sheet_world import SheetWorld, make_leaving, make_sheet_world

pytestmark = pytest.mark.django_db(transaction=True)
Check = Callable[[Page], None]
Shot = Callable[[Page, str], None]


@pytest.fixture
def world(transactional_db: None) -> SheetWorld:
    """Return the invented world of the sheet."""
    return make_sheet_world()


def expired(world: SheetWorld) -> Encounter:
    """Make somebody whose code ended yesterday."""
    now = timezone.now()
    return make_leaving(
        world, met_at=now - timedelta(days=91), code_expires_at=now - timedelta(days=1)
    )


def erased(world: SheetWorld) -> Encounter:
    """Make somebody who erased their sheet."""
    return make_leaving(world, code_closed_at=timezone.now())


STATES: dict[str, tuple[str, Callable[[SheetWorld], Encounter]]] = {
    "saisie": ("/fiche/", make_leaving),
    "saisie-fausse": ("/fiche/?code=abc", make_leaving),
    "trouvee": ("/fiche/{}/", make_leaving),
    "arabe": ("/ar/fiche/{}/", make_leaving),
    "vide": ("/fiche/{}/", lambda world: world.encounter(left_early=True)),
    "inconnue": ("/fiche/00000-00000/", make_leaving),
    "perimee": ("/fiche/{}/", expired),
    "deja-effacee": ("/fiche/{}/", erased),
    "effacer": ("/fiche/{}/effacer/", make_leaving),
    "effacer-arabe": ("/ar/fiche/{}/effacer/", make_leaving),
    "effacee": ("/fiche/effacee/", make_leaving),
}


def fits(page: Page) -> None:
    """Nothing sticks out of the screen, once style sheets and letters are there."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0, page.url


def look(page: Page, assert_accessible: Check) -> None:
    """Check a page on a phone and on a desk."""
    for width, height in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": height})
        assert_accessible(page)
        fits(page)


@pytest.mark.parametrize("state", STATES)
def test_sheet_in_every_state_is_accessible_at_both_widths(
    world: SheetWorld, page: Page, assert_accessible: Check, screenshot: Shot, state: str
) -> None:
    path, make = STATES[state]
    page.goto(path.format(code_of(make(world))))
    look(page, assert_accessible)
    screenshot(page, f"fiche-{state}")
    assert page.context.cookies() == []


def test_throttled_page_is_accessible_and_says_when(
    world: SheetWorld, page: Page, assert_accessible: Check, screenshot: Shot
) -> None:
    code = code_of(make_leaving(world))
    for number in range(WRONG_PER_ORIGIN):
        page.request.get(f"/fiche/00000-0000{number}/")
    assert CodeAttempt.objects.count() == WRONG_PER_ORIGIN
    page.goto(f"/fiche/{code}/")
    expect(page.get_by_text("quart d’heure")).to_be_visible()
    look(page, assert_accessible)
    screenshot(page, "fiche-trop-d-essais")


def test_person_types_the_code_reads_and_erases_without_javascript(
    world: SheetWorld, page_without_javascript: Page
) -> None:
    page, code = page_without_javascript, code_of(make_leaving(world))
    page.goto("/")
    page.get_by_role("link", name="Ma fiche").first.click()
    page.get_by_label("Le code de votre fiche").fill(f" {code.lower().replace('-', ' ')}")
    page.get_by_role("button", name="Ouvrir ma fiche").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre fiche")
    expect(page.get_by_text("RSA").first).to_be_visible()
    page.get_by_role("link", name="Effacer ma fiche").click()
    page.get_by_role("link", name="Ne rien changer").click()
    page.get_by_role("link", name="Effacer ma fiche").click()
    page.get_by_role("button", name="Effacer ma fiche").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre fiche est effacée")
    page.goto(f"/fiche/{code}/")
    expect(page.get_by_text("RSA")).to_have_count(0)


def test_arabic_page_is_written_from_right_to_left(world: SheetWorld, narrow_page: Page) -> None:
    narrow_page.goto(f"/fiche/{code_of(make_leaving(world))}/")
    narrow_page.locator(".languages summary").first.click()
    narrow_page.locator("a[hreflang=ar]").first.click()
    expect(narrow_page.locator("html")).to_have_attribute("dir", "rtl")
    expect(narrow_page.get_by_role("heading", level=1)).to_have_text("ورقتك")
    fits(narrow_page)


def test_printed_page_keeps_the_facts_and_drops_the_buttons(world: SheetWorld, page: Page) -> None:
    page.goto(f"/fiche/{code_of(make_leaving(world))}/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Où aller")).to_be_visible()
    for hidden in (".safety-bar", ".site-footer", ".sheet-screen", ".sheet-ways .btn"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_page_asks_no_other_site(world: SheetWorld, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/fiche/{code_of(make_leaving(world))}/", wait_until="networkidle")
    here = page.url.split("/fiche")[0]
    assert [url for url in asked if not url.startswith((here, "data:"))] == []
