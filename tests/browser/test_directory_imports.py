"""The imports of the directory in a browser: accessible, on a phone and on a desk."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from allervers.directory.actions.taking_in import keep_file, take_in
from allervers.directory.gateways.directory_file import open_file
from allervers.directory.models import DirectoryImport
from allervers.territory.actions.communes import store_communes
from tests.browsing import Screenshot
from tests.cast import Cast, make_cast
from tests.directory.imports.conftest import FACTS
from tests.directory.imports.files import NOW, as_json, service, structure, take
from tests.directory.imports.world import corrected_record, refused_import


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Reports of every kind, a correction, a disagreement."""
    names = {"99": "Département inventé", "01": "Autre département inventé"}
    store_communes(facts=FACTS, departements=names)
    corrected_record()
    take(as_json(structure(nom="Maison déménagée"), service(), service(id="essai--s2", nom="")))
    wrong = {"latitude": 1.101, "longitude": 46.601, "siret": 36750100000000}
    take(as_json(structure(nom="Maison déménagée", **wrong)))
    return make_cast()


def waiting() -> DirectoryImport:
    """Keep a file that no worker reads."""
    kept = keep_file(
        file_name="attente.json", content=as_json(structure()), source="essai",
        is_complete=False, now=NOW,
    )  # fmt: skip
    DirectoryImport.objects.filter(id=kept.id).update(state="running", rows_done=3, rows_total=9)
    return kept


def addresses() -> dict[str, str]:
    """Return the pages to look at, by the name of their picture."""
    done = DirectoryImport.objects.filter(warned__gt=0).latest("rows__id")
    refusing = DirectoryImport.objects.filter(refused__gt=0)[0]
    return {
        "imports": reverse("directory_staff:imports"),
        "import-ajouter": reverse("directory_staff:import_add"),
        "import-reserves": reverse("directory_staff:import_show", args=[done.id]),
        "import-refus": reverse("directory_staff:import_show", args=[refusing.id]),
        "import-en-cours": reverse("directory_staff:import_show", args=[waiting().id]),
        "fiches": reverse("directory_staff:records") + "?q=aide",
        "fiche": reverse("directory_staff:record", args=["essai--1"]),
        "fiche-corriger": reverse("directory_staff:correct", args=["essai--s1", "thematiques"]),
        "desaccords": reverse("directory_staff:disagreements"),
        "import-confirmer": reverse("directory_staff:import_confirm", args=[refused_import().id]),
    }


def test_every_page_is_accessible(
    cast: Cast,
    browse_as: Callable[..., Page],
    assert_accessible_at_both: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    pages = addresses()
    page = browse_as(cast.aicha)
    for name, url in pages.items():
        page.goto(url)
        assert_accessible_at_both(page)
        screenshot(page, f"annuaire-{name}")


def test_report_follows_the_worker_without_reloading(
    cast: Cast, browse_as: Callable[..., Page]
) -> None:
    kept = keep_file(
        file_name="suivi.json", content=as_json(structure(id="essai--7")), source="essai",
        is_complete=False, now=NOW,
    )  # fmt: skip
    page = browse_as(cast.aicha)
    page.goto(reverse("directory_staff:import_show", args=[kept.id]))
    assert page.get_by_text("en attente").is_visible()
    take_in(import_id=kept.id, opener=open_file, now=NOW)
    page.get_by_text("1 créée").first.wait_for(timeout=10_000)
