"""A point against its commune."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.territory.domain.point import CommuneArea, PointStatus, check_point

OUTLINE = {
    "type": "Polygon",
    "coordinates": [[[2.24, 48.82], [2.28, 48.82], [2.28, 48.84], [2.24, 48.84], [2.24, 48.82]]],
}
ISSY = CommuneArea("Issy", 48.83, 2.26, 2.0, OUTLINE)
NO_OUTLINE = CommuneArea("Issy", 48.83, 2.26, 2.0, None)
NOWHERE = CommuneArea("Papeete", None, None, None, None)


@pytest.mark.parametrize("area", [ISSY, NO_OUTLINE])
@pytest.mark.parametrize("latitude", [48.83, 48.8435])
def test_check_when_inside_or_within_500_m_passes(area: CommuneArea, latitude: float) -> None:
    assert check_point(area, latitude, 2.26).status is PointStatus.CHECKED


@pytest.mark.parametrize("area", [ISSY, NO_OUTLINE])
@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [
        (2.26, 48.83, "inversées"),
        (652_000, 6_860_000, "Lambert-93"),
        (6_860_000, 652_000, "Lambert-93"),
        (0, 0, "0, 0"),
        (48.83, -2.26, "signe de la longitude"),
        (-48.83, 2.26, "signe de la latitude"),
        (math.nan, 2.26, "pas un nombre"),
        (math.inf, 2.26, "pas un nombre"),
        (4883, 226, "entre -90 et 90"),
        (43.3, 5.4, "km d'Issy"),
    ],
)
def test_check_when_wrong_says_the_likely_mistake(
    area: CommuneArea, latitude: float, longitude: float, words: str
) -> None:
    check = check_point(area, latitude, longitude)
    assert check.status is PointStatus.OUTSIDE
    assert words in check.detail


def test_check_when_commune_has_no_place_is_unknown() -> None:
    assert check_point(NOWHERE, -17.5, -149.5).status is PointStatus.UNKNOWN


def test_check_when_far_gives_the_distance() -> None:
    assert check_point(ISSY, 43.3, 5.4).distance_km == pytest.approx(660, abs=10)


@given(st.floats(), st.floats())
def test_check_of_any_numbers_never_fails(latitude: float, longitude: float) -> None:
    for area in (ISSY, NO_OUTLINE, NOWHERE):
        check = check_point(area, latitude, longitude)
        assert check.detail or check.status is PointStatus.CHECKED
