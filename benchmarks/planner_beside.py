"""One search beside other ways of planning: what is printed, and which bars it has."""

from benchmarks.planner_bars import Bar, bar, load
from benchmarks.planner_measures import Figures
from benchmarks.planner_ways import (
    ORTOOLS,
    ORTOOLS_BY_DAY,
    PYVRP,
    PYVRP_BY_DAY,
    WAYS,
    Rival,
    is_there,
    rivals,
)
from planner.problem import Problem

BETTER = {PYVRP: 1.03, ORTOOLS: 1.10, PYVRP_BY_DAY: 1.0, ORTOOLS_BY_DAY: 1.0}
"""How many times what another solver reaches one search must reach."""
STUDIED = [*(one for one in WAYS if one.startswith("manual")), PYVRP, ORTOOLS]
"""What drawn seasons are compared with: as the study did. The shared one, with every way."""
BESIDE = {"season": list(WAYS), "four": STUDIED, "twelve": STUDIED}


def ways(names: list[str], *, is_quick: bool) -> list[str]:
    """Keep the ways to run; say which are not."""
    slow = [one for one in names if is_quick and not one.startswith("manual")]
    gone = [one for one in names if one in slow or not is_there(one)]
    if gone:
        print(f"NOT RUN: {'; '.join(gone)} ({'--quick' if is_quick else 'not installed'}).")
    return [one for one in names if one not in gone]


def beside(
    name: str, problem: Problem, ours: Figures, seconds: float, *, is_quick: bool
) -> list[Bar]:
    """Compare what one search found of a season with what others reach, and with the ceiling."""
    total, most = ours["first_seed"], ours["ceiling"]
    bars = []
    print(f"{name}: {'one search':28}{total:>10,.0f}  the ceiling {most:,.0f}", flush=True)
    for one in rivals(problem, seconds, ways(BESIDE[name], is_quick=is_quick)):
        ratio = total / one.total if one.total else 0.0
        allowed = most / max(1.0, one.total)
        print(f"{name}: {told(one)}  ×{ratio:.3f}  the ceiling allows ×{allowed:.3f}", flush=True)
        if one.name in BETTER:
            id_ = f"ratio_{one.name}" + ("" if name == "season" else f" ({name})")
            bars.append(bar(id_, ratio, "×", BETTER[one.name], is_least=True))
    return bars


def told(one: Rival) -> str:
    """Say what a way of planning reached."""
    return f"{one.name:28}{one.total:>10,.0f}{one.visits:>6} visits{one.cpu:>8.1f} CPU s  {load()}"
