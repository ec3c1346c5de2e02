"""A real network in this process: the matrix against /route, tiles built, what is missing said."""

import gzip
import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from allervers.seasons.domain.matters import Kind, Named
from allervers.seasons.domain.travel import Doubt, Estimate, Point, Profile, Unready, Why
from allervers.seasons.gateways.planner.making import made
from allervers.seasons.gateways.travel import building, opening, travel_times, valhalla_roads
from allervers.seasons.gateways.travel.by_road import ByRoad
from allervers.seasons.gateways.travel.network import Network
from allervers.seasons.gateways.travel.roads import RoadsError
from allervers.seasons.wording.travel import travel_notes, trip_notes
from tests.seasons.setup.facts import a_halt, a_point, a_season, a_unit

VADUZ, SCHAAN, BALZERS = (47.1392, 9.5228), (47.1650, 9.5087), (47.0680, 9.5025)
SILUM = (47.1335, 9.5540)
HIGH = (47.187, 9.584)  # in the mountains, far from any road
POINTS = [VADUZ, SCHAAN, BALZERS, SILUM]


@pytest.fixture(scope="module")
def network(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Network:
    """Build Liechtenstein: one second."""
    if opening.engine_version() is None:
        pytest.skip("NOT RUN: requirements-roads.txt is not installed (./dev test --nightly does)")
    extract = shared_data / "osm" / "liechtenstein-latest.osm.pbf"
    folder = tmp_path_factory.mktemp("roads")
    said: list[str] = []
    built = building.build(extract, folder, date(2026, 11, 22), said.append)
    assert said[0] == "1/10 lecture des voies"
    assert len(said) == len(building.STAGES)
    return built


@pytest.fixture
def by_road(network: Network, tmp_path: Path) -> ByRoad:
    return ByRoad(opening.opened(network), tmp_path, 25)


@pytest.mark.parametrize("profile", Profile)
def test_the_matrix_tells_what_route_tells(network: Network, profile: Profile) -> None:
    roads = opening.opened(network)

    metres, seconds = roads.matrix(profile, POINTS, POINTS)

    for row, one in enumerate(POINTS):
        for column, other in enumerate(POINTS):
            if row != column:
                trip = roads.route(profile, one, other)
                assert trip is not None
                assert metres[row, column] == pytest.approx(trip[0], rel=0.03)
                assert seconds[row, column] == pytest.approx(trip[1], rel=0.03)


def test_cells_that_the_bound_left_empty_are_asked_again(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = opening.opened(network).matrix(Profile.CAR, POINTS, POINTS)
    monkeypatch.setitem(valhalla_roads.LIMITS, "vehicles", 60_000.0)
    short = valhalla_roads.ValhallaRoads(network)
    costing, options = valhalla_roads.COSTINGS[Profile.CAR]

    bounded = short._table("vehicles", costing, options, POINTS, POINTS)
    found = short.matrix(Profile.CAR, POINTS, POINTS)

    assert (bounded[1] < 0).any()
    assert (found[1] >= 0).all()
    assert found[0] == pytest.approx(whole[0], rel=0.03)


def test_kept_trips_equal_fresh_ones_and_the_network_is_named(by_road: ByRoad) -> None:
    fresh = by_road.table(POINTS, [Profile.CAR, Profile.TRUCK])

    assert by_road.table(POINTS, [Profile.CAR, Profile.TRUCK]) == fresh
    assert fresh.source == "OpenStreetMap (ODbL), liechtenstein-latest.osm.pbf, 22/11/2026"
    assert not fresh.is_estimated
    assert fresh.doubts == ()


@pytest.mark.parametrize(
    ("point", "why"), [(HIGH, Why.FAR_FROM_ROAD), ((48.85, 2.35), Why.OFF_NETWORK)]
)
def test_a_halt_away_from_the_network_is_named(by_road: ByRoad, point: Point, why: Why) -> None:
    table = by_road.table([VADUZ, point, SCHAAN], [Profile.CAR])

    assert [(one.point, one.why) for one in table.doubts] == [(1, why)]
    assert not table.is_estimated
    assert table.km[0][1] == Estimate(25).table([VADUZ, point], ["car"]).km[0][1]


def test_walks_stay_within_reach(by_road: ByRoad) -> None:
    tos = [("below", 47.1395, 9.5200), ("above", 47.1395, 9.5245), ("far", *BALZERS)]

    walked = by_road.walking([("halt", *VADUZ)], tos, 1500)

    assert walked["halt", "below"] == pytest.approx(352, abs=40)
    # 130 m away as the crow flies, up the cliff of the castle: the path goes round.
    assert walked["halt", "above"] > 1000
    assert ("halt", "far") not in walked


def test_without_a_network_the_estimate_says_why(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ROADS, settings.ROADS_FOLDER = None, tmp_path
    assert travel_times(30) == Estimate(30)

    settings.ROADS = tmp_path / "deleted.osm.pbf"
    monkeypatch.setattr(opening, "engine_version", lambda: "1.0")
    assert travel_times(30) == Estimate(30, Unready.NOT_PREPARED)

    monkeypatch.setattr(opening, "engine_version", lambda: None)
    assert travel_times(30) == Estimate(30, Unready.NO_ENGINE)
    assert travel_times(30).table([VADUZ], ["car"]).unready == Unready.NO_ENGINE


def test_a_missing_extract_is_explained(settings: Settings, tmp_path: Path) -> None:
    settings.ROADS = None
    with pytest.raises(CommandError, match="ALLERVERS_ROADS"):
        call_command("prepare_roads", stdout=StringIO())
    settings.ROADS = tmp_path / "nowhere.osm.pbf"
    with pytest.raises(CommandError, match=r"nowhere\.osm\.pbf n'existe pas"):
        call_command("prepare_roads", stdout=StringIO())


def test_what_is_no_extract_leaves_the_former_network(network: Network, tmp_path: Path) -> None:
    spoiled = tmp_path / "spoiled.osm.pbf"
    spoiled.write_bytes(b"no such format")

    said: list[str] = []
    with pytest.raises(RoadsError, match=r"spoiled\.osm\.pbf"):
        building.build(spoiled, network.tiles.parent, date(2026, 11, 23), said.append)

    assert Network.read(network.tiles.parent) == network
    assert not Path("duplicateways.txt").exists()  # the engine leaves files where it stands


def test_another_engine_asks_for_new_tiles(
    network: Network, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ROADS, settings.ROADS_FOLDER = Path("any.osm.pbf"), network.tiles.parent
    assert isinstance(travel_times(25), ByRoad)
    monkeypatch.setattr(opening, "engine_version", lambda: "9.9")

    assert travel_times(25) == Estimate(25, Unready.NOT_PREPARED)


def test_a_doubt_is_said_with_the_name_of_the_halt() -> None:
    table = Estimate(25, Unready.NOT_PREPARED).table([VADUZ, HIGH], ["car"])
    doubts = (Doubt(1, Why.FAR_FROM_ROAD, metres=700), Doubt(0, Why.CUT_OFF, trips=1))
    said = " ".join(travel_notes(table, ["Mairie", "Alpage"]))
    more = travel_notes(replace(table, doubts=doubts), ["Mairie", "Alpage"])

    assert "25 km/h" in said
    assert "prepare_roads" in said
    assert "« Alpage » est à 700 m" in more[-2]
    assert "« Mairie » : 1 trajet n'a pas de route" in more[-1]
    assert trip_notes(None, None, []) == []
    assert "n'est pas installé" in trip_notes(None, Unready.NO_ENGINE, [])[0]


def test_a_season_with_a_network_is_planned_by_road(by_road: ByRoad) -> None:
    halts = tuple(a_halt(rank, point=one) for rank, one in enumerate((SCHAAN, BALZERS, HIGH)))
    facts = replace(
        a_season(),
        units=(a_unit(point=VADUZ),),
        halts=halts,
        points=(replace(a_point(), latitude=47.1660, longitude=9.5100),),
    )
    names = {one.id: Named(Kind.TEXT, one.id, one.name) for one in (*facts.units, *halts)}

    found = made(facts, (), names, by_road)
    problem = json.loads(gzip.decompress(found.problem.body))

    assert not found.is_estimated
    assert found.looked.can_be_planned
    assert found.trips[0].startswith("Trajets calculés par la route : OpenStreetMap (ODbL)")
    assert [one[:17] for one in found.trips[1:]] == ["« Halte 2 » est à"]
    assert problem["travel"]["km"] == by_road.table([VADUZ, SCHAAN, BALZERS, HIGH], ["truck"]).km
    assert [one[:2] for one in problem["demand"]["exposures"]] == [[halts[0].id, "p0"]]
