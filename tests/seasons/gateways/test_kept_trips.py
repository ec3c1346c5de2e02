"""Trips kept from one day to the next, and what the estimate supplements: no engine needed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from allervers.seasons.domain.travel import DETOUR, Point, Profile, Why, great_circle_km
from allervers.seasons.gateways.travel.by_road import ByRoad
from allervers.seasons.gateways.travel.roads import NO_ROAD, Ints, RoadsError

PARIS = (48.85, 2.35)
CRETEIL = (48.79, 2.455)
VILLEJUIF = (48.79, 2.36)
SEA = (48.0, -10.0)


@dataclass
class Grid:
    """A country of crossed streets, but for some points without a road; counts what is asked."""

    aside: dict[Point, float | None] = field(default_factory=dict)
    cut: set[Point] = field(default_factory=set)
    asked: list[tuple[int, int]] = field(default_factory=list)
    fails: bool = False
    name: str = "a grid"

    def key(self, profile: str) -> str:
        """One file by profile."""
        return profile

    def snaps(self, profile: str, points: Sequence[Point]) -> list[float | None]:
        """Five metres, but where said."""
        return [self.aside.get(one, 5.0) for one in points]

    def foot_snaps(self, points: Sequence[Point]) -> list[float | None]:
        """As vehicles."""
        return self.snaps("", points)

    def matrix(
        self, profile: str, froms: Sequence[Point], tos: Sequence[Point]
    ) -> tuple[Ints, Ints]:
        """Along the streets at 10 m/s."""
        if self.fails:
            raise RoadsError("tiles are broken")
        self.asked.append((len(froms), len(tos)))
        metres = np.array([[street(one, other) for other in tos] for one in froms], np.int32)
        cut = [[one in self.cut or to in self.cut for to in tos] for one in froms]
        metres[np.array(cut)] = NO_ROAD
        return metres, np.where(metres == NO_ROAD, NO_ROAD, metres // 10).astype(np.int32)

    def walks(self, one: Point, others: Sequence[Point]) -> list[int | None]:
        """Along the streets."""
        return [None if other in self.cut else street(one, other) for other in others]


def street(one: Point, other: Point) -> int:
    corner = (one[0], other[1])
    return round(1000 * (great_circle_km(one, corner) + great_circle_km(corner, other)))


def test_what_was_told_is_told_again_without_asking(tmp_path: Path) -> None:
    roads = Grid()

    fresh = ByRoad(roads, tmp_path, 25).table([PARIS, CRETEIL], [Profile.CAR])
    again = ByRoad(roads, tmp_path, 25).table([PARIS, CRETEIL], [Profile.CAR])

    assert again == fresh
    assert roads.asked == [(2, 2)]
    assert not fresh.is_estimated
    assert fresh.source == "a grid"
    assert fresh.minutes[Profile.CAR][0][1] == -(-street(PARIS, CRETEIL) // 600)


def test_a_new_halt_costs_a_row_and_a_column(tmp_path: Path) -> None:
    roads = Grid()
    by_road = ByRoad(roads, tmp_path, 25)
    by_road.table([PARIS, CRETEIL], [Profile.CAR])

    table = by_road.table([VILLEJUIF, CRETEIL, PARIS], [Profile.CAR])

    assert sorted(roads.asked[1:]) == [(1, 3), (2, 1)]
    assert table == ByRoad(Grid(), tmp_path / "new", 25).table(
        [VILLEJUIF, CRETEIL, PARIS], [Profile.CAR]
    )


def test_a_spoiled_file_is_made_again(tmp_path: Path) -> None:
    by_road = ByRoad(Grid(), tmp_path, 25)
    fresh = by_road.table([PARIS, CRETEIL], [Profile.CAR])
    (tmp_path / "car.npz").write_bytes(b"half a file")

    assert by_road.table([PARIS, CRETEIL], [Profile.CAR]) == fresh


@pytest.mark.parametrize(("far", "why"), [(None, Why.OFF_NETWORK), (700.4, Why.FAR_FROM_ROAD)])
def test_a_point_without_a_road_is_estimated_alone_and_named(
    tmp_path: Path, far: float | None, why: Why
) -> None:
    roads = Grid(aside={SEA: far})

    table = ByRoad(roads, tmp_path, 25).table([PARIS, SEA, CRETEIL], [Profile.CAR])

    assert not table.is_estimated
    assert [(one.point, one.why, one.metres) for one in table.doubts] == [(1, why, round(far or 0))]
    assert table.km[0][1] == pytest.approx(DETOUR * great_circle_km(PARIS, SEA))
    assert table.km[0][2] == street(PARIS, CRETEIL) / 1000


def test_trips_that_have_no_road_are_explained_by_the_fewest_points(tmp_path: Path) -> None:
    roads = Grid(cut={CRETEIL})

    table = ByRoad(roads, tmp_path, 25).table([PARIS, CRETEIL, VILLEJUIF], [Profile.TRUCK])

    assert [(one.point, one.why, one.trips) for one in table.doubts] == [(1, Why.CUT_OFF, 4)]
    assert table.minutes[Profile.TRUCK][1][2] > 0


def test_when_nothing_has_a_road_the_whole_is_an_estimate(tmp_path: Path) -> None:
    table = ByRoad(Grid(aside={PARIS: None, SEA: None}), tmp_path, 25).table([PARIS, SEA], ["car"])

    assert table.is_estimated
    assert table.source == "25 km/h"


def test_an_engine_that_fails_does_not_stop_a_season(tmp_path: Path) -> None:
    table = ByRoad(Grid(fails=True), tmp_path, 25).table([PARIS, CRETEIL], [Profile.CAR])

    assert table.is_estimated
    assert table.unready == "failed"


def test_walks_go_by_the_paths_from_door_to_kerb(tmp_path: Path) -> None:
    near, beyond, aside = (48.852, 2.353), (48.856, 2.358), (48.851, 2.351)
    roads = Grid(aside={aside: None})
    tos = [("near", *near), ("beyond", *beyond), ("aside", *aside), ("far", *CRETEIL)]

    walked = ByRoad(roads, tmp_path, 25).walking([("kerb", *PARIS)], tos, 600)

    assert walked["kerb", "near"] == street(PARIS, near) + 10  # five metres at each end
    assert walked["kerb", "aside"] == pytest.approx(1300 * great_circle_km(PARIS, aside))
    assert set(walked) == {("kerb", "near"), ("kerb", "aside")}
