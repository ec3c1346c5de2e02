"""Staff pages in their other states: refused, empty, asked, answered, by other roles."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from allervers.tours.actions.aboard import set_aboard
from allervers.tours.models import PartnerPresence
from tests.cast import Cast, viewer
from tests.tours.staff.season import Season, make_season

Browse = Callable[..., Page]
Accessible = Callable[[Page], None]
Screenshot = Callable[[Page, str], None]


@pytest.fixture
def season(cast: Cast) -> Season:
    """Return Aïcha's season, its visit announced with a partner on board."""
    made = make_season(cast)
    made.visit.status = "published"
    made.visit.save()
    set_aboard(
        viewer=viewer(cast.aicha),
        visit_id=made.visit.id,
        members=[cast.bruno],
        partners={cast.partner: "aide à l'emploi"},
        edition=None,
    )
    return made


REFUSED = {
    "unit_add": "Ajouter l'unité",
    "tour_add": "Créer la tournée",
    "notice_add": "Afficher le message",
    "absence_add": "Déclarer l'absence",
    "series_add": "Voir l'aperçu",
    "visit_add": "Voir l'aperçu",
    "cancel_many": "Voir l'aperçu",
}


def test_each_refused_form_is_accessible_and_takes_the_focus(
    season: Season,
    cast: Cast,
    browse_as: Browse,
    assert_accessible: Accessible,
    screenshot: Screenshot,
) -> None:
    page = browse_as(cast.aicha)
    for name, button in REFUSED.items():
        args = [season.tour.id] if name in {"series_add", "visit_add"} else []
        page.goto(reverse(f"staff:{name}", args=args))
        page.get_by_role("button", name=button, exact=True).click()
        expect(page, name).to_have_title(re.compile("^Erreur"))
        focus = "one => one === document.activeElement"
        assert page.locator(".error-summary").evaluate(focus), name
        assert_accessible(page)
        screenshot(page, f"refused-{name}")


def test_each_empty_list_is_accessible(
    cast: Cast, browse_as: Browse, assert_accessible: Accessible, screenshot: Screenshot
) -> None:
    page = browse_as(cast.aicha)
    names = "home units halts tours agreements absences editions notices"
    for name in names.split():
        page.goto(reverse(f"staff:{name}"))
        assert_accessible(page)
        screenshot(page, f"empty-{name}")


def test_partner_confirms(
    season: Season,
    cast: Cast,
    browse_as: Browse,
    assert_accessible: Accessible,
    screenshot: Screenshot,
) -> None:
    page = browse_as(cast.denis)
    page.goto(reverse("staff:home"))
    page.get_by_role("link", name="Nous serons là").click()
    assert_accessible(page)
    screenshot(page, "presence")
    page.get_by_role("button", name="Nous serons là").click()
    assert PartnerPresence.objects.get().is_confirmed
    assert_accessible(page)


def test_commune_answers(
    season: Season,
    cast: Cast,
    browse_as: Browse,
    assert_accessible: Accessible,
    screenshot: Screenshot,
) -> None:
    asked = season.agree(
        status="asked", answered_at=None, organisation=cast.commune, request_text="Bonjour."
    )
    page = browse_as(cast.gaelle, size=(360, 740))
    page.goto(reverse("staff:home"))
    page.get_by_role("link", name="Répondre").click()
    assert_accessible(page)
    screenshot(page, "commune-answers")
    page.get_by_label("Accord donné").check()
    page.get_by_role("button", name="Envoyer la réponse").click()
    asked.refresh_from_db()
    assert asked.status == "given"
    assert_accessible(page)
    screenshot(page, "commune-answered")


def test_heat_wave_is_previewed(
    season: Season,
    cast: Cast,
    browse_as: Browse,
    assert_accessible: Accessible,
    screenshot: Screenshot,
) -> None:
    page = browse_as(cast.aicha)
    last = (season.today + timedelta(days=10)).isoformat()
    page.goto(reverse("staff:cancel_many") + f"?au={last}")
    page.get_by_label("canicule").check()
    page.get_by_role("button", name="Voir l'aperçu").click()
    assert_accessible(page)
    screenshot(page, "heat-wave")
    page.get_by_role("button", name="Annuler ces passages").click()
    season.visit.refresh_from_db()
    assert (season.visit.status, season.visit.reason) == ("cancelled", "heat_wave")


def test_commune_is_found_before_the_halt_is_added(
    season: Season,
    cast: Cast,
    browse_as: Browse,
    assert_accessible: Accessible,
    screenshot: Screenshot,
) -> None:
    page = browse_as(cast.aicha)
    page.goto(reverse("staff:halt_add"))
    page.get_by_label("Dans quelle commune ?").fill("bourg")
    page.get_by_role("button", name="Chercher").click()
    assert_accessible(page)
    screenshot(page, "choose-commune")
    page.get_by_role("link", name="Bourg-Inventé").click()
    page.get_by_label("Nom du lieu").fill("Mairie")
    page.get_by_label("Celle de la mairie").check()
    page.get_by_role("button", name="Ajouter la halte").click()
    assert "La halte est ajoutée." in page.content()
    assert_accessible(page)
    screenshot(page, "halt-added")
