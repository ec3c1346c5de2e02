"""What leaves a plan: spreadsheet, calendar, season on paper, letters to communes."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from allervers.seasons.exchange.letters import Contact, PitchNeeds, letters
from allervers.seasons.exchange.rows import SeasonRow
from allervers.seasons.exchange.season_csv import season_csv
from allervers.seasons.exchange.season_ics import season_ics
from allervers.seasons.exchange.season_pdf import season_pdf
from allervers.seasons.queries.letters import TownHall

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
TODAY = date(2026, 11, 22)
CONTACT = Contact("Association Inventée", "Aïcha Inventée", "0199000000", "aicha@exemple.invalid")
MORNING = (time(9, 30), time(12, 30))
SPRING = SeasonRow("Bus bleu", "Place du Puits", "Arcueil", date(2027, 3, 30), *MORNING)
SUMMER = SeasonRow(
    "Bus bleu", "Mairie", "Créteil", date(2027, 7, 6), *MORNING, "1 rue Inventée", ("CAF inventée",)
)
HOSTILE = SeasonRow(
    "=cmd|calc", "@halt", "+33\r\nX", date(2027, 3, 31), *MORNING, '-1";x', ("#panic()", "*gras*")
)


def words(drawn: bytes) -> str:
    """Return the text of a PDF on one line, with ordinary spaces."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn)).pages)
    return " ".join(text.split())


def calendar(rows: list[SeasonRow], *, is_published: bool = False) -> bytes:
    """Write a calendar on an invented site."""
    site = "https://exemple.invalid"
    return season_ics(rows, name="Saison", base_url=site, now=NOW, is_published=is_published)


def season(rows: list[SeasonRow]) -> bytes:
    """Draw a season that is not published."""
    return season_pdf(rows, name="Printemps", carrier="Association", today=TODAY, note="Provisoire")


def letter(rows: list[SeasonRow]) -> bytes:
    """Draw letters for a bus of 8 m."""
    needs = {"Bus bleu": PitchNeeds(8, 2.5, needs_power=True)}
    return letters(rows, contact=CONTACT, needs=needs, today=TODAY, answer_by=date(2027, 1, 15))


def test_spreadsheet_holds_no_formula_and_ends_its_lines_as_rfc_4180_says() -> None:
    written = season_csv([SUMMER, HOSTILE])
    read = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""), delimiter=";"))

    assert read[1] == [
        "06/07/2027", "09:30", "12:30", "Bus bleu", "Créteil", "Mairie", "1 rue Inventée",
        "CAF inventée",
    ]  # fmt: skip
    assert not [cell for line in read for cell in line if cell.startswith(("=", "+", "-", "@"))]
    assert written.startswith("\ufeffdate;") and written.endswith("\r\n")  # noqa: PT018
    assert len(read) == 3


def test_calendar_tells_instants_of_winter_and_summer() -> None:
    events = Calendar.from_ical(calendar([SPRING, SUMMER])).walk("VEVENT")

    assert [one["DTSTART"].dt for one in events] == [
        datetime(2027, 3, 30, 7, 30, tzinfo=UTC),
        datetime(2027, 7, 6, 7, 30, tzinfo=UTC),
    ]
    assert "Mairie, 1 rue Inventée, Créteil" in events[1]["LOCATION"]
    assert "CAF inventée" in events[1]["DESCRIPTION"]
    assert {one["STATUS"] for one in events} == {"TENTATIVE"}
    assert b"CONFIRMED" in calendar([SPRING], is_published=True)


def test_an_event_keeps_its_uid_from_one_plan_to_the_next() -> None:
    def uids(rows: list[SeasonRow]) -> list[str]:
        return [str(one["UID"]) for one in Calendar.from_ical(calendar(rows)).walk("VEVENT")]

    later = SeasonRow("Bus bleu", "Place du Puits", "Arcueil", SPRING.day, time(14), time(16))

    assert uids([SPRING, SUMMER]) == uids([later, SUMMER])
    assert len(set(uids([SPRING, SUMMER, HOSTILE]))) == 3


def test_nothing_typed_opens_another_line_of_the_calendar() -> None:
    lines = calendar([HOSTILE]).split(b"\r\n")

    assert all(len(line) <= 75 for line in lines)
    assert not [line for line in lines if line.startswith(b"X,") or b"\n" in line]
    assert Calendar.from_ical(calendar([]))


def test_season_on_paper_has_a_month_a_page_and_is_tagged() -> None:
    drawn = season([SPRING, SUMMER, HOSTILE])
    reader = PdfReader(io.BytesIO(drawn))

    assert len(reader.pages) == 3  # two months of the bus, one of the other
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    for part in ("Provisoire", "3 passages dans 3 communes", "juillet 2027", "#panic()", "*gras*"):
        assert part in words(drawn)
    assert "de 9 h 30 à 12 h 30 Arcueil Place du Puits" in words(drawn)


def test_season_on_paper_shows_a_saturday_only_when_it_rolls_then() -> None:
    saturday = SeasonRow("Bus bleu", "Mairie", "Créteil", date(2027, 5, 1), *MORNING)

    assert "samedi" in words(season([saturday]))
    assert "samedi" not in words(season([SPRING]))
    assert "Aucun passage" in words(season([]))


def test_letters_ask_each_commune_for_its_own_dates() -> None:
    reader = PdfReader(io.BytesIO(letter([SUMMER, SPRING])))
    first, second = (" ".join(page.extract_text().split()) for page in reader.pages)

    for part in (
        "À la mairie Arcueil", "mardi 30 mars 2027", "Place du Puits", "8 m sur 2,5 m",
        "une prise électrique", "avant le vendredi 15 janvier 2027", "D’accord pour toutes",
        "Réponse de la commune : Arcueil", "01 99 00 00 00", "aicha@exemple.invalid",
    ):  # fmt: skip
        assert part in first, part
    assert "Créteil" not in first
    assert "Avec : CAF inventée" in second
    assert "/StructTreeRoot" in reader.trailer["/Root"]


def test_a_letter_is_for_one_town_hall_even_when_two_communes_share_a_name() -> None:
    one, other = (
        replace(SPRING, commune="Saint-Inventé", commune_code=code) for code in ("92998", "94998")
    )
    halls = {"92998": TownHall("Saint-Inventé", "1 place Haute", "92000", "0199000003", "m@ex.fr")}

    drawn = letters([one, other], contact=CONTACT, needs={}, today=TODAY, halls=halls)
    first, second = (one.extract_text() for one in PdfReader(io.BytesIO(drawn)).pages)

    assert "1 place Haute" in first
    assert "92000 Saint-Inventé" in " ".join(first.split())
    assert "1 place Haute" not in second


def test_each_page_of_a_long_letter_says_of_which_commune_it_is() -> None:
    days = [replace(SUMMER, day=SUMMER.day + timedelta(n)) for n in range(60)]
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(letter([SPRING, *days]))).pages]

    assert [" ".join(page.split()[-3:]) for page in pages[1:]] == [
        f"Créteil Page {n}/{len(pages) - 1}" for n in range(1, len(pages))
    ]
    assert len(pages) > 3
    assert "Page" not in pages[0]


@pytest.mark.parametrize("rows", [[], [HOSTILE]])
def test_letters_are_drawn_whatever_is_typed(rows: list[SeasonRow]) -> None:
    assert ("#panic()" in words(letter(rows))) == bool(rows)


def test_a_letter_of_two_units_says_which_and_asks_nothing_unknown() -> None:
    truck = SeasonRow("Camion inventé", "Mairie", "Arcueil", date(2027, 4, 2), *MORNING)

    said = words(letter([SPRING, truck]))

    assert "Camion inventé Mairie" in said
    assert "Camion inventé : " not in said
