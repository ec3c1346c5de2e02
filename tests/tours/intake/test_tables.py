"""Tables and lists as people really keep them: what each row says, and nothing lost in silence."""

import json

import pytest

from allervers.tours.domain.intake import ReadSeries
from allervers.tours.gateways.intake_reader import read_file
from tests.tours.intake.scoring import hours_text, short_rule


def said(one: ReadSeries) -> str:
    """Write a series on one line."""
    hours = hours_text(one.hours) if one.hours else "?"
    asked = ",".join(question.field.value for question in one.questions) or "-"
    return f"{one.place.commune} | {short_rule(one.rrule or '?')} | {hours} | {asked}"


def series_of(text: str) -> list[str]:
    """Read a file written in UTF-8."""
    return [said(one) for row in read_file(text.encode()).file.rows for one in row.series]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "Ville;Lieu;Rythme;Jour;Heure début;Heure fin\nValombre;Mairie;1er et 3e;lundi;9h;12h",
            ["Valombre | MONTHLY 1MO,3MO | 09:00-12:00 | -"],
        ),
        (
            "Commune;Lieu;Semaine;Jour;Horaires\nValombre;Mairie;paire;lundi;9h-12h",
            ["Valombre | EVEN MO | 09:00-12:00 | -"],
        ),
        (
            "Commune;Lieu;Lundi;Mardi;Mercredi;Jeudi\nValombre;Mairie;9h-12h;;;14h-17h",
            ["Valombre | WEEKLY MO | 09:00-12:00 | -", "Valombre | WEEKLY TH | 14:00-17:00 | -"],
        ),
        (
            'Commune;Lieu;Jour;Horaires\nValombre;Mairie;"Lundi\nJeudi";"9h-12h\n14h-17h"',
            ["Valombre | WEEKLY MO | 09:00-12:00 | -", "Valombre | WEEKLY TH | 14:00-17:00 | -"],
        ),
        (
            "Tournée du bus 2026;;;\n;;;\nCommune;Lieu;Jour;Horaires\nValombre;Mairie;Mardi;9h-12h",
            ["Valombre | WEEKLY TU | 09:00-12:00 | -"],
        ),
        (
            "Commune;Lieu;Jour;Horaires\nValombre;Mairie;Lundi;9h-12h\n;Gare;Jeudi;14h-17h",
            [
                "Valombre | WEEKLY MO | 09:00-12:00 | -",
                "Valombre | WEEKLY TH | 14:00-17:00 | place",
            ],
        ),
    ],
    ids=["frequency", "parity", "weekdays", "lines", "title", "merged cells"],
)
def test_table_when_read_then_every_column_of_time_counts(table: str, expected: list[str]) -> None:
    assert series_of(table) == expected


@pytest.mark.parametrize(
    ("when", "reason"),
    [("06/10/2026", "est une date, pas une répétition"), ("", "Le jour manque")],
)
def test_table_when_a_row_gives_no_rule_then_its_reason_is_the_true_one(
    when: str, reason: str
) -> None:
    table = f"Commune;Lieu;Jour\nValombre;Mairie;{when}\nNoirval;Mairie;lundi"
    (refused,) = read_file(table.encode()).file.refused

    assert reason in refused.reason


def test_bus_when_only_words_say_the_hours_then_they_are_read() -> None:
    row = {
        "nom": "Bus",
        "commune": "Valombre",
        "horaires": "",
        "ouverture": "1er lundi de 9h à 12h",
    }

    assert series_of(json.dumps([{"commune": "x", "nom": "y"}, row])) == [
        "Valombre | MONTHLY 1MO | 09:00-12:00 | -"
    ]


@pytest.mark.parametrize("word", ["Oui", "Itinérante", "true", "1"])
def test_national_list_when_itinerance_is_said_otherwise_then_still_read(word: str) -> None:
    table = (
        "lib_fs;lib_com;adresse;h_lundi;h_mardi;h_mercredi;itinerance\n"
        f"Bus;Valombre;Place;9h00-12h00;09h00 à 12h00;Fermé;{word}"
    )

    assert series_of(table) == ["Valombre | WEEKLY MO | 09:00-12:00 | place",
                                "Valombre | WEEKLY TU | 09:00-12:00 | place"]  # fmt: skip


def test_file_when_opened_once_with_the_wrong_letters_then_mended() -> None:
    table = "Commune;Lieu;Jour\nNoirvallée;Médiathèque;lundi".encode().decode("cp1252")

    (row,) = read_file(table.encode()).file.rows
    assert row.title == "Noirvallée, Médiathèque"
