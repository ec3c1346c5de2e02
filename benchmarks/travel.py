"""Measures what trips by road cost and what the estimate is worth: `./dev bench travel [EXTRACT]`.

On an extract of OpenStreetMap (the Liechtenstein of ../shared/data/osm by default): tiles built,
N × N trips by both algorithms of the engine side by side, cells they leave empty and what is left
after they are asked again, trips kept, one more halt, walks and isochrones, and how far the
estimate (great circle × 1.3) is from the road. Each measure of memory is a process of its own.
`--both N` compares the algorithms at N points (costmatrix grows faster than the table).
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from allervers.seasons.domain.travel import DETOUR, Point, Profile, great_circle_km
from allervers.seasons.gateways.travel import building, valhalla_roads
from allervers.seasons.gateways.travel.by_road import FAR_M, ByRoad
from allervers.seasons.gateways.travel.network import Network
from allervers.seasons.gateways.travel.valhalla_roads import ValhallaRoads
from benchmarks.measuring import percentile

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = Path(os.environ.get("ALLERVERS_SHARED", ROOT.parent / "shared")) / "data"
EXTRACT: Final = SHARED / "osm" / "liechtenstein-latest.osm.pbf"
BOX: Final = (47.06, 47.26, 9.48, 9.60)
"""South, north, west, east: where points are drawn by default."""
NEEDS: Final = 177
"""Centres of a grid of 200 m within 1,500 m of a halt."""


def main() -> None:
    """Measure, print a table, then one JSON line."""
    given = options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        built = clocked(lambda: building.build(given.extract, folder, today(), lambda _stage: None))
        network, points = built[1], drawn(built[1], given)
        bars = [bar("tiles_built_cpu_s", built[0], "s", None), *matrices(network, points, given)]
        bars += [*kept(network, points, folder), *walks(network, points)]
        bars += estimate(network, points, folder)
    for one in bars:
        goal = "" if one["goal"] is None else f"goal {one['goal']}"
        print(f"{one['id']:38} {one['value']:>12,.3f} {one['unit']:8} {goal}")
    print(json.dumps({"bench": "travel", "extract": given.extract.name, "bars": bars}))
    sys.exit(any(one["ok"] is False for one in bars))


def options() -> argparse.Namespace:
    """Read the command line; a measure of one algorithm is this script again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("extract", nargs="?", type=Path, default=EXTRACT)
    parser.add_argument("--points", type=int, default=400)
    parser.add_argument("--both", type=int, default=100, help="points at which both are compared")
    parser.add_argument("--box", type=float, nargs=4, default=BOX, help="south north west east")
    parser.add_argument("--alone", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        alone(Path(given.alone[0]), given.alone[1])
        sys.exit(0)
    if not given.extract.is_file():
        sys.exit(f"No extract at {given.extract}: name a file .osm.pbf.")
    return given


def clocked(run: Callable[[], Any]) -> tuple[float, Any]:
    """Return CPU seconds, children included, and what was found."""
    before = cpu()
    found = run()
    return cpu() - before, found


def cpu() -> float:
    """Return the CPU seconds of this process and of those it waited for."""
    return sum(
        one.ru_utime + one.ru_stime
        for one in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def today() -> Any:
    """Return the day, which the network's name bears."""
    return datetime.now(UTC).date()


def bar(name: str, value: float, unit: str, goal: str | None) -> dict[str, Any]:
    """Make a bar; a goal reads "<= 6" or ">= 5", none: beside the others, for information."""
    ok = None
    if goal is not None:
        sign, bound = goal.split()
        ok = value <= float(bound) if sign == "<=" else value >= float(bound)
    return {"id": name, "value": round(value, 4), "unit": unit, "goal": goal, "ok": ok}


def drawn(network: Network, given: argparse.Namespace) -> list[Point]:
    """Draw points (seed 3) in the box, and keep those that stand by a road of cars."""
    chance = random.Random(3)  # noqa: S311 - a draw to be repeated
    south, north, west, east = given.box
    roads, points = ValhallaRoads(network), list[Point]()
    for _ in range(20):
        some = [(chance.uniform(south, north), chance.uniform(west, east)) for _ in range(500)]
        snaps = roads.snaps(Profile.CAR, some)
        points += [one for one, far in zip(some, snaps, strict=True) if (far or 1e9) <= FAR_M]
    if len(points) < given.points:
        sys.exit("Too few points by a road: name the --box of this extract.")
    return points[: given.points]


def matrices(
    network: Network, points: Sequence[Point], given: argparse.Namespace
) -> list[dict[str, Any]]:
    """Measure trips by both algorithms on some points, then by ours on all."""
    whole = measured(network, points, "vehicles")
    some = points[: given.both]
    ours, theirs = measured(network, some, "vehicles"), measured(network, some, "refill")
    refilled = clocked(lambda: ValhallaRoads(network).matrix(Profile.CAR, points, points))
    left = int((refilled[1][1] < 0).sum())
    count, few = len(points), len(some)
    return [
        bar(f"matrix_{count}_cpu_s", whole["cpu"], "s", "<= 6"),
        bar(f"matrix_{count}_rss_mb", whole["rss"], "MB", "<= 400"),
        bar(f"matrix_{count}_cells_missing", whole["missing"], "cells", None),
        bar(f"matrix_{count}_with_refill_cpu_s", refilled[0], "s", "<= 10"),
        bar(f"matrix_{count}_cells_missing_after", left, "cells", "<= 0"),
        bar(f"timedistancematrix_{few}_cpu_s", ours["cpu"], "s", None),
        bar(f"timedistancematrix_{few}_rss_mb", ours["rss"], "MB", None),
        bar(f"costmatrix_{few}_cpu_s", theirs["cpu"], "s", None),
        bar(f"costmatrix_{few}_rss_mb", theirs["rss"], "MB", None),
        bar(f"costmatrix_{few}_cells_missing", theirs["missing"], "cells", None),
        bar("costmatrix_over_timedistancematrix", theirs["cpu"] / ours["cpu"], "×", ">= 3"),
    ]


def measured(network: Network, points: Sequence[Point], actor: str) -> dict[str, float]:
    """Measure one table in a process of its own."""
    told = {"points": points, "actor": actor}
    line = [sys.executable, __file__, "--alone", str(network.tiles.parent), json.dumps(told)]
    done = subprocess.run(line, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def alone(folder: Path, told: str) -> None:
    """Tell one table, and what it cost, to the process that asked."""
    asked, network = json.loads(told), Network.read(folder)
    if network is None:
        sys.exit("No network here.")
    roads, points = ValhallaRoads(network), [tuple(one) for one in asked["points"]]
    costing, given = valhalla_roads.COSTINGS[Profile.CAR]
    roads._table(asked["actor"], costing, given, points[:2], points[:2])  # noqa: SLF001 - opens it
    spent, found = clocked(
        lambda: roads._table(asked["actor"], costing, given, points, points)  # noqa: SLF001
    )
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": spent, "rss": rss, "missing": int((found[1] < 0).sum())}))


def kept(network: Network, points: Sequence[Point], folder: Path) -> list[dict[str, Any]]:
    """Measure trips already kept, and a new halt among them."""
    by_road = ByRoad(ValhallaRoads(network), folder / "trips", 25)
    by_road.table(points[1:], [Profile.CAR])
    again = clocked(lambda: by_road.table(points[1:], [Profile.CAR]))[0]
    more = clocked(lambda: by_road.table(points, [Profile.CAR]))[0]
    return [
        bar(f"kept_{len(points) - 1}_cpu_ms", 1000 * again, "ms", "<= 250"),
        bar("one_more_halt_cpu_ms", 1000 * more, "ms", "<= 800"),
    ]


def walks(network: Network, points: Sequence[Point]) -> list[dict[str, Any]]:
    """Measure walks to a grid of needs, and isochrones of 5, 10 and 15 minutes."""
    roads = ValhallaRoads(network)
    roads.walks(points[0], points[1:2])
    halts = [(str(row), *point) for row, point in enumerate(points[:40])]
    spent = clocked(
        lambda: [ByRoad(roads, Path(), 25).walking([one], around(one), 1500) for one in halts]
    )[0]
    contours = [{"time": minutes} for minutes in (15, 10, 5)]
    ask = {"costing": valhalla_roads.FOOT, "contours": contours, "polygons": True}
    places = valhalla_roads.places(points[:40])
    times = [
        1000
        * clocked(lambda at=at: roads._ask("walks", "isochrone", {"locations": [at], **ask}))[0]  # noqa: SLF001
        for at in places
    ]
    return [
        bar("walks_of_a_halt_cpu_ms", 1000 * spent / len(halts), "ms", "<= 60"),
        bar("isochrone_cpu_ms_median", percentile(times, 0.5), "ms", "<= 10"),
        bar("isochrone_cpu_ms_p95", percentile(times, 0.95), "ms", None),
    ]


def around(halt: tuple[str, float, float]) -> list[tuple[str, float, float]]:
    """Lay a grid of 200 m around a halt, within 1,500 m."""
    step, cells = 0.0018, range(-8, 9)
    all_of_it = [
        (f"{row},{column}", halt[1] + step * row, halt[2] + 1.47 * step * column)
        for row in cells
        for column in cells
    ]
    return sorted(all_of_it, key=lambda one: great_circle_km(halt[1:], one[1:]))[:NEEDS]


def estimate(network: Network, points: Sequence[Point], folder: Path) -> list[dict[str, Any]]:
    """Compare the road with the great circle, on trips of more than a kilometre."""
    by_road = ByRoad(ValhallaRoads(network), folder / "trips", 25)
    table = by_road.table(points, [Profile.CAR])
    ratios, speeds = [], []
    for row, one in enumerate(points):
        for column, other in enumerate(points):
            crow = great_circle_km(one, other)
            if crow > 1 and table.minutes[Profile.CAR][row][column]:
                road = table.km[row][column]
                ratios.append(road / crow)
                speeds.append(60 * DETOUR * crow / table.minutes[Profile.CAR][row][column])
    shares = {"p10": 0.1, "p25": 0.25, "median": 0.5, "p75": 0.75, "p90": 0.9}
    return [
        *(
            bar(f"road_over_crow_{name}", percentile(ratios, at), "×", None)
            for name, at in shares.items()
        ),
        bar("road_over_crow_mean", sum(ratios) / len(ratios), "×", None),
        bar("estimated_km_over_road_median", DETOUR / percentile(ratios, 0.5), "×", None),
        bar("speed_that_fits_median", percentile(speeds, 0.5), "km/h", None),
    ]


if __name__ == "__main__":
    main()
