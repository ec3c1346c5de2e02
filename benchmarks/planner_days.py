"""The day engine on published instances of team orienteering with time windows (TOPTW).

The instances are read where the operator keeps them and are not redistributed. Values for one
team are proved optimal by their authors; those for several are the literature's as recalled.
"""

import csv
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from planner.day.check import check_day, worth_of_day
from planner.day.engine import solve_day
from planner.day.problem import Day, Stop, Team


@dataclass(frozen=True)
class Known:
    """An instance, its number of teams, and the best value known."""

    name: str
    teams: int
    value: float
    is_proved: bool


def known(folder: Path) -> list[Known]:
    """Read the best values known."""
    with (folder / "best-known.csv").open(encoding="utf-8") as lines:
        return [
            Known(row["instance"], int(row["m"]), float(row["value"]), row["kind"] == "optimal")
            for row in csv.DictReader(lines)
        ]


def instance(folder: Path, name: str, teams: int) -> Day:
    """Read an instance; time and distance in its last decimal, distances cut as published."""
    told = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    scale = 10 ** int(told["decimals"])
    nodes = told["nodes"]
    away = [
        [math.floor(scale * math.dist(one[1:3], other[1:3]) + 1.0e-9) for other in nodes]
        for one in nodes
    ]

    def ticks(value: float) -> int:
        return round(scale * value)

    stops = tuple(
        Stop(str(one[0]), k, ticks(one[3]), ticks(one[5]), ticks(one[6]), float(one[4]))
        for k, one in enumerate(nodes)
        if k
    )
    depot = nodes[0]
    hours = ticks(depot[5]), ticks(depot[6])
    table = np.array(away, dtype=np.int64)
    return Day(table, table / scale, stops, tuple(Team(f"t{v}", 0, *hours) for v in range(teams)))


def gaps(folder: Path, budget: Callable[[], Callable[[int], float]]) -> list[tuple[Known, float]]:
    """Solve each instance under a budget of its own; return its gap to the best value, percent."""
    found = []
    for one in known(folder):
        day = instance(folder, one.name, one.teams)
        plan = solve_day(day, budget())
        value = 0.0 if check_day(day, plan) else worth_of_day(day, plan)[0]
        found.append((one, 100.0 * (one.value - value) / one.value))
        print(f"  {one.name} m={one.teams}: {value:.0f} of {one.value:.0f}", flush=True)
    return found
