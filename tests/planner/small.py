"""A season small enough to read: two units, two weeks, six halts around a depot."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from planner.problem import Demand, Halt, Opening, Problem, Reward, Travel, Unit

DAYS = tuple(date(2027, 3, 1) + timedelta(days=d) for d in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11))


def halt(h: int, **changes: Any) -> Halt:
    """Return a halt open every day from 9 to 12 or from 13 to 17."""
    hours = (540, 720) if h % 2 == 0 else (780, 1020)
    fields: Mapping[str, Any] = {
        "id": f"h{h}",
        "place": h + 1,
        "commune": f"c{h // 2}",
        "openings": (Opening(frozenset(range(len(DAYS))), *hours),),
        "minutes": 120,
        "longest": 150,
        "every": 7,
    }
    return Halt(**{**fields, **changes})


def small(**changes: Any) -> Problem:
    """Return the season, with other fields where asked."""
    angle = np.arange(6) * np.pi / 3
    at = np.concatenate([np.zeros((1, 2)), 10 * np.stack([np.cos(angle), np.sin(angle)], axis=1)])
    km = np.linalg.norm(at[:, None] - at[None], axis=2)
    shifts = dict.fromkeys(range(len(DAYS)), (480, 1080))
    fields: Mapping[str, Any] = {
        "days": DAYS,
        "travel": Travel(km, {"car": np.ceil(2 * km).astype(np.int64)}),
        "units": (
            Unit("u0", 0, "car", shifts),
            Unit("u1", 0, "car", shifts, aboard={2: frozenset({"caf"})}),
        ),
        "halts": tuple(halt(h) for h in range(6)),
        "demand": demand(),
        "rewards": (Reward("floor", 20.0, 2, frozenset({"h0", "h1"})),),
        "people_per_km": 0.1,
    }
    return Problem(**{**fields, **changes})


def demand() -> Demand:
    """Expose 30 people of each halt strongly, and those of the next halt a little."""
    columns = np.array([j for h in range(6) for j in (h, (h + 1) % 6)], dtype=np.int64)
    values = np.array([0.5, 0.1] * 6)
    return Demand(np.full(6, 30.0), 2 * np.arange(7), columns, values)
