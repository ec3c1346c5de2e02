"""A receptionist who never touches the mouse: Tab, Space, Enter, arrows; the focus always seen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from allervers.reception.mapping.codes import code_of
from allervers.reception.models import Encounter, Referral
from allervers.rights.models import Screening
from tests.browser.loop import Loop, encounter_at, make_loop, printed
from tests.rights.sheet_reading import said

pytestmark = pytest.mark.django_db(transaction=True)
Browse = Callable[..., Page]
MOST_KEYS = 120
# What draws the focus: an outline or a shadow, on the element or on the label of its box.
IS_SEEN = """() => {
  const here = document.activeElement;
  const shown = [here, ...(here.labels || [])].map(one => getComputedStyle(one));
  return here.matches(':focus-visible') && shown.some(style =>
    (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
    || style.boxShadow !== 'none');
}"""
NAME = """() => {
  const here = document.activeElement;
  const label = (here.labels && here.labels[0]) || here;
  return label.textContent.trim().replace(/\\s+/g, ' ');
}"""


@pytest.fixture
def loop(transactional_db: None) -> Loop:
    """Return the day when the truck stops."""
    return make_loop()


def reach(page: Page, name: str) -> None:
    """Press Tab until what bears this name has the focus, which must be seen at each step."""
    for _ in range(MOST_KEYS):
        page.keyboard.press("Tab")
        found = page.evaluate(NAME)
        if page.evaluate("document.activeElement !== document.body"):
            assert page.evaluate(IS_SEEN), f"the focus is not seen on {found!r}"
        if found == name:
            return
    pytest.fail(f"{name!r} cannot be reached with the keyboard on {page.url}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Reach something and press a key on it."""
    reach(page, name)
    page.keyboard.press(key)


def follow(page: Page, name: str, address: str) -> None:
    """Reach a link or a button, press Enter, wait for the page that it leads to."""
    reach(page, name)
    with page.expect_navigation(url=address):
        page.keyboard.press("Enter")


def test_receptionist_welcomes_orients_prints_and_resumes_by_keyboard(
    loop: Loop, browse_as: Browse, screenshot: Callable[[Page, str], None]
) -> None:
    page = browse_as(loop.world.cast.chloe)
    page.goto("/espace/accueil/")
    follow(page, "Nouvelle rencontre", "**/nouvelle/**")
    choose_desk(page)
    press(page, "Équipement et alimentation", "Space")
    screenshot(page, "clavier-rencontre")
    follow(page, "Enregistrer et orienter", "**/orienter/")
    press(page, "Repas inventés", "Space")
    follow(page, "Mettre sur la fiche", "**/accueil/*/")
    kept = encounter_at(page.url)
    assert (kept.channel, kept.saved_by_id) == ("desk", loop.world.cast.chloe.pk)
    assert Referral.objects.get().service == loop.services[1]
    reach(page, "Imprimer la fiche")
    assert "Repas inventés" in said(printed(page))
    check_rights(page)
    resume(page, kept)


def choose_desk(page: Page) -> None:
    """Move to the desk with the arrows, as in any group of radio buttons."""
    for _ in range(MOST_KEYS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name === 'where'"):
            break
    for _ in range(5):
        if page.evaluate("document.activeElement.value === 'desk'"):
            break
        page.keyboard.press("ArrowDown")
    assert page.locator("input[name=where]:checked").get_attribute("value") == "desk"


def check_rights(page: Page) -> None:
    """Begin a check and answer its first question."""
    follow(page, "Vérifier les droits", "**/droits/**")
    follow(page, "Commencer", "**/droits/*/*/")
    page.keyboard.press("Tab")
    for _ in range(MOST_KEYS):
        if page.evaluate("document.activeElement.name === 'answer'"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type("41")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert Screening.objects.get().answers["age"] == 41


def resume(page: Page, kept: Encounter) -> None:
    """Take the encounter up again by the code of its sheet."""
    page.goto("/espace/accueil/")
    press(page, "Reprendre une rencontre avec son code")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "code"
    page.keyboard.type(code_of(kept).lower().replace("-", " "))
    with page.expect_navigation(url="**/accueil/*/"):
        page.keyboard.press("Enter")
    assert encounter_at(page.url) == kept
    expect(page.get_by_text("Reprises par le code")).to_be_visible()
