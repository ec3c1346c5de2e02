"""Anyone searches the directory: on a narrow screen, without a script, in another language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from allervers.directory.actions.lexicon import refresh_lexicon
from allervers.directory.models import Service
from tests.directory import stage

pytestmark = pytest.mark.django_db(transaction=True)
Check = Callable[[Page], None]
Shot = Callable[[Page, str], None]
FOLDER = Path(__file__).parents[1] / "directory" / "relevance"


@pytest.fixture
def filled() -> None:
    """Store the invented directory; one service with hours and a number."""
    stage.communes()
    stage.relevance_directory(FOLDER)
    Service.objects.filter(id="exemple--alim1").update(
        telephone="+33199000001", horaires_accueil="Tu 09:00-12:00; PH off"
    )
    refresh_lexicon()


def fits(page: Page) -> None:
    """Nothing sticks out of a narrow screen."""
    page.wait_for_load_state("load")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0, page.url


def test_someone_finds_help_on_a_phone(
    filled: None, page: Page, assert_accessible: Check, screenshot: Shot
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/annuaire/")
    assert_accessible(page)
    fits(page)
    page.get_by_label("Que cherchez-vous").fill("plu rien à manjé")
    page.get_by_label("Votre commune").fill("Issy")
    page.locator("main").get_by_role("button", name="Chercher").click()
    expect(page.get_by_text("Réponses autour de Issy")).to_be_visible()
    assert_accessible(page)
    fits(page)
    screenshot(page, "annuaire-reponses")
    page.get_by_role("link", name="Colis alimentaires du mardi").click()
    expect(page.get_by_text("mardi : 9 h à 12 h")).to_be_visible()
    expect(page.get_by_role("link", name="01 99 00 00 01")).to_be_visible()
    assert_accessible(page)
    fits(page)
    screenshot(page, "annuaire-service")


@pytest.mark.parametrize("path", ["/en/annuaire/", "/ar/annuaire/"])
def test_answers_in_another_language_fit_and_are_accessible(
    filled: None, page: Page, assert_accessible: Check, screenshot: Shot, path: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{path}?q=permis&commune=92040")
    assert_accessible(page)
    fits(page)
    screenshot(page, f"annuaire{path[:3].replace('/', '-')}")


def test_structure_and_empty_answers_are_accessible(
    filled: None, page: Page, assert_accessible: Check, screenshot: Shot
) -> None:
    held = Service.objects.get(id="exemple--adm1").structure_id
    for path in (f"structures/{held}/", "?q=zzzqqq", "?commune=Zzyzx&q=manger", "?page=0"):
        page.goto(f"/annuaire/{path}")
        assert_accessible(page)
    page.goto(f"/annuaire/structures/{held}/")
    screenshot(page, "annuaire-structure")


def test_search_works_without_a_script(filled: None, page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/annuaire/")
    page.get_by_label("Que cherchez-vous").fill("permis")
    page.get_by_label("Sur place").or_(page.get_by_label("Comment")).first.select_option(
        "en-presentiel"
    )
    page.locator("main").get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", name="Réponses")).to_be_visible()
    assert page.context.cookies() == []
