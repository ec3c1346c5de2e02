"""One search beside other ways of planning: what is printed, and which bars it has."""

from benchmarks.planner_bars import Bar, bar, load
from benchmarks.planner_measures import Figures
from benchmarks.planner_seasons import SIZES, drawn_season
from benchmarks.planner_ways import (
    ORTOOLS,
    ORTOOLS_BY_DAY,
    OURS,
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
DRAWN = {"four drawn": (7, 4, 400, 20_000), "twelve": SIZES["twelve"]}


def ways(names: list[str], *, is_quick: bool) -> list[str]:
    """Keep the ways to run; say which are not."""
    slow = [one for one in names if is_quick and not one.startswith("manual")]
    gone = [one for one in names if one in slow or not is_there(one)]
    if gone:
        print(f"NOT RUN: {'; '.join(gone)} ({'--quick' if is_quick else 'not installed'}).")
    return [one for one in names if one not in gone]


def beside(problem: Problem, ours: Figures, seconds: float, *, is_quick: bool) -> list[Bar]:
    """Compare what one search found of the shared season with what others reach."""
    total, most = ours["first_seed"], ours["ceiling"]
    bars = []
    for one in rivals(problem, seconds, ways(list(WAYS)[1:], is_quick=is_quick)):
        ratio = total / one.total if one.total else 0.0
        print(f"{told(one)}  ×{ratio:.3f}  the ceiling allows ×{most / max(1.0, one.total):.3f}")
        if one.name in BETTER:
            name = f"ratio_{one.name}"
            bars.append(bar(name, ratio, "×", BETTER[one.name], is_least=True))
    return bars


def told(one: Rival) -> str:
    """Say what a way of planning reached."""
    return f"{one.name:28}{one.total:>10,.0f}{one.visits:>6} visits{one.cpu:>8.1f} CPU s  {load()}"


def elsewhere(seconds: float, *, is_quick: bool) -> list[Bar]:
    """Compare one search with others on drawn seasons."""
    bars = []
    names = ways([OURS, PYVRP, ORTOOLS], is_quick=is_quick)
    for season_name, drawn in DRAWN.items():
        found = list(rivals(drawn_season(*drawn), seconds, names))
        for one in found:
            ratio = found[0].total / one.total if one.total else 0.0
            print(f"{season_name}: {told(one)}  ×{ratio:.3f}", flush=True)
            if one.name in BETTER:
                name = f"ratio_{one.name} ({season_name})"
                bars.append(bar(name, ratio, "×", BETTER[one.name], is_least=True))
    return bars
