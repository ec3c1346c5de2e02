"""Estimated trips: great circle × 1.3 at a stated speed, said to be so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.seasons.domain.travel import (
    CARGO_BIKE_KMH,
    PROFILES,
    Estimate,
    Profile,
    great_circle_km,
)
from allervers.tours.models import MobileUnit

POINTS = st.tuples(st.floats(-89, 89), st.floats(-179, 179))


def test_a_degree_of_latitude_is_told_with_the_detour() -> None:
    table = Estimate(30).table([(48.0, 2.0), (49.0, 2.0)], [Profile.CAR])

    assert table.km[0][1] == pytest.approx(111.195 * 1.3, abs=0.01)
    assert table.minutes[Profile.CAR] == [[0, 290], [290, 0]]  # 144.55 km at 30 km/h, rounded up
    assert table.is_estimated
    assert table.source == "30 km/h"


def test_a_cargo_bike_goes_no_faster_than_a_cargo_bike() -> None:
    points = [(48.0, 2.0), (48.1, 2.0)]

    fast = Estimate(60).table(points, [Profile.CARGO_BIKE])
    slow = Estimate(10).table(points, [Profile.CARGO_BIKE])

    assert fast.minutes == Estimate(CARGO_BIKE_KMH).table(points, [Profile.CARGO_BIKE]).minutes
    assert slow.minutes[Profile.CARGO_BIKE][0][1] > fast.minutes[Profile.CARGO_BIKE][0][1]


def test_an_estimate_knows_no_walk() -> None:
    assert Estimate(25).walking([("a", 48.0, 2.0)], [("b", 48.0, 2.0)], 1500) is None


def test_every_kind_of_unit_has_a_profile() -> None:
    assert set(PROFILES) == set(MobileUnit.Kind.values)


@given(one=POINTS, other=POINTS)
def test_there_and_back_are_alike_and_within_half_the_earth(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    there = great_circle_km(one, other)

    assert there == pytest.approx(great_circle_km(other, one), abs=1e-6)
    assert 0 <= there <= 20015.2
