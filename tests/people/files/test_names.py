"""Names compare the same however they are written."""

from hypothesis import given
from hypothesis import strategies as st

from allervers.people.domain.names import name_key
from allervers.people.domain.pseudonym import ADJECTIVES, LAST_NUMBER, NOUNS, pseudonym


def test_names_compare_without_accents_case_particles_order_nor_hyphens() -> None:
    said = {
        name_key("Jean-Noël", "d’Été"),
        name_key("ETE", "jean noel"),
        name_key("Noël Jean", "de L'Eté"),
    }
    assert said == {"ete jean noel"}


def test_letters_of_elsewhere_are_kept() -> None:
    assert name_key("Łukasz Œdipe Straße") == "lukasz oedipe strasse"
    assert name_key("محمد", "علي")
    assert name_key("Ναί") == name_key("ναι")


def test_particle_alone_is_a_name() -> None:
    assert name_key("Le") == "le"
    assert not name_key("", " ’ ")


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_key_forgets_the_order_and_is_stable(names: list[str]) -> None:
    key = name_key(*names)
    assert key == name_key(*reversed(names))
    assert len(key) <= 400
    assert set(name_key(key).split()) <= set(key.split())


def test_pseudonyms_are_many_and_fit() -> None:
    assert len(set(NOUNS)) == len(NOUNS)
    assert len(set(ADJECTIVES)) == len(ADJECTIVES)
    assert len(NOUNS) * len(ADJECTIVES) * 900 > 3_000_000
    longest = pseudonym(max(NOUNS, key=len), max(ADJECTIVES, key=len), LAST_NUMBER)
    assert len(longest) <= 40
