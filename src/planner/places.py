"""Distances between places: given as tables, or estimated along great circles and said so."""

import numpy as np

from planner.json_values import Node, Unreadable
from planner.problem import Floats, Ints, Travel

EARTH = 6371.0088
"""Mean radius of the Earth, km (IUGG)."""
MOST = 5_000
"""Places: a table of their distances takes 200 MB."""
FAR = 1_000_000
"""Minutes: above this a place is out of reach, whatever the table says."""
DETOUR = 1.3
"""Roads over great circle, when no street network is known: issue 4, item 7."""


def travel_of(node: Node, places: int) -> Travel:
    """Read `km` and `minutes` tables, or `points` [lat, lon] with `speeds` in km/h."""
    if places > MOST:
        raise Unreadable(node["places"].path, f"at most {MOST} places", places)
    if "points" not in node:
        km = table(node["km"], places)
        minutes = {name: table(one, places) for name, one in node["minutes"].items()}
        return Travel(km, {name: whole(one) for name, one in minutes.items()})
    if len(node["points"].members()) != places:
        raise Unreadable(node["points"].path, f"{places} pairs [lat, lon]", node["points"].value)
    points = np.array([[c.number() for c in one.of(2)] for one in node["points"].members()])
    speeds = {name: one.above_zero() for name, one in node["speeds"].items()}
    return estimated(points, speeds)


def estimated(points: Floats, speeds: dict[str, float]) -> Travel:
    """Estimate travel between points [n, 2] (degrees) at speeds in km/h; flagged as such."""
    lat, lon = np.radians(points.reshape(-1, 2)).T
    half = np.sin((lat[:, None] - lat) / 2) ** 2
    half += np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    km = DETOUR * 2 * EARTH * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    minutes = {name: whole(60.0 * km / speed) for name, speed in speeds.items()}
    return Travel(km, minutes, is_estimated=True)


def whole(minutes: Floats) -> Ints:
    """Round minutes up."""
    found: Ints = np.minimum(np.ceil(minutes), FAR).astype(np.int64)
    return found


def table(node: Node, places: int) -> Floats:
    """Read a square table of numbers, one row for each place of departure."""
    rows = [[cell.number() for cell in row.members()] for row in node.members()]
    if [len(row) for row in rows] != [places] * places:
        raise Unreadable(node.path, f"{places} rows of {places} numbers", f"{len(rows)} rows")
    return np.array(rows, dtype=np.float64).reshape(places, places)
