"""The search of a place."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from allervers.territory.actions.communes import store_communes
from allervers.territory.domain.commune import CommuneFacts
from allervers.territory.queries.places import commune, find_places

pytestmark = pytest.mark.django_db
Communes = list[CommuneFacts]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Issy-les-Moulineaux", "92040"),
        ("issy", "92040"),
        ("ISSY LES MOULINEAUX", "92040"),
        ("moulineaux", "92040"),
        ("Isy les moulinaux", "92040"),
        ("92130", "92040"),
        ("9213", "92040"),
        ("92040", "92040"),
        ("Issy (92)", "92040"),
        ("Issy 92130", "92040"),
        ("Issy 75", "92040"),
        ("75011", "75111"),
        ("paris 11", "75111"),
        ("Paris", "75056"),
        ("75", "75056"),
        ("Verteuil s/Charente", "16400"),
        ("La Foret de Tessé", "16142"),
        ("Saint-Denis", "97411"),
        ("St Denis 93", "93066"),
        ("saint denis (974)", "97411"),
    ],
)
def test_search_finds_first(communes: Communes, text: str, first: str) -> None:
    assert [each.code for each in find_places(text)][:1] == [first]


def test_search_when_former_name_says_it(communes: Communes) -> None:
    (found,) = find_places("Villejesus")
    assert (found.code, found.name, found.matched_as) == ("16005", "Aigre", "Villejésus")


@pytest.mark.parametrize("text", ["", "   ", "\0", "%", "_", "zzzzzz", "00000", "😀"])
def test_search_when_nothing_is_meant_is_empty(communes: Communes, text: str) -> None:
    assert find_places(text) == []


def test_search_keeps_to_the_limit(communes: Communes) -> None:
    assert len(find_places("s", 1)) == 1
    assert len(find_places("75", -3)) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=st.text(max_size=40))
def test_search_of_any_text_never_fails(communes: Communes, text: str) -> None:
    assert len(find_places(text, 5)) <= 5


@pytest.mark.parametrize("text", ["issy", "Rien de tel 75011", "Rien de tel 75999", "Rien 75"])
def test_search_asks_at_most_seven_queries(
    communes: Communes, text: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(7):
        find_places(text)


def test_commune_when_code_is_former_leads_to_today(communes: Communes) -> None:
    found = commune("16411")
    assert found
    assert (found.code, found.matched_as) == ("16005", "Villejésus")


@pytest.mark.parametrize("code", ["99999", "", "\0"])
def test_commune_when_unknown_is_none(communes: Communes, code: str) -> None:
    assert commune(code) is None


def test_search_after_a_new_name_forgets_the_old_one(communes: Communes) -> None:
    store_communes(facts=[CommuneFacts("92048", name="Meudon-la-Neuve")])
    assert [each.name for each in find_places("meudon")] == ["Meudon-la-Neuve"]
