"""Sign-in and the accounts' pages in a real browser."""

from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from allervers.accounts.actions.invitations import Issued, invite
from allervers.accounts.demonstration import load_accounts
from allervers.accounts.domain.role import Role
from allervers.accounts.models import Member
from tests.accounts.codes import code_from, code_of
from tests.cast import PASSWORD, Cast, viewer

pytestmark = pytest.mark.django_db(transaction=True)
Check = Callable[[Page], None]
Shoot = Callable[[Page, str], None]
Browse = Callable[..., Page]
SIGN_IN = "/compte/connexion/"
WORDS = "girafe lampe velo mer"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there; fail after forty."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"{selector} cannot be reached with the keyboard")


def type_password(page: Page, member: Member, password: str = PASSWORD) -> None:
    """Fill and send the sign-in form."""
    page.goto(SIGN_IN)
    page.get_by_label("Adresse électronique").fill(member.user.email)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter", exact=True).click()


def let_in(cast: Cast, email: str = "karim@exemple.invalid") -> Issued:
    """Let Élodie invite somebody."""
    return invite(
        viewer(cast.elodie),
        organisation_id=cast.carrier.pk,
        email=email,
        roles=[Role.RECEPTIONIST.value],
        now=timezone.now(),
    )


def test_sign_in_with_the_keyboard_alone_on_a_phone(narrow_page: Page, cast: Cast) -> None:
    page = narrow_page
    page.goto(SIGN_IN)
    tab_to(page, "#id_login")
    page.keyboard.type(cast.aicha.user.email)
    tab_to(page, "#id_password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_title("Code de connexion · Aller-vers")
    tab_to(page, "#id_code")
    page.keyboard.type(code_of(cast.aicha))
    page.keyboard.press("Enter")
    page.wait_for_url("**/espace/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_sign_in_works_without_javascript(page_without_javascript: Page, cast: Cast) -> None:
    page = page_without_javascript
    type_password(page, cast.aicha)
    page.get_by_label("Code").fill(code_of(cast.aicha))
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/espace/")


def sign_in_states(page: Page, cast: Cast) -> Iterator[str]:
    """Walk through the states of sign-in, and name each."""
    page.goto(SIGN_IN)
    yield "sign-in"
    page.get_by_role("button", name="Se connecter", exact=True).click()
    yield "sign-in-empty"
    type_password(page, cast.aicha, "faux")
    yield "sign-in-refused"
    type_password(page, cast.aicha)
    yield "code"
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Continuer").click()
    yield "code-refused"
    page.get_by_role("button", name="Revenir à la connexion").click()
    expect(page).to_have_title("Se connecter · Aller-vers")
    for _ in range(5):
        type_password(page, cast.bruno, "faux")
    yield "locked-out"


def test_states_of_sign_in_are_accessible(
    narrow_page: Page, cast: Cast, assert_accessible: Check, screenshot: Shoot
) -> None:
    for state in sign_in_states(narrow_page, cast):
        assert_accessible(narrow_page)
        assert_fits(narrow_page)
        screenshot(narrow_page, f"accounts-{state}")


def assert_fits(page: Page) -> None:
    """Check that nothing makes the page scroll sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"


def test_newcomer_goes_from_the_link_to_the_workspace(
    narrow_page: Page, cast: Cast, assert_accessible: Check, screenshot: Shoot
) -> None:
    page = narrow_page
    page.goto(f"/compte/invitation/{let_in(cast).token}/")
    assert_accessible(page)
    screenshot(page, "accounts-accept")
    page.get_by_label("Prénom et nom").fill("Karim")
    page.get_by_label("Mot de passe").fill("court")
    page.get_by_label("Le même").fill("court")
    page.get_by_role("button", name="Créer mon compte").click()
    assert_accessible(page)
    screenshot(page, "accounts-accept-refused")
    page.get_by_label("Mot de passe").fill(WORDS)
    page.get_by_label("Le même").fill(WORDS)
    page.get_by_role("button", name="Créer mon compte").click()
    assert_accessible(page)
    screenshot(page, "accounts-second-factor-needed")
    enrol(page, assert_accessible, screenshot)
    page.get_by_role("link", name="C’est noté : continuer").click()
    page.wait_for_url("**/espace/")


def enrol(page: Page, assert_accessible: Check, screenshot: Shoot) -> None:
    """Set an application of codes up, from the page that asks for a second factor."""
    page.get_by_role("link", name="Utiliser une application de codes").click()
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, "accounts-activate-application")
    secret = page.locator(".totp-key").inner_text()
    page.get_by_label("Code affiché par l’application").fill(code_from(secret))
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", name="Codes de secours")).to_be_visible()
    assert page.locator(".recovery-codes li").count() == 10
    assert_accessible(page)
    screenshot(page, "accounts-recovery-codes")


ADMINISTRATION = [
    "/compte/membres/",
    "/compte/inviter/",
    "/compte/membres/{bruno}/roles/",
    "/compte/membres/{bruno}/desactiver/",
    "/compte/membres/{bruno}/second-facteur/",
    "/compte/membres/{ines}/reactiver/",
    "/compte/invitations/{invitation}/",
    "/compte/invitations/{invitation}/renvoyer/",
    "/compte/invitations/{invitation}/annuler/",
    "/compte/profil/",
    "/compte/sessions/",
    "/compte/agir-pour/",
    "/compte/mot-de-passe/",
    "/compte/second-facteur/",
    "/compte/second-facteur/cles/",
    "/compte/second-facteur/cles/ajouter/",
    "/compte/second-facteur/application/retirer/",
    "/compte/second-facteur/secours/nouveaux/",
    "/compte/confirmer/",
    "/compte/second-facteur/confirmer/",
    "/compte/deconnexion/",
]


def test_pages_of_an_administrator_are_accessible(
    cast: Cast, browse_as: Browse, assert_accessible: Check, screenshot: Shoot
) -> None:
    named = {
        "bruno": cast.bruno.pk,
        "ines": cast.ines.pk,
        "invitation": let_in(cast).invitation.pk,
    }
    page = browse_as(cast.elodie, size=(360, 740))
    for address in ADMINISTRATION:
        page.goto(address.format(**named))
        assert_accessible(page)
        assert_fits(page)
        screenshot(page, "accounts" + address.replace("/compte", ""))


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("jeanne", "/compte/organisations/"),
        ("jeanne", "/compte/organisations/ajouter/"),
        ("jeanne", "/compte/organisations/{carrier}/modifier/"),
        ("jeanne", "/compte/organisations/{carrier}/activite/"),
        ("jeanne", "/compte/membres/"),
        ("farid", "/compte/journal/"),
        ("ines", "/compte/sans-organisation/"),
    ],
)
def test_page_of_others_is_accessible(
    cast: Cast,
    browse_as: Browse,
    assert_accessible: Check,
    screenshot: Shoot,
    who: str,
    address: str,
) -> None:
    page = browse_as(getattr(cast, who), size=(360, 740))
    page.goto(address.format(carrier=cast.carrier.pk))
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("introuvable")
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, f"accounts-{who}-{address}")


@pytest.mark.parametrize(
    "address",
    [
        "/compte/mot-de-passe/oublie/",
        "/compte/mot-de-passe/oublie/envoye/",
        "/compte/mot-de-passe/nouveau/1-faux/",
        "/compte/mot-de-passe/nouveau/fait/",
        "/compte/invitation/0000/",
        "/compte/desactive/",
    ],
)
def test_page_of_a_stranger_is_accessible(
    narrow_page: Page, cast: Cast, assert_accessible: Check, screenshot: Shoot, address: str
) -> None:
    narrow_page.goto(address)
    assert_accessible(narrow_page)
    assert_fits(narrow_page)
    screenshot(narrow_page, f"accounts-{address}")


def test_invitation_of_somebody_who_has_an_account_is_accessible(
    narrow_page: Page, cast: Cast, assert_accessible: Check, screenshot: Shoot
) -> None:
    narrow_page.goto(f"/compte/invitation/{let_in(cast, cast.denis.user.email).token}/")
    assert_accessible(narrow_page)
    assert_fits(narrow_page)
    screenshot(narrow_page, "accounts-accept-with-account")


def test_card_of_the_demonstration_enters_in_one_click(
    page: Page, settings: object, assert_accessible: Check, screenshot: Shoot
) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    load_accounts()
    page.goto(SIGN_IN)
    assert_accessible(page)
    screenshot(page, "accounts-cards")
    page.get_by_role("button", name="Entrer comme Aïcha").click()
    page.wait_for_url("**/espace/")
