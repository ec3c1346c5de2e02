"""Exposure: less and less with the walk, none beyond the radius."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allervers.seasons.domain.exposure import exposures
from allervers.seasons.domain.need import NeedPoint, left_at, supposed_at
from allervers.ui.domain.refusal import Refusal

CRETEIL = (48.79, 2.45)


def point(name: str, latitude: float, longitude: float) -> NeedPoint:
    """Return a point of 10 to 20 people."""
    return NeedPoint(name, name, latitude, longitude, {"all": (10.0, 20.0)}, 0.0, 0.0, ("test",))


def haversine_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return metres between two points by the law of cosines on vectors: another formula."""

    def vector(at: tuple[float, float]) -> tuple[float, float, float]:
        north, east = math.radians(at[0]), math.radians(at[1])
        return (
            math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north),
        )  # fmt: skip

    chord = math.dist(vector(one), vector(other))
    return 2 * 6_371_008.8 * math.asin(min(1.0, chord / 2))


def test_exposure_at_the_kerb_is_the_kerb_s() -> None:
    found = exposures([("h", *CRETEIL)], [point("p", *CRETEIL)], 0.35, 600, 1500)
    assert found == [("h", "p", 0.35)]


places = st.tuples(st.floats(48.7, 48.9), st.floats(2.2, 2.5))


@given(st.lists(places, max_size=6), st.lists(places, max_size=12), st.floats(100, 9000))
@settings(max_examples=60)
def test_exposures_are_those_counted_pair_by_pair(
    halts: list[tuple[float, float]], around: list[tuple[float, float]], radius: float
) -> None:
    points = [point(f"p{rank}", *at) for rank, at in enumerate(around)]
    found = exposures([(f"h{r}", *at) for r, at in enumerate(halts)], points, 0.5, 600, radius)
    expected = {
        (f"h{h}", f"p{p}"): 0.5 * math.exp(-haversine_m(one, other) / 600)
        for h, one in enumerate(halts)
        for p, other in enumerate(around)
        if haversine_m(one, other) <= radius
    }
    assert {(h, p): pytest.approx(e, rel=1e-6) for h, p, e in found} == expected
    assert [(h, p) for h, p, _ in found] == list(expected)


def test_walking_metres_replace_the_great_circle_of_the_halts_they_know() -> None:
    points = [point("near", *CRETEIL), point("far", 48.791, 2.45)]
    walking = {("known", "near"): 600.0, ("known", "elsewhere"): 1.0}
    found = exposures(
        [("known", *CRETEIL), ("off", *CRETEIL)], points, 1.0, 600, 1500, walking=walking
    )
    assert [each[:2] for each in found] == [("known", "near"), ("off", "near"), ("off", "far")]
    assert found[0][2] == pytest.approx(math.exp(-1))


def test_those_met_are_taken_off_both_bounds_and_never_below_zero() -> None:
    people = {"all": (10.0, 40.0), "youth": (5.0, 8.0)}
    one = NeedPoint("p", "p", 0, 0, people, 0.5, 20.0, ())
    assert left_at(one) == (0.0, 20.0)
    assert left_at(one, "youth") == (0.0, 4.0)
    assert supposed_at(one) == 10.0


def test_too_many_points_within_reach_are_refused_before_they_are_listed() -> None:
    points = [point(f"p{n}", 48.79, 2.45) for n in range(4)]
    halts = [("h", *CRETEIL), ("i", *CRETEIL)]
    assert len(exposures(halts, points, 0.35, 600, 1500, most=8)) == 8
    with pytest.raises(Refusal, match="trop de lieux habités"):
        exposures(halts, points, 0.35, 600, 1500, most=7)
