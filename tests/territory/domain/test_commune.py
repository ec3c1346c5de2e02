"""What an answer of a search says of itself."""

import pytest

from allervers.territory.domain.commune import CommuneFacts, Place, PlaceKind
from allervers.territory.domain.plausible import why_implausible
from allervers.territory.domain.point import CommuneArea, PointStatus, check_point

NOWHERE = CommuneArea("Papeete", None, None, None, None)
SQUARE = {"type": "Polygon", "coordinates": [[[2, 48], [3, 48], [3, 49], [2, 49], [2, 48]]]}


@pytest.mark.parametrize(
    ("postal_codes", "label"),
    [(("92130",), "Issy (92130)"), (("92190", "92360"), "Issy (92)"), ((), "Issy (92)")],
)
def test_label_tells_homonyms_apart(postal_codes: tuple[str, ...], label: str) -> None:
    place = Place(
        PlaceKind.COMMUNE, "92040", "Issy", "92", "Hauts-de-Seine", postal_codes, 1, None, None
    )
    assert place.label == label


@pytest.mark.parametrize(
    "facts",
    [CommuneFacts("98735", outline=SQUARE), CommuneFacts("98735", latitude=-17.5, longitude=-149)],
)
def test_nothing_is_implausible_when_the_place_is_unknown(facts: CommuneFacts) -> None:
    assert why_implausible(facts, NOWHERE) == ""


def test_outline_around_its_own_point_is_plausible() -> None:
    facts = CommuneFacts("1", latitude=48.5, longitude=2.5, outline=SQUARE)
    assert why_implausible(facts, NOWHERE) == ""


@pytest.mark.parametrize(
    ("latitude", "words"), [(49.0075, "830\u00a0m"), (49.05, "5,6\u00a0km"), (60.0, "1223\u00a0km")]
)
def test_distance_is_written_as_the_french_do(latitude: float, words: str) -> None:
    check = check_point(CommuneArea("Issy", None, None, None, SQUARE), latitude, 2.5)
    assert check.status is PointStatus.OUTSIDE
    assert words in check.detail
