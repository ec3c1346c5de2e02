"""What people type to say where they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.territory.domain.place_query import (
    PlaceQuery,
    read_place,
)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Issy", PlaceQuery("issy")),
        ("Issy (92)", PlaceQuery("issy", departement="92")),
        ("Issy 92130", PlaceQuery("issy", "92130")),
        ("92130 Issy", PlaceQuery("issy", "92130")),
        ("92 130", PlaceQuery(code="92130")),
        ("9213", PlaceQuery(prefix="9213")),
        ("92", PlaceQuery(prefix="92")),
        ("2A004", PlaceQuery(code="2A004")),
        ("Ajaccio 2a", PlaceQuery("ajaccio", departement="2A")),
        ("paris 11", PlaceQuery("paris 11e arrondissement")),
        ("Lyon 1er", PlaceQuery("lyon 1er arrondissement")),
        ("Marseille 16e arrondissement", PlaceQuery("marseille 16e arrondissement")),
        ("Lyon 42", PlaceQuery("lyon", departement="42")),
        ("  \0 ", PlaceQuery()),
    ],
)
def test_question_is_taken_apart(text: str, query: PlaceQuery) -> None:
    assert read_place(text) == query


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text: str) -> None:
    query = read_place(text)
    assert len(query.name) <= 400
    assert "\0" not in f"{query.name}{query.code}{query.prefix}"
