"""Some words call for a number before any service."""

import pytest

from allervers.directory.domain.danger import DANGERS, numbers_for
from allervers.directory.domain.spelling import words_of
from allervers.ui.emergency import lines_of


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("envie d'en finir", "3114"),
        ("j'ai plus envie de vivre", "3114"),
        ("pensées suicidaires", "3114"),
        ("mon mari me frappe", "3919"),
        ("mon ex me menace", "3919"),
        ("mon père frappe mon frère", "119"),
        ("je dors dans ma voiture", "115"),
        ("Je suis a la rue ce soir", "115"),
        ("il menace de mort", "17"),
    ],
)
def test_danger_said_gives_its_number(said: str, number: str) -> None:
    assert number in numbers_for(words_of(said))


@pytest.mark.parametrize(
    "said", ["plus rien a manger", "papiers caf trop compliqués", "cours de français", "", "mari"]
)
def test_everyday_needs_give_none(said: str) -> None:
    assert numbers_for(words_of(said)) == ()


def test_every_number_is_one_of_the_emergency_page() -> None:
    assert len(lines_of(number for number, _patterns in DANGERS)) == len(DANGERS)
