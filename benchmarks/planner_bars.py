"""What the parts of the planner's benchmark say: bars, and how busy the machine is."""

import os

Bar = dict[str, float | str | bool]


def bar(name: str, value: float, unit: str, goal: float, *, is_least: bool = False) -> Bar:
    """Return a bar: the value must be at most the goal, or at least."""
    is_kept = value >= goal if is_least else value <= goal
    return {"id": name, "value": round(value, 3), "unit": unit, "goal": goal, "ok": is_kept}


def load() -> str:
    """Say how busy the machine is: figures in seconds depend on it."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
