"""The pages of a file in a browser: axe, 360 px, by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from allervers.people.domain.section import Section
from tests.browsing import NARROW, Screenshot
from tests.cast import make_cast
from tests.people.files.sending import today
from tests.people.world import PeopleWorld, make_people_world, note

Check = Callable[[Page], None]
ROOT = "/espace/personnes/"
PATHS = [
    "", "nouveau/", "{id}/", "{id}/imprimer/", "{id}/fil/", "{id}/fil/ajouter/", "{id}/identite/",
    "{id}/doublons/", "{id}/representants/ajouter/", "{id}/foyer/", "{id}/foyer/ajouter/",
    "{id}/contacts/ajouter/", "{id}/contact-protege/", "{id}/contact-protege/demander/",
    "{id}/information/", "{id}/accords/", "{id}/accords/noter/", "{id}/equipe/",
    "{id}/equipe/ajouter/",
]  # fmt: skip


@pytest.fixture
def files(transactional_db: None) -> PeopleWorld:
    """Return the files, seen by the live site; Nour's has notes."""
    world = make_people_world(make_cast())
    note(world.nour, world.cast.bruno, Section.SITUATION, "vit chez une amie")
    note(world.nour, world.cast.bruno, Section.HEALTH, "dort mal", is_from_person=True)
    return world


@pytest.fixture
def phone(browse_as: Callable[..., Page], files: PeopleWorld) -> Page:
    """Return Bruno's phone, 360 px wide."""
    return browse_as(files.cast.bruno, size=NARROW)


def test_every_page_of_a_file_is_accessible_on_a_phone(
    phone: Page, files: PeopleWorld, assert_accessible: Check, screenshot: Screenshot
) -> None:
    for path in PATHS:
        phone.goto(ROOT + path.format(id=files.nour.pk))
        assert_accessible(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, path
        name = path.format(id="un").strip("/").replace("/", "-") or "liste"
        screenshot(phone, f"dossiers-{name}")


def test_note_is_written_by_keyboard_and_mistakes_are_accessible(
    phone: Page, files: PeopleWorld, assert_accessible: Check
) -> None:
    phone.goto(f"{ROOT}{files.nour.pk}/fil/ajouter/")
    phone.locator("#id_text").fill("n° 2 84 05 75 115 001")
    phone.get_by_role("button", name="Enregistrer").press("Enter")
    assert_accessible(phone)
    expect(phone.locator("main")).to_contain_text("sécurité sociale")
    phone.locator("#id_text").fill("rappelle demain")
    phone.locator("#id_happened_on").fill(today())
    phone.get_by_role("button", name="Enregistrer").press("Enter")
    expect(phone.get_by_text("La note est enregistrée.")).to_be_visible()
