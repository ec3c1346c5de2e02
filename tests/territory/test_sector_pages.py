"""The pages of the sectors in a real browser: axe, screenshots."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from allervers.territory.actions.communes import store_communes
from allervers.territory.demonstration import load_sectors
from allervers.territory.gateways.extract import read_communes, read_departements
from allervers.territory.models import Sector, SectorCoverage
from tests.browsing import Screenshot
from tests.cast import make_cast


@pytest.mark.django_db(transaction=True)
def test_sector_pages_are_accessible(
    browse_as: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    cast = make_cast()
    facts = (each for each in read_communes() if each.departement == "92")
    store_communes(facts=facts, departements=read_departements())
    load_sectors(cast.carrier.id)
    page = browse_as(cast.aicha)
    sector = Sector.objects.get(name__contains="Coteaux")
    row = SectorCoverage.objects.filter(sector=sector).earliest("id")
    root = "/espace/secteurs/"
    paths = ("", f"{sector.id}/", f"{sector.id}/communes/ajouter/", "importer/")
    for path in (*paths, f"{sector.id}/communes/{row.id}/retirer/"):
        page.goto(root + path)
        assert_accessible(page)
        screenshot(page, f"secteurs-{page.locator('h1').inner_text()}")
    page.goto(f"{root}{sector.id}/communes/ajouter/")
    page.get_by_label("Commune", exact=True).fill("zzzzzz")
    page.get_by_role("button", name="Ajouter la commune").click()
    expect(page).to_have_title(re.compile("^Erreur"))
    assert_accessible(page)
    screenshot(page, "secteurs-erreur")
