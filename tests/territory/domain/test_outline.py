"""Outlines that files bring."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.territory.domain.outline import why_not_outline

RING = [[2.2, 48.8], [2.3, 48.8], [2.3, 48.9], [2.2, 48.8]]


@pytest.mark.parametrize(
    ("kind", "coordinates"), [("Polygon", [RING]), ("MultiPolygon", [[RING], [RING]])]
)
def test_outline_when_well_formed_passes(kind: str, coordinates: object) -> None:
    assert why_not_outline({"type": kind, "coordinates": coordinates}) == ""


@pytest.mark.parametrize(
    ("kind", "coordinates", "words"),
    [
        ("Point", [2.2, 48.8], "pas « Point »"),
        ("Polygon", [], "aucun point"),
        ("Polygon", None, "aucun point"),
        ("MultiPolygon", [None], "listes de polygones"),
        ("Polygon", [RING[:3]], "moins de quatre"),
        ("Polygon", [[*RING[:3], [2.4, 48.9]]], "pas fermé"),
        ("Polygon", [[[2.2], *RING]], "paire"),
        ("Polygon", [[["2.2", 48.8], *RING]], "deux nombres"),
        ("Polygon", [[[math.nan, 48.8], *RING]], "deux nombres"),
        ("Polygon", [[[True, 48.8], *RING]], "deux nombres"),
        ("Polygon", [[[652_000, 6_860_000], *RING]], "Lambert-93"),
        ("Polygon", [[[200, 48.8], *RING]], "pas sur la Terre"),
    ],
)
def test_outline_when_wrong_says_why(kind: str, coordinates: object, words: str) -> None:
    assert words in why_not_outline({"type": kind, "coordinates": coordinates})


json_like = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@given(json_like, st.sampled_from(["Polygon", "MultiPolygon"]))
def test_outline_of_anything_never_fails(value: object, kind: str) -> None:
    why_not_outline(value)
    why_not_outline({"type": kind, "coordinates": value})
