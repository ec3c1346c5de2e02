"""Opening hours in words."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from allervers.directory.wording.hours import hours_lines

SINCE = date(2026, 11, 25)


def said(text: str) -> list[str] | None:
    """Say hours, their no-break spaces made plain."""
    lines = hours_lines(text, SINCE)
    return None if lines is None else [line.replace("\u00a0", " ") for line in lines]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Mo-Fr 09:00-12:00", ["du lundi au vendredi : 9 h à 12 h"]),
        (
            "Mo-Th 09:00-12:30,14:00-17:00; Sa 10:00-12:00; PH off",
            [
                "du lundi au jeudi : 9 h à 12 h 30 et 14 h à 17 h",
                "samedi : 10 h à 12 h",
                "fermé les jours fériés",
            ],
        ),
        ("Mo,We,Fr 14:00-18:00", ["lundi, mercredi et vendredi : 14 h à 18 h"]),
        ("Tu[1] 09:00-12:00", ["mardi : 9 h à 12 h (pas toutes les semaines)"]),
        ("24/7", ["tous les jours, jour et nuit"]),
        ("Sur rendez-vous le mardi", None),
        ("Mo-Fr off", None),
        ("", None),
    ],
)
def test_hours_are_said_as_people_say_them(text: str, lines: list[str] | None) -> None:
    assert said(text) == lines


def test_hours_follow_the_language() -> None:
    with override("en"):
        assert "Monday" in (hours_lines("Mo-Fr 09:00-12:00", SINCE) or [""])[0]
    with override("ar"):
        assert "لاثن" in (hours_lines("Mo-Fr 09:00-12:00", SINCE) or [""])[0]


@given(text=st.text(max_size=60))
def test_any_text_gives_lines_or_nothing(text: str) -> None:
    assert all(line.strip() for line in hours_lines(text, SINCE) or [])
