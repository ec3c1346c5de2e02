"""Seasons to plan in benchmarks: the shared one, and others drawn from a seed. All invented."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from planner.problem import Demand, Halt, Opening, Problem, Travel, Unit

SIZES = {
    "four": (7, 4, 400, 20_000),
    "one": (11, 1, 400, 20_000),
    "twelve": (12, 12, 1000, 50_000),
    "fifty": (13, 50, 2000, 100_000),
}
MONDAY = date(2027, 3, 1)
PEOPLE_PER_KM = 0.15
SHIFT = (480, 1050)
OPEN, REACH = 0.52, 1.5
"""Share of weekdays on which a halt is open; km walked at most."""
FORTNIGHT = 14
"""Ten working days: the spacing of the shared season."""


def working_days(count: int) -> tuple[date, ...]:
    """Return so many days, Monday to Friday."""
    return tuple(MONDAY + timedelta(days=7 * (k // 5) + k % 5) for k in range(count))


def shared_season(folder: Path) -> Problem:
    """Read `dept7_V4_400x20k`: 60 days, 4 units, 400 halts, 20,000 points."""
    arrays = np.load(folder / "season" / "dept7_V4_400x20k.npz")
    return season_of(
        {name: arrays[name] for name in ("svc", "avail", "e", "l", "scomm", "vdep", "w")},
        Travel(arrays["D"].astype(float), {"car": arrays["T"].astype(np.int64)}),
        (arrays["indptr"], arrays["indices"], arrays["data"]),
    )


def season_of(
    columns: dict[str, NDArray[np.generic]],
    travel: Travel,
    exposure: tuple[NDArray[np.generic], NDArray[np.generic], NDArray[np.generic]],
) -> Problem:
    """Build a problem of 60 working days from arrays named as in the shared season."""
    days = working_days(60)
    halts = []
    for h, (stay, opens, latest) in enumerate(
        zip(*(columns[k].tolist() for k in ("svc", "e", "l")), strict=True)
    ):
        when = frozenset(d for d in range(60) if columns["avail"][h, d % 5])
        opening = Opening(when, opens, latest + stay)
        commune = f"c{columns['scomm'][h]}"
        halts.append(Halt(f"h{h}", h, commune, (opening,), stay, stay, every=FORTNIGHT))
    units = tuple(
        Unit(f"u{v}", int(place), "car", dict.fromkeys(range(60), SHIFT))
        for v, place in enumerate(columns["vdep"].tolist())
    )
    starts, indices, values = exposure
    demand = Demand(
        columns["w"].astype(float),
        starts.astype(np.int64),
        indices.astype(np.int64),
        values.astype(float),
    )
    return Problem(days, travel, units, tuple(halts), demand, (), PEOPLE_PER_KM)


def drawn_season(seed: int, units: int, halts: int, points: int) -> Problem:
    """Draw a season like the shared one: towns of unequal size in a square, halts in towns.

    Exposure 0.35 × exp(−distance / 600 m) within 1.5 km; 1.3 × straight line at 45 km/h.
    The side grows with the number of halts, so that towns stay as far apart.
    """
    rng = np.random.default_rng(seed)
    side, towns = 80.0 * np.sqrt(halts / 400.0), max(8, halts * 2 // 5)
    centres = rng.uniform(0.0, side, (towns, 2))
    size = rng.pareto(1.2, towns) + 0.3
    town_of = rng.choice(towns, points, p=size / size.sum())
    spread = 0.5 + 0.5 * np.log1p(size)
    where = centres[town_of] + rng.normal(0.0, 1.0, (points, 2)) * spread[town_of, None]
    people = rng.lognormal(1.0, 1.0, points)
    near = rng.choice(points, halts, replace=False)
    pitch = where[near] + rng.normal(0.0, 0.2, (halts, 2))
    depots = centres[np.argsort(-size)[: max(1, units // 2)]]
    places = np.concatenate([pitch, depots])
    km = 1.3 * np.linalg.norm(places[:, None] - places[None], axis=2)
    arrays = {
        "svc": rng.choice([120, 150, 180], halts),
        "avail": rng.random((halts, 5)) < OPEN,
        "scomm": town_of[near],
        "vdep": halts + np.arange(units) % len(depots),
        "w": people,
    }
    half = rng.choice([0, 1, 2], halts)
    arrays["e"] = np.where(half == 1, 810, 510)
    closes = np.where(half == 0, 750, 1020)
    arrays["l"] = closes - arrays["svc"]
    travel = Travel(km, {"car": np.ceil(km * 60.0 / 45.0).astype(np.int64)})
    return season_of(arrays, travel, exposures(pitch, where))


def exposures(
    pitch: NDArray[np.float64], where: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Expose the points within 1.5 km of each halt, by rows."""
    starts, indices, values = [0], [], []
    for one in pitch:
        distance = np.linalg.norm(where - one, axis=1)
        found = np.flatnonzero(distance < REACH)
        indices.append(found)
        values.append(0.35 * np.exp(-distance[found] / 0.6))
        starts.append(starts[-1] + len(found))
    return np.array(starts), np.concatenate(indices), np.concatenate(values)
