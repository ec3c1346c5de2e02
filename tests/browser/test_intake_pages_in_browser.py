"""The pages of imports in a real browser: accessible, narrow enough, and without JavaScript."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from allervers.territory.actions.communes import store_communes
from allervers.territory.domain.commune import CommuneFacts
from allervers.tours.actions.intake import take_in
from allervers.tours.gateways.intake_reader import read_file
from allervers.tours.models import TimetableImport
from tests.cast import Cast, viewer

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
TEXT = (
    "Un lundi sur deux : mairie de Valombre 9h-12h. Mardi matin : mairie de Noirval. "
    "Jeudi de 14h à 17h à Noirval, place du Four. Fermé du 25 au 29 décembre. "
    "Pour le reste, voyez le garde champêtre. Planning : https://exemple.invalid/bus"
)
TABLE = "commune;lieu;jour;horaires\nValombre;mairie;1er lundi;9h-12h\nNoirval;four;parfois;\n"


@pytest.fixture
def taken(cast: Cast) -> list[TimetableImport]:
    """Take in a text with questions, and a table of which one row is refused."""
    facts = [
        CommuneFacts("99001", "Valombre", "99", 900, ("99100",), (), 46.60, 1.10, 3.0),
        CommuneFacts("99002", "Noirval", "99", 400, ("99100",), (), 46.65, 1.20, 3.0),
    ]
    store_communes(facts=facts, departements={"99": "Département inventé"})
    who = viewer(cast.aicha)
    text = take_in(viewer=who, reader=read_file, text=TEXT, departement="99").taken
    file = take_in(
        viewer=who, reader=read_file, content=TABLE.encode(), file_name="tournee.csv"
    ).taken
    return [text, file]


def test_imports_when_seen_by_the_coordinator_then_accessible_and_narrow(
    cast: Cast,
    taken: list[TimetableImport],
    browse_as: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    screenshot: Callable[[Page, str], None],
) -> None:
    page = browse_as(cast.aicha, size=(360, 740))
    text, file = taken
    asked = text.proposals.get(position=0)
    for name, url in (
        ("imports", reverse("staff:imports")),
        ("import-add", reverse("staff:import_add")),
        ("import-report-text", reverse("staff:import_show", args=[text.id])),
        ("import-report-table", reverse("staff:import_show", args=[file.id])),
        ("import-proposal", reverse("staff:proposal", args=[asked.id])),
    ):
        page.goto(url)
        assert page.evaluate(FITS), url
        assert_accessible(page)
        screenshot(page, name)


def test_import_when_without_javascript_then_text_is_read_answered_and_confirmed(
    cast: Cast, taken: list[TimetableImport], browse_as: Callable[..., Page]
) -> None:
    page = browse_as(cast.aicha, java_script_enabled=False)
    page.goto(reverse("staff:import_show", args=[taken[0].id]))

    page.get_by_role("link", name="Valombre, mairie de Valombre").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Enregistrer les réponses").click()
    page.get_by_role("button", name="Choisir la tournée").click()
    page.get_by_label("Nom de l'unité à créer").fill("Bus inventé")
    page.get_by_role("button", name="Confirmer 2 propositions").click()

    assert "2 passages réguliers confirmés" in page.content()
