"""Passkeys in a real browser, with a virtual authenticator."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from allervers.accounts.domain.role import Role
from tests.accounts.test_browser import Check, type_password
from tests.cast import Cast, make_member

pytestmark = pytest.mark.django_db(transaction=True)


def authenticator(context: BrowserContext, page: Page) -> None:
    """Plug a virtual passkey in: one that checks its user, as a phone does."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_passkey_is_enrolled_then_signs_in_alone(
    cast: Cast, new_context: Callable[..., BrowserContext]
) -> None:
    newcomer = make_member("Karim", cast.carrier, Role.RECEPTIONIST, factor=False)
    context = new_context()
    page = context.new_page()
    authenticator(context, page)
    type_password(page, newcomer)
    page.get_by_role("link", name="Utiliser une clé d’accès").click()
    page.get_by_role("button", name="Enregistrer cet appareil").click()
    expect(page.get_by_role("heading", name="Codes de secours")).to_be_visible()
    page.goto("/compte/deconnexion/")
    page.get_by_role("button", name="Se déconnecter").last.click()
    page.wait_for_url("**/connexion/**")
    page.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    page.wait_for_url("**/espace/")


def test_pages_of_a_passkey_are_accessible(
    cast: Cast, new_context: Callable[..., BrowserContext], assert_accessible: Check
) -> None:
    newcomer = make_member("Karim", cast.carrier, Role.RECEPTIONIST, factor=False)
    context = new_context()
    page = context.new_page()
    authenticator(context, page)
    type_password(page, newcomer)
    page.get_by_role("link", name="Utiliser une clé d’accès").click()
    page.get_by_role("button", name="Enregistrer cet appareil").click()
    expect(page.get_by_role("heading", name="Codes de secours")).to_be_visible()
    page.goto("/compte/second-facteur/cles/")
    assert_accessible(page)
    links = page.locator("main a[href*='renommer'], main a[href*='retirer']")
    addresses = [link.get_attribute("href") or "" for link in links.all()]
    assert len(addresses) == 2
    for address in [*addresses, "/compte/second-facteur/cles/confirmer/"]:
        page.goto(address)
        assert_accessible(page)
