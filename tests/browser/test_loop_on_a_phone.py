"""A field worker with a telephone, then the person with theirs; with scripts and without."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from allervers.reception.models import Encounter, Referral
from tests.accounts.codes import code_of
from tests.browser.loop import (
    Hand,
    Loop,
    address_on,
    check_rights,
    fits,
    make_loop,
    printed,
    welcome,
)
from tests.browsing import NARROW
from tests.cast import PASSWORD
from tests.rights.sheet_reading import qr_modules, qr_of, said, words

pytestmark = pytest.mark.django_db(transaction=True)
Check = Callable[[Page], None]
Shot = Callable[[Page, str], None]
Open = Callable[..., Page]
MOST_TAPS, MOST_SECONDS = 12, 60


@pytest.fixture
def loop(transactional_db: None) -> Loop:
    """Return the day when the truck stops."""
    return make_loop()


def sign_in(page: Page, loop: Loop) -> None:
    """Sign Bruno in, second factor included."""
    page.goto("/compte/connexion/?next=/espace/accueil/")
    page.get_by_label("Adresse électronique").fill(loop.world.cast.bruno.user.email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).tap()
    page.get_by_label("Code").fill(code_of(loop.world.cast.bruno))
    page.get_by_role("button", name="Continuer").tap()
    page.wait_for_url("**/espace/accueil/")


def looker(assert_accessible: Check, screenshot: Shot) -> Check:
    """Return what looks at each page: axe, nothing out of the screen, a picture."""
    seen: list[str] = []

    def look(page: Page) -> None:
        assert_accessible(page)
        fits(page)
        seen.append(page.url)
        screenshot(page, f"boucle-{len(seen):02}")

    return look


def save_encounter(page: Page, look: Check) -> None:
    """Welcome somebody, counting taps and seconds."""
    hand, started = Hand(page), time.monotonic()
    welcome(hand)
    hand.tap(page.get_by_role("button", name="Enregistrer et vérifier les droits"))
    page.wait_for_url("**/espace/droits/**")
    assert hand.taps <= MOST_TAPS
    assert time.monotonic() - started < MOST_SECONDS
    kept = Encounter.objects.get()
    assert (kept.audience, kept.age_band, kept.language) == ("alone", "40_59", "ar")
    assert (kept.is_first_time, kept.needs_interpreter) == (True, False)
    assert kept.visit is not None
    expect(page.get_by_text("La rencontre est enregistrée")).to_be_visible()


def orient_and_print(page: Page, loop: Loop, look: Check) -> bytes:
    """Choose the first service proposed, and ask for the sheet."""
    page.get_by_role("link", name="Orienter vers des services").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Orienter")
    look(page)
    page.get_by_label("Épicerie inventée").check()
    page.get_by_role("button", name="Mettre sur la fiche").tap()
    expect(page.get_by_text("service est sur la fiche")).to_be_visible()
    look(page)
    assert Referral.objects.get().service_id == loop.services[0].pk
    return printed(page)


def assert_sheet(document: bytes, folder: Path) -> None:
    """Compare the paper with what was done; its QR code with the address of the page."""
    text = said(document)
    assert "Structure inventée epicerie" in text
    assert "RSA" in text
    assert "openfisca-france" in "".join(text.split())  # wherever the line breaks
    assert "ورقتك" in text
    url = f"{settings.BASE_URL}{address_on(document)}"
    if shutil.which("pdftoppm"):
        expected = qr_of(url)
        assert qr_modules(document, folder, len(expected), is_mirrored=True) == expected


def read_as_person(open_page: Open, path: str, look: Check, *, has_script: bool) -> None:
    """Open the page on the person's own telephone, in Arabic then in French."""
    page = open_page(NARROW, has_touch=True, java_script_enabled=has_script)
    page.goto(path)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_text("Structure inventée epicerie").first).to_be_visible()
    look(page)
    page.goto(path.removeprefix("/ar"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre fiche")
    found = words(page.locator("#contenu").inner_text())
    assert "RSA" in found
    assert "Épicerie inventée" in found
    look(page)
    assert page.context.cookies() == []


@pytest.mark.parametrize(
    "has_script",
    [
        pytest.param(True, id="script"),
        # ./dev journey goes the same way without a browser: the one without script waits for night
        pytest.param(False, id="no-script", marks=pytest.mark.nightly),
    ],
)
def test_worker_welcomes_checks_orients_and_prints(
    loop: Loop,
    open_page: Open,
    assert_accessible: Check,
    screenshot: Shot,
    tmp_path: Path,
    has_script: bool,  # noqa: FBT001 - a parameter of pytest
) -> None:
    page = open_page(NARROW, has_touch=True, java_script_enabled=has_script)
    look = looker(assert_accessible, screenshot) if has_script else lambda _page: None
    sign_in(page, loop)
    look(page)
    save_encounter(page, look)
    check_rights(page, look)
    document = orient_and_print(page, loop, look)
    assert_sheet(document, tmp_path)
    read_as_person(open_page, address_on(document), look, has_script=has_script)
