"""Spellings of place names brought to one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.territory.domain.names import of_place, same_place_name, search_key


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("Issy-les-Moulineaux", "issy les moulineaux"),
        ("ISSY LES MOULINEAUX CEDEX 9", "issy les moulineaux"),
        ("St Amant de Boixe", "saint amant de boixe"),
        ("Ste-Foy", "sainte foy"),
        ("Verteuil s/Charente", "verteuil sur charente"),
        ("Verteuil s / Charente", "verteuil sur charente"),
        ("Clichy s/s Bois", "clichy sous bois"),
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("Œuilly", "oeuilly"),
        ("Saint-Denis-lès-Bourg", "saint denis les bourg"),
        ("Saint-Denis-lez-Bourg", "saint denis les bourg"),
        ("\0\n\t ", ""),
        ("", ""),
    ],
)
def test_key_when_spellings_differ_is_the_same(spelling: str, key: str) -> None:
    assert search_key(spelling) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [("La Foret de Tessé", "La Forêt-de-Tessé"), ("Aigle (L')", "L'Aigle"), ("Haye", "La Haye")],
)
def test_same_place_when_only_article_or_accents_differ(one: str, other: str) -> None:
    assert same_place_name(one, other)


def test_same_place_when_names_differ_is_false() -> None:
    assert not same_place_name("Meudon", "Vanves")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Issy", "d'Issy"),
        ("Évry", "d'Évry"),
        ("Le Mans", "du Mans"),
        ("Les Lilas", "des Lilas"),
        ("Vanves", "de Vanves"),
    ],
)
def test_of_place_joins_as_the_french_do(name: str, said: str) -> None:
    assert of_place(name) == said


@given(st.text(max_size=60))
def test_key_of_a_key_is_itself(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


@given(st.text(max_size=60))
def test_key_holds_only_plain_letters_and_digits(text: str) -> None:
    key = search_key(text)
    assert key.replace(" ", "").isascii()
    assert key == key.strip()
    assert "\0" not in key


@given(st.text(alphabet="abcdéèêçàîôû -'", max_size=40))
def test_key_ignores_case(text: str) -> None:
    assert search_key(text.upper()) == search_key(text)
