"""A resident finds the bus, follows it, hears of a cancellation; on a phone, by keyboard."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from allervers.tours.models import MobileUnit, Notice, Visit
from tests.tours.public.world import World, town, world

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["world"]  # the fixture of the invented country
Check = Callable[[Page], None]
Shot = Callable[[Page, str], None]
NARROW = (360, 740)


@pytest.fixture
def season(world: World) -> dict[str, Visit]:
    """Visits in two towns: kept, cancelled by the heat, moved; and a notice in force."""
    MobileUnit.objects.update(description="Un bus aménagé, avec deux bureaux.", phone="0199000000")
    kept = world.visit(4, series=world.series())
    world.aboard(kept)
    for days in (11, 18, 25):
        world.aboard(world.visit(days))
    world.visit(6, halt=world.near)
    new = world.visit(13, halt=world.near)
    moved = world.visit(5, status="moved", reason="town", moved_to=new)
    off = world.visit(
        7, status="cancelled", reason="heat_wave", reason_text="Il fera 41 °C sous la tôle."
    )
    return {"kept": kept, "moved": moved, "off": off}


def notice(world: World) -> None:
    """Put a heat-wave notice on the whole site."""
    now = timezone.now()
    Notice.objects.create(
        carrier=world.carrier,
        level="danger",
        title="Canicule",
        text="Buvez de l’eau. Les passages de l’après-midi sont annulés.",
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=1),
    )


def fits(page: Page) -> None:
    """Nothing sticks out of a narrow screen."""
    page.wait_for_load_state("load")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0, page.url


def test_resident_finds_by_commune_and_subscribes(
    season: dict[str, Visit], page: Page, assert_accessible: Check, screenshot: Shot
) -> None:
    page.goto("/")
    assert_accessible(page)
    screenshot(page, "resident-accueil")
    page.get_by_label("Votre commune ou votre code postal").fill("issy les moulineaux")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Issy-les-Moulineaux")
    expect(page.get_by_text("Le prochain passage", exact=True)).to_be_visible()
    assert_accessible(page)
    screenshot(page, "resident-commune")
    page.get_by_role("link", name="Issy-les-Moulineaux, Place du marché", exact=True).click()
    follow = page.get_by_role("link", name="M’abonner au calendrier")
    assert str(follow.get_attribute("href")).startswith("webcal://")
    file = page.request.get(
        str(page.get_by_role("link", name="Télécharger les dates").get_attribute("href"))
    )
    assert file.headers["content-type"].startswith("text/calendar")
    assert_accessible(page)
    screenshot(page, "resident-halte")


def test_resident_finds_by_position_rounded(
    season: dict[str, Visit],
    new_context: Callable[..., BrowserContext],
    assert_accessible: Check,
    screenshot: Shot,
) -> None:
    point = {"latitude": 48.8241234, "longitude": 2.2731234}
    page = new_context(NARROW, geolocation=point, permissions=["geolocation"]).new_page()
    page.goto("/")
    page.get_by_role("button", name="Utiliser ma position").click()
    page.wait_for_url("**/passages/?lat=48.824&lon=2.273")
    expect(page.get_by_role("heading", level=1)).to_contain_text("autour de vous")
    expect(page.get_by_text("Place du marché").first).to_be_visible()
    assert_accessible(page)
    fits(page)
    screenshot(page, "resident-position")


def test_resident_sees_a_cancellation_everywhere(
    season: dict[str, Visit], world: World, page: Page, assert_accessible: Check, screenshot: Shot
) -> None:
    notice(world)
    page.goto(f"/passages/{season['off'].pk}/")
    expect(page.get_by_role("alert")).to_contain_text("annulé")
    expect(page.get_by_role("alert")).to_contain_text("canicule")
    expect(page.get_by_text("Buvez de l’eau")).to_be_visible()
    assert_accessible(page)
    screenshot(page, "resident-annule")
    page.goto(f"/passages/{season['moved'].pk}/")
    page.get_by_role("link", name="Venez plutôt le").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Malakoff")
    assert_accessible(page)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/passages/", "tous"),
        ("/passages/?q=i", "choix"),
        ("/passages/?q=mallakof", "vouliez-vous"),
        ("/passages/?q=zzzzz", "introuvable"),
        ("/passages/?lat=1", "incomplet"),
        ("/passages/?lat=43.3&lon=5.4", "loin"),
        ("/communes/", "communes"),
        ("/communes/92019/", "commune-vide"),
        ("/unites/bus-bleu/", "unite"),
        ("/donnees-ouvertes/", "donnees"),
    ],
)
def test_public_page_in_every_state_is_accessible_and_narrow(
    season: dict[str, Visit],
    narrow_page: Page,
    assert_accessible: Check,
    screenshot: Shot,
    path: str,
    name: str,
) -> None:
    town("92002", "Issy-la-Neuve", "92999", (48.75, 2.2))
    narrow_page.goto(path)
    assert_accessible(narrow_page)
    fits(narrow_page)
    screenshot(narrow_page, f"public-{name}")


def test_visit_page_on_a_phone_is_accessible_and_narrow(
    season: dict[str, Visit], narrow_page: Page, assert_accessible: Check, screenshot: Shot
) -> None:
    for path in (
        "/",
        "/communes/92040/",
        "/haltes/issy-marche/",
        f"/passages/{season['kept'].pk}/",
    ):
        narrow_page.goto(path)
        assert_accessible(narrow_page)
        fits(narrow_page)
    screenshot(narrow_page, "resident-passage")


def test_resident_without_javascript_finds_and_reads(
    season: dict[str, Visit], page_without_javascript: Page
) -> None:
    page = page_without_javascript
    page.goto("/")
    expect(page.get_by_role("button", name="Utiliser ma position")).to_have_count(0)
    page.get_by_label("Votre commune ou votre code postal").fill("92240")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Malakoff")
    page.get_by_role("link", name="Malakoff, Stade", exact=True).click()
    expect(page.get_by_text("Les prochaines dates")).to_be_visible()


def test_resident_by_keyboard_only_reaches_the_visit(season: dict[str, Visit], page: Page) -> None:
    page.goto("/")
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "ask-q":
            break
    page.keyboard.type("Malakoff")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Malakoff")
    for _ in range(25):
        page.keyboard.press("Tab")
        if "/passages/" in str(
            page.evaluate("document.activeElement.pathname || ''")
        ) and page.evaluate("document.activeElement.closest('.answer') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/passages/*/")


def test_printed_halt_keeps_dates_and_drops_menus(season: dict[str, Visit], page: Page) -> None:
    page.goto("/haltes/issy-marche/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Les prochaines dates")).to_be_visible()
    for hidden in (".safety-bar", ".site-footer", ".follow .btn"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_public_page_asks_no_other_site_and_keeps_no_cookie(
    season: dict[str, Visit], page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/communes/92040/", "/haltes/issy-marche/"):
        page.goto(path, wait_until="networkidle")
    here = page.url.split("/haltes")[0]
    assert [url for url in asked if not url.startswith((here, "data:", "blob:"))] == []
    assert page.context.cookies() == []
