"""A share in a real browser: proposed without JavaScript, accepted, read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from allervers.people.models import Share
from tests.cast import make_cast
from tests.people.world import PeopleWorld, acting_as, make_people_world


@pytest.fixture
def world(live_server: LiveServer) -> PeopleWorld:
    """Make the people for the live site."""
    return make_people_world(make_cast())


def test_share_is_proposed_then_accepted_without_javascript(
    world: PeopleWorld,
    page_without_javascript: Page,
    browse_as: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    page = browse_as(world.cast.bruno, on=page_without_javascript)
    page.goto(f"/espace/personnes/{world.nour.pk}/partager/")
    page.get_by_role("link", name="Denis").click()
    page.get_by_role("button", name="Choisir").first.click()
    fill_terms(page)
    page.get_by_role("button", name="Voir ce qui sera connu").click()
    assert "lira les rubriques identité du dossier" in page.inner_text("main")
    page.get_by_role("button", name="Proposer ce partage").click()
    with acting_as(world.cast.denis):
        address = f"/espace/personnes/partages/{Share.objects.get().pk}/"
    page = browse_as(world.cast.denis)
    page.goto(address)
    page.get_by_role("link", name="Accepter").click()
    assert_accessible(page)
    page.get_by_role("button", name="Accepter").click()
    page.get_by_role("link", name="Lire ce qui est partagé").click()
    assert "Nour Invente" in page.inner_text("h1")


def fill_terms(page: Page) -> None:
    """Choose identity only, to follow up, with a new agreement."""
    page.get_by_label("identité").check()
    page.get_by_label("suivi", exact=True).check()
    page.get_by_label("Oui").check()
    page.get_by_label("Qui a été informé").fill("la personne")
    page.get_by_label("Un nouvel accord").check()
    page.get_by_label("Comment l’accord a été donné").fill("de vive voix")
    for box in page.locator("input[name=attested]").all():
        box.check()
