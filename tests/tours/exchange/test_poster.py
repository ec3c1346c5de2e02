"""The poster: one tagged page, whatever is written on it."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from allervers.tours.exchange.poster import drawing
from allervers.tours.exchange.poster.content import PosterFacts, content, promise
from allervers.tours.queries.public_cards import HaltCard, PartnerCard, VisitCard
from tests.tours.exchange.cards import FIRST, HALT, UNIT, card
from tests.tours.public.world import World

URL = "https://exemple.invalid/haltes/place-du-puits/"
LONG = "Parking de la salle polyvalente intercommunale Jean-Inventé-de-la-Fontaine-Saint-Martin"


def draw(
    visits: tuple[VisitCard, ...] = (card(),),
    halt: HaltCard = HALT,
    rules: tuple[str, ...] = ("Tous les mardis, de 9 h 30 à 12 h 30",),
) -> PdfReader:
    """Draw a poster and read it back."""
    facts = PosterFacts(halt, visits, rules, URL, date(2026, 11, 21))
    return PdfReader(io.BytesIO(drawing.pdf(drawing.written(content(facts), URL))))


def words(reader: PdfReader) -> str:
    """The text of the whole poster on one line."""
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\u00a0", " ").split())


def test_poster_when_drawn_says_what_a_passer_by_needs() -> None:
    said = words(draw(tuple(card(week) for week in range(4))))
    for part in (
        "Bus bleu s’arrête ici",
        "Villeneuve-l’Inventée",
        "12 rue du Four",
        "Tous les mardis",
        "mardi 1er décembre",
        "mardi 8 décembre",
        "de 9 h 30 à 12 h 30",
        "01 99 00 00 00",
        "Gratuit, sans rendez-vous",
        "place-du-puits",
        "emploi, formation",
    ):
        assert part in said, part


def test_poster_when_drawn_is_tagged_with_title_language_and_alt_text() -> None:
    reader = draw()
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "fr"
    assert "Bus bleu" in str(reader.metadata.title if reader.metadata else "")
    assert "/StructTreeRoot" in catalog
    assert "pdfuaid" in catalog["/Metadata"].get_data().decode()  # PDF/UA-1 identification


def test_poster_when_names_are_very_long_stays_on_one_page() -> None:
    halt = replace(
        HALT, name=LONG, commune_name="Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson", address=LONG
    )
    unit = replace(UNIT, name="La caravane des solidarités et de l’accès aux droits du territoire")
    partners = tuple(PartnerCard(f"{LONG} {n}", LONG, (), is_confirmed=True) for n in range(6))
    visits = tuple(card(week, unit=unit, partners=partners) for week in range(20))
    reader = draw(visits, halt, (f"Les lundis et jeudis des semaines impaires, {LONG}",) * 3)
    assert len(reader.pages) == 1
    assert "Fontaine-Saint-Martin" in words(reader).replace("- ", "-")
    assert "mardi 1er décembre" in words(reader)


@pytest.mark.parametrize(
    "name", ['#panic("non")', '#read("/etc/passwd")', "$x^2$ *gras* _a_ <b>", '"}']
)
def test_poster_when_name_is_code_prints_it_as_text(name: str) -> None:
    said = words(draw(halt=replace(HALT, name=name)))
    assert name.replace("^", "") in said.replace("^", "")
    assert "root:" not in said


@settings(max_examples=25, deadline=None)
@given(name=st.text(max_size=120), line=st.text(max_size=200))
def test_poster_when_given_any_text_is_one_page(name: str, line: str) -> None:
    assert len(draw(halt=replace(HALT, name=name, directions=line), rules=(line,)).pages) == 1


def test_promise_when_appointment_needed_does_not_say_without() -> None:
    free, asking = card(), card(1, by_appointment=True)
    assert "sans rendez-vous" in promise([free], is_step_free=False)
    assert "sans rendez-vous" not in promise([free, asking], is_step_free=False)
    assert "sur rendez-vous" in promise([asking], is_step_free=False)
    assert "accessible" not in promise([free], is_step_free=False)


def test_poster_when_visit_cancelled_strikes_its_date() -> None:
    said = words(draw((card(), card(1, status="cancelled", reason="heat_wave"))))
    assert "annulé" in said


def test_poster_when_asked_again_answers_304(world: World, client: Client) -> None:
    world.visit(series=world.series())
    first = client.get("/haltes/issy-marche/affiche.pdf")
    assert first["Content-Type"] == "application/pdf"
    again = client.get("/haltes/issy-marche/affiche.pdf", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    world.visit(9)
    changed = client.get(
        "/haltes/issy-marche/affiche.pdf", headers={"If-None-Match": first["ETag"]}
    )
    assert changed.status_code == 200


def test_poster_when_rendered_fits_the_sheet(tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("NOT RUN: no pdftotext on this machine (apt install poppler-utils)")
    late = timedelta(days=1 + 7 * 41)  # a Wednesday of September: the longest name of a day
    visits = tuple(
        card(n, starts_at=FIRST + late, ends_at=FIRST + late + timedelta(minutes=170))
        for n in range(14)
    )
    facts = PosterFacts(HALT, visits, (), URL, date(2026, 11, 21))
    file = tmp_path / "affiche.pdf"
    file.write_bytes(drawing.pdf(drawing.written(content(facts), URL)))
    command = ["pdftotext", "-bbox", str(file), "-"]
    boxes = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rights = [float(part.split('"')[0]) for part in boxes.split('xMax="')[1:]]
    bottoms = [float(part.split('"')[0]) for part in boxes.split('yMax="')[1:]]
    assert max(rights) < 595
    assert max(bottoms) < 842
