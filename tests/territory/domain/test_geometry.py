"""Distances and outlines, checked against another library."""

import math

import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, mapping

from allervers.territory.domain.geometry import (
    box_around,
    contains,
    distance_km,
    edge_distance_km,
)

SQUARE = {"type": "Polygon", "coordinates": [[[2, 48], [3, 48], [3, 49], [2, 49], [2, 48]]]}
HOLED = {
    "type": "Polygon",
    "coordinates": [
        [[2, 48], [3, 48], [3, 49], [2, 49], [2, 48]],
        [[2.4, 48.4], [2.6, 48.4], [2.6, 48.6], [2.4, 48.6], [2.4, 48.4]],
    ],
}
degrees = st.floats(-3, 9)
points = st.tuples(degrees, st.floats(42, 51))


def test_distance_between_paris_and_marseille_is_known() -> None:
    assert distance_km(48.8566, 2.3522, 43.2965, 5.3698) == pytest.approx(660.5, abs=1)


def test_contains_when_in_a_hole_is_false() -> None:
    assert contains(SQUARE, 48.5, 2.5)
    assert not contains(HOLED, 48.5, 2.5)
    assert contains(HOLED, 48.2, 2.2)


def test_contains_when_multipolygon_tries_each() -> None:
    both = {"type": "MultiPolygon", "coordinates": [[], SQUARE["coordinates"]]}
    assert contains(both, 48.5, 2.5)


def test_edge_distance_when_a_degree_north_is_111_km() -> None:
    assert edge_distance_km(SQUARE, 50, 2.5) == pytest.approx(111.2, abs=0.1)


@given(st.lists(points, min_size=3, max_size=12, unique=True), points)
def test_contains_agrees_with_geos(
    corners: list[tuple[float, float]], point: tuple[float, float]
) -> None:
    # Turning around their middle, corners make a simple outline: few draws are thrown away.
    east = sum(x for x, _ in corners) / len(corners)
    north = sum(y for _, y in corners) / len(corners)
    polygon = Polygon(sorted(corners, key=lambda at: math.atan2(at[1] - north, at[0] - east)))
    assume(polygon.is_valid and polygon.boundary.distance(Point(point)) > 1e-6)
    outline = {"type": "Polygon", "coordinates": mapping(polygon)["coordinates"]}
    assert contains(outline, point[1], point[0]) == polygon.contains(Point(point))


@given(points, points)
def test_distance_is_symmetric_and_positive(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    there = distance_km(one[1], one[0], other[1], other[0])
    assert there >= 0
    assert math.isclose(there, distance_km(other[1], other[0], one[1], one[0]), abs_tol=1e-9)


@given(points, points, st.floats(0.1, 200))
def test_box_holds_every_point_in_reach(
    here: tuple[float, float], there: tuple[float, float], km: float
) -> None:
    south, north, west, east = box_around(here[1], here[0], km)
    if distance_km(here[1], here[0], there[1], there[0]) <= km:
        assert shapely.box(west, south, east, north).buffer(0.05).covers(Point(there))
