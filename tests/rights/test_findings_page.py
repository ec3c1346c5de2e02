"""The page of findings: what waiting loses first, ranges, cards, help nearby."""

from decimal import Decimal
from urllib.parse import quote_plus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from allervers.rights.actions.screenings import keep_findings, start_screening
from allervers.rights.domain.finding import Found, Status
from allervers.rights.domain.right import Right
from allervers.rights.models import Screening
from allervers.rights.views.screening_pages import summary_of
from tests.cast import sign_in, viewer
from tests.rights.sheet_world import SheetWorld

FOUND = (
    Found(Right.AF, Status.ENTITLED, Decimal("153.01"), waiting=Decimal(0)),
    Found(Right.CSS, Status.ENTITLED),
    Found(Right.RSA, Status.ENTITLED, Decimal("573.49"), Decimal(73), waiting=Decimal("500.49")),
    Found(Right.PPA, Status.NOT_ASKED, missing=("wages",), low=Decimal(0), high=Decimal(412)),
    Found(Right.ARS, Status.ENTITLED, Decimal("429.01"), waiting=Decimal(0)),
    Found(Right.AAH, Status.NOT_ENTITLED),
)


@pytest.fixture
def screening(sheet_world: SheetWorld) -> Screening:
    """Return a check with such findings."""
    now, encounter = timezone.now(), sheet_world.encounter(commune=sheet_world.season.commune)
    who = viewer(sheet_world.cast.bruno)
    made = start_screening(viewer=who, encounter_id=encounter.id, now=now)
    keep_findings(screening_id=made.id, version=0, rules="règles inventées", found=FOUND, now=now)
    return made


@pytest.fixture
def text(client: Client, sheet_world: SheetWorld, screening: Screening) -> str:
    """Return the page, without spaces that do not break."""
    page = sign_in(client, sheet_world.cast.bruno).get(reverse("rights:show", args=(screening.id,)))
    return page.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_steps_go_from_the_most_urgent_to_the_least(text: str) -> None:
    steps = ["RSA (revenu", "Complémentaire santé", "Allocations familiales"]
    places = [text.index(f'h5 mb-0">{one}') for one in steps]
    assert places == sorted(places)


def test_page_says_what_waiting_loses(text: str) -> None:
    assert "Chaque mois sans demande : 500,49 € perdus." in text
    assert "est un mois sans cette aide" in text
    assert "jusqu'à deux ans en arrière. Si le droit date de plus" in text.replace("&#x27;", "'")


def test_summary_adds_what_is_certain_and_nothing_else(screening: Screening, text: str) -> None:
    assert "Droits probables : 726,50 € par mois" in text
    assert "et 429,01 € par an" in text
    assert "Chaque mois sans demande fait perdre 500,49 €." in text
    none = [one for one in screening.findings.order_by("id") if one.status != "entitled"]
    assert summary_of(none) is None


def test_what_is_possible_has_its_range(text: str) -> None:
    assert "entre 0,00 € et 412,00 €" in text


def test_each_right_to_claim_has_its_card_and_help_nearby(screening: Screening, text: str) -> None:
    assert text.count("Comment demander") == 5  # not the one that is refused
    assert "https://www.caf.fr/" in text
    assert "/annuaire/?theme=sante" in text
    commune = screening.encounter.commune
    assert commune is not None
    assert f"commune={quote_plus(commune.name)}" in text
