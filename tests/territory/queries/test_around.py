"""Communes by position, points against communes."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allervers.territory.domain.commune import CommuneFacts
from allervers.territory.domain.point import PointStatus
from allervers.territory.queries.around import (
    commune_at,
    communes_near,
    outline_of,
    outlines_near,
    point_check,
)

pytestmark = pytest.mark.django_db
Communes = list[CommuneFacts]


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (48.8247, 2.275, "92040"),  # inside the outline
        (48.8446, 2.294, "92040"),  # a corner of the outline, nearer to other town halls
        (48.81, 2.2, "92048"),  # no outline there: the nearest town hall
        (48.8585, 2.3795, "75111"),  # the district, not the whole city
        (-20.88, 55.45, "97411"),
    ],
)
def test_commune_at_a_point(
    communes: Communes, latitude: float, longitude: float, code: str
) -> None:
    found = commune_at(latitude, longitude)
    assert found
    assert found.code == code


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(51.5, -0.1), (math.nan, 2), (2, math.inf), (652_000, 6_860_000)]
)
def test_commune_at_nowhere_is_none(communes: Communes, latitude: float, longitude: float) -> None:
    assert commune_at(latitude, longitude) is None


def test_communes_near_are_sorted_by_distance(communes: Communes) -> None:
    found = communes_near(48.8247, 2.275, 9)
    assert [each.code for each in found] == ["92040", "92048", "75056", "75111"]
    distances = [each.distance_km or 0 for each in found]
    assert distances == sorted(distances)


def test_point_check_of_the_real_mistake_finds_it(communes: Communes) -> None:
    check = point_check("16392", 43.3, 5.4)
    assert check.status is PointStatus.OUTSIDE
    assert "km de Valence" in check.detail


def test_point_check_when_commune_is_unknown_says_so(communes: Communes) -> None:
    assert point_check("99999", 48, 2).status is PointStatus.UNKNOWN


def test_outline_when_known_is_given_with_its_commune(communes: Communes) -> None:
    found = outline_of("92040")
    assert found
    assert found[1]
    assert outline_of("92048") == (commune_at(48.81, 2.2), None) or found[0].code == "92040"
    assert outline_of("99999") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(latitude=st.floats(), longitude=st.floats(), km=st.floats())
def test_positions_of_any_numbers_never_fail(
    communes: Communes, latitude: float, longitude: float, km: float
) -> None:
    commune_at(latitude, longitude)
    communes_near(latitude, longitude, km)
    point_check("92040", latitude, longitude)


def test_outlines_near_a_point_leave_out_the_unknown_ones(communes: Communes) -> None:
    found = outlines_near(48.82, 2.25)
    assert [(place.code, outline["type"]) for place, outline in found] == [("92040", "Polygon")]


def test_outlines_near_nowhere_are_none(communes: Communes) -> None:
    assert outlines_near(0.0, -150.0) == []
