"""A coordinator plans a season with the keyboard alone, and cancels a visit for a heat wave."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import Page, expect

from allervers.tours.models import Series, Tour, Visit
from tests.cast import Cast
from tests.tours.staff.season import in_paris, make_season

MOST_TABS = 80
FOCUSED = "document.activeElement"


def reach(page: Page, label: str) -> None:
    """Press Tab until the thing of this name has the focus."""
    wanted = (
        page.locator("main")
        .get_by_label(label, exact=True)
        .or_(page.locator("main").get_by_role("button", name=label, exact=True))
        .or_(page.locator("main").get_by_role("link", name=label, exact=True))
        .first
    )
    for _ in range(MOST_TABS):
        if wanted.evaluate(f"element => element === {FOCUSED}"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"« {label} » is out of the keyboard's reach on {page.url}")


def press(page: Page, label: str) -> None:
    """Reach a link or a button, and press Enter."""
    reach(page, label)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill(page: Page, label: str, keys: str) -> None:
    """Reach a field and type."""
    reach(page, label)
    page.keyboard.type(keys)


def typed_date(day: object) -> str:
    """Return a date as the browser's own field takes it from the keyboard (month first)."""
    return f"{day:%m%d%Y}"


def create_tour(page: Page, first: object, last: object) -> None:
    """Create a tour from the list."""
    page.goto(reverse("staff:tours"))
    press(page, "Créer une tournée")
    fill(page, "Nom de la tournée", "Printemps inventé")
    fill(page, "Unité mobile", "Caravane")
    fill(page, "Premier jour", typed_date(first))
    fill(page, "Dernier jour", typed_date(last))
    press(page, "Créer la tournée")


def fill_series(page: Page) -> None:
    """Fill in a series on the Tuesdays of odd weeks, from 9 to 12."""
    press(page, "Ajouter une série de passages")
    fill(page, "Halte", "Bourg")
    fill(page, "Heure de début", "0900AM")
    fill(page, "Heure de fin", "1200PM")
    reach(page, "Toutes les semaines")
    page.keyboard.press("ArrowDown")
    reach(page, "mardi")
    page.keyboard.press("Space")
    press(page, "Voir l'aperçu")


def announce(page: Page, tour: Tour) -> None:
    """Announce every draft of the tour."""
    press(page, "Annoncer les passages")
    page.keyboard.press("Tab")
    press(page, page.locator("main form button").inner_text())
    assert not tour.visits.filter(status="draft").exists()


def cancel_first(page: Page, tour: Tour) -> Visit:
    """Cancel the first visit of the tour for a heat wave."""
    visit = tour.visits.earliest("starts_at")
    page.goto(reverse("staff:visit", args=[visit.id]))
    press(page, "Annuler ce passage")
    reach(page, "canicule")
    page.keyboard.press("Space")
    press(page, "Annuler le passage")
    visit.refresh_from_db()
    return visit


def test_season_is_planned_announced_and_cancelled_by_keyboard(
    cast: Cast,
    browse_as: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    screenshot: Callable[[Page, str], None],
) -> None:
    season = make_season(cast)
    season.agree()
    page = browse_as(cast.aicha)
    create_tour(page, season.today, season.today + timedelta(days=120))
    fill_series(page)
    expect(page.get_by_role("heading", name="Aperçu")).to_be_focused()
    expect(page.locator("main")).to_contain_text("Les mardis des semaines impaires")
    assert_accessible(page)
    screenshot(page, "journey-preview")
    press(page, "Enregistrer la série")
    tour = Tour.objects.get(name="Printemps inventé")
    assert tour.visits.filter(status="draft").count() >= 7
    announce(page, tour)
    screenshot(page, "journey-announced")
    visit = cancel_first(page, tour)
    assert (visit.status, visit.reason) == ("cancelled", "heat_wave")
    assert_accessible(page)


def test_series_that_collides_is_shown_and_cannot_be_saved(
    cast: Cast,
    browse_as: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    screenshot: Callable[[Page, str], None],
) -> None:
    season = make_season(cast)
    for week in range(8):
        day = season.today + timedelta(days=(1 - season.today.weekday()) % 7 + 7 * week + 7)
        Visit.objects.create(
            unit=season.unit,
            halt=season.halt,
            tour=season.tour,
            starts_at=in_paris(day, 9),
            ends_at=in_paris(day, 12),
        )
    page = browse_as(cast.aicha)
    page.goto(reverse("staff:tour", args=[season.tour.id]))
    fill_series(page)
    expect(page.locator("main")).to_contain_text("Caravane est déjà à")
    expect(page.get_by_role("button", name="Enregistrer la série")).to_have_count(0)
    assert_accessible(page)
    screenshot(page, "journey-conflict")
    assert not Series.objects.exists()
