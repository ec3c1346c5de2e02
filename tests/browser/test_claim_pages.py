"""The pages of claims in a browser: axe, 360 px, one by one; begun from a finding."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from allervers.rights.domain.claims.claim import State
from allervers.rights.models import Claim
from tests.browsing import NARROW, Screenshot
from tests.cast import viewer
from tests.rights.claims.conftest import Desk
from tests.rights.sheet_world import make_sheet_world

Check = Callable[[Page], None]
ROOT = "/espace/droits/demarches/"


@pytest.fixture
def desk(transactional_db: None) -> Desk:
    """Return Bruno and somebody he met, seen by the live site."""
    world = make_sheet_world()
    return Desk(world, world.encounter(), viewer(world.cast.bruno))


@pytest.fixture
def phone(browse_as: Callable[..., Page], desk: Desk) -> Page:
    """Return Bruno's phone, 360 px wide."""
    return browse_as(desk.world.cast.bruno, size=NARROW)


@pytest.fixture
def late(desk: Desk) -> Claim:
    """Return a claim without an answer, far too long."""
    today = timezone.localdate()
    return desk.change(desk.start("rsa", today), State.SENT, today - timedelta(days=90))


PATHS = ["", "agenda/", "{id}/", "{id}/vers/opened/", "{id}/vers/given_up/", "{id}/annuler/",
         "rencontre/{encounter}/"]  # fmt: skip


def test_every_page_of_claims_is_accessible_on_a_phone(
    phone: Page, late: Claim, assert_accessible: Check, screenshot: Screenshot
) -> None:
    for path in PATHS:
        phone.goto(ROOT + path.format(id=late.pk, encounter=late.encounter_id))
        assert_accessible(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360
        name = path.format(id="une", encounter="une").strip("/").replace("/", "-") or "liste"
        screenshot(phone, f"demarches-{name}")


def test_empty_list_and_mistakes_are_accessible(
    phone: Page, desk: Desk, assert_accessible: Check
) -> None:
    phone.goto(ROOT)
    expect(phone.get_by_text("Vous ne suivez aucune démarche")).to_be_visible()
    assert_accessible(phone)
    claim = desk.start("rsa", timezone.localdate())
    phone.goto(f"{ROOT}{claim.pk}/vers/given_up/")
    phone.get_by_role("button", name="Abandonner la démarche").click()
    expect(phone.get_by_role("alert")).to_contain_text("Choisissez une raison")
    assert_accessible(phone)


def test_a_claim_begins_on_the_card_of_a_finding(
    phone: Page, desk: Desk, assert_accessible: Check
) -> None:
    check = desk.world.check(desk.encounter, ("rsa", "entitled", "545.00"))
    phone.goto(f"/espace/droits/{check.pk}/")
    phone.get_by_role("button", name="Commencer la démarche").first.click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("RSA")
    phone.get_by_role("link", name="Demande envoyée").click()
    phone.get_by_role("button", name="Enregistrer").click()
    expect(phone.get_by_text("C’est noté")).to_be_visible()
    phone.goto(f"/espace/droits/{check.pk}/")
    expect(phone.locator(".claim-of-finding")).to_contain_text("envoyée")
    assert_accessible(phone)
