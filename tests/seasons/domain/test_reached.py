"""Where people are supposed to be, who is taken off, and what a plan reaches between bounds."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allervers.seasons.domain.exposure import exposures
from allervers.seasons.domain.need import NeedPoint, left_at
from allervers.seasons.domain.reached import reached, reached_interval, sensitivity, share_reached
from allervers.seasons.domain.spreading import (
    MOST_POINTS,
    Box,
    Reach,
    inside,
    lattice,
    near,
    spread,
    with_met,
    with_offices,
)
from allervers.territory.domain.geometry import contains

REACH = Reach(0.35, 600.0, 1500.0)
HERE = (48.8, 2.3)
BOX = Box(48.78, 48.82, 2.27, 2.33)


def point(name: str = "p", at: tuple[float, float] = HERE, high: float = 120.0) -> NeedPoint:
    """Return a point of 80 to 120 people."""
    return NeedPoint(name, name, *at, {"all": (80.0, high), "youth": (8.0, 12.0)}, 0.0, 0.0, ())


def test_points_of_a_commune_share_its_people_inside_its_outline() -> None:
    places = lattice(BOX, lambda latitude, _longitude: latitude < 48.8)
    assert all(latitude < 48.8 for latitude, _ in places)
    parts = spread(point(), places)
    assert sum(one.people["all"][1] for one in parts) == pytest.approx(120)
    assert sum(one.people["youth"][0] for one in parts) == pytest.approx(8)
    assert len({one.id for one in parts}) == len(parts)
    assert spread(point(), []) == [point()]


def test_wide_commune_is_drawn_more_coarsely() -> None:
    wide = lattice(Box(48.0, 48.4, 2.0, 2.6), lambda latitude, _longitude: latitude > 0)
    assert MOST_POINTS / 2 < len(wide) <= MOST_POINTS * 1.2


corners = st.tuples(st.floats(-1, 1), st.floats(-1, 1))


@given(st.lists(st.lists(corners, min_size=3, max_size=6), min_size=1, max_size=3), corners)
@settings(max_examples=60)
def test_inside_of_outlines_is_what_the_territory_says(
    rings: list[list[tuple[float, float]]], at: tuple[float, float]
) -> None:
    drawn = [[[x, y] for x, y in (*ring, ring[0])] for ring in rings]
    outline = {"type": "MultiPolygon", "coordinates": [drawn, drawn[:1]]}
    found = inside([drawn, drawn[:1]], np.array([at[1]]), np.array([at[0]]))
    assert found.tolist() == [contains(outline, at[1], at[0])]


def test_nearest_office_covers_less_and_less() -> None:
    points = [point("at"), point("far", (48.809, 2.3))]
    found = with_offices(points, [HERE, (50.0, 3.0)], 0.3, 1000)
    assert found[0].covered == pytest.approx(0.3)
    assert found[1].covered == pytest.approx(0.3 * math.exp(-1.0008), rel=1e-3)
    assert with_offices(points, [], 0.3, 1000) == points


def test_those_met_are_spread_where_the_halt_reaches_and_none_is_made_up() -> None:
    points = [point("near"), point("edge", (48.808, 2.3)), point("out", (48.9, 2.3))]
    halts = [("h", *HERE), ("lost", 45.0, 1.0)]
    found = with_met(points, halts, {"h": 10.0, "lost": 5.0}, REACH)
    assert sum(one.met for one in found) == pytest.approx(10)
    assert found[0].met > found[1].met > found[2].met == 0
    assert left_at(found[0])[1] == pytest.approx(120 - found[0].met)


def test_points_that_no_halt_could_reach_are_left_out() -> None:
    points = [point("near"), point("out", (48.9, 2.3))]
    assert [one.id for one in near(points, [HERE], 2000)] == ["near"]
    assert near(points, [], 2000) == []


@given(st.lists(st.floats(0, 0.02), min_size=1, max_size=5), st.integers(0, 5))
@settings(max_examples=40)
def test_interval_holds_what_the_middle_reaches_and_grows_with_visits(
    away: list[float], visits: int
) -> None:
    points = [point(f"p{n}", (48.8 + one, 2.3)) for n, one in enumerate(away)]
    exposed = exposures([("h", *HERE)], points, 0.35, 600, 1500)
    low, high = reached_interval(points, exposed, {"h": visits})
    middle = reached(points, exposed, {"h": visits})
    assert low <= middle + 1e-9 <= high + 2e-9
    assert middle == pytest.approx((low + high) / 2)
    assert reached_interval(points, exposed, {"h": visits + 1})[0] >= low


def test_sensitivity_moves_as_each_supposition_says() -> None:
    points = [point("a"), point("b", (48.808, 2.3)), point("c", (48.818, 2.3))]
    found = {
        (one.name, one.factor): one.people
        for one in sensitivity(points, [("h", *HERE), ("idle", *HERE)], REACH, {"h": 3})
    }
    base = found["base", 1.0]
    for name in ("kerb", "decay", "radius"):
        assert found[name, 0.5] <= base <= found[name, 1.5]
    assert found["saturation", 0.5] > base > found["saturation", 1.5]
    assert base == pytest.approx(
        sum(100 * (1 - math.exp(-3 * e)) for _, _, e in exposures(
            [("h", *HERE)], points, 0.35, 600, 1500))
    )  # fmt: skip


def test_saturation_never_reaches_more_people_than_there_are() -> None:
    assert share_reached(50.0, 0.5) == 1.0
    assert share_reached(0.01, 0.5) == pytest.approx(0.01, rel=0.01)
    assert share_reached(0.7) == pytest.approx(1 - math.exp(-0.7))
