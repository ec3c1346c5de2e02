"""Opening hours in words."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from allervers.rights.exchange.sheet.hours import hours_lines
from tests.rights.sheet_reading import words

SINCE = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mo-Fr 09:00-12:00", ["du lundi au vendredi, de 9 h à 12 h"]),
        (
            "Mo-Th 09:00-12:30,14:00-17:00; Sa 10:00-12:00; PH off",
            [
                "du lundi au jeudi, de 9 h à 12 h 30 et de 14 h à 17 h",
                "samedi, de 10 h à 12 h",
            ],
        ),
        ("Mo,We,Fr 14:00-18:00", ["lundi, mercredi et vendredi, de 14 h à 18 h"]),
        ("Tu[1] 09:00-12:00", ["mardi, de 9 h à 12 h, pas toutes les semaines"]),
        ("24/7", ["du lundi au dimanche, jour et nuit"]),
        ("Sur rendez-vous le mardi", ["Sur rendez-vous le mardi"]),
        ("Mo-Fr off", []),
    ],
)
def test_hours_are_said_as_people_say_them(text: str, said: list[str]) -> None:
    assert [words(line) for line in hours_lines(text, SINCE)] == said


def test_hours_follow_the_language() -> None:
    with override("en"):
        assert "Monday" in hours_lines("Mo-Fr 09:00-12:00", SINCE)[0]
    with override("ar"):
        assert "لاثن" in hours_lines("Mo-Fr 09:00-12:00", SINCE)[0]


@given(text=st.text(max_size=60))
def test_any_text_gives_lines(text: str) -> None:
    assert all(line.strip() for line in hours_lines(text, SINCE))
