"""The planner against its bars, side by side with what a person or another solver would do.

    python benchmarks/planner.py [--quick] [--seconds 60] [--only season,one,…]

The whole takes some 20 minutes on two quiet cores, and 25 at most: what is late or fails is said
FAILED and the rest goes on, each part in a process of its own. Parts, for `--only`: `season` (the
shared one: 4 units, 60 days, 400 halts), `four` (another of that size, drawn), `one` (one unit),
`twelve` (12 units, 1,000 halts), `fifty` (50 units, 2,000 halts, 100,000 points: ten minutes),
`rivals` (with `season`, `four` or `twelve`: the manual ways, PyVRP, OR-Tools), `repairs`, `days`
(TOPTW instances), `design` (shortlist and fleet). The search and the proof run in two processes at
once, each with a budget of CPU seconds: those of a wall clock on two quiet cores. Rivals get the
CPU seconds of one process.

PyVRP and OR-Tools plan as the study that set the bars ran them (planning.md, § 3.3): six
fortnights, each one routing problem, prizes re-priced between them; our spacing is exact, the
study's was not. They also plan day by day, re-priced sixty times, which is stronger: printed
beside with what the proved ceiling allows at most; their bar is only that ours is better.

`--quick` takes 8 seconds for each season, 1 for each instance, no rival but the manual ways, and
leaves `four`, `twelve` and `fifty` out. What is not run is said NOT RUN. Compiling comes first in
each process, before any clock. The gap of the shared season against time is left in
var/planner-curve.json, for planner_figure.py.
"""

import argparse
import json
import math
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tools.compiled_cache import name_after_sources  # noqa: E402

name_after_sources()

from benchmarks.planner_bars import Bar, bar, load  # noqa: E402
from benchmarks.planner_beside import BESIDE, beside  # noqa: E402
from benchmarks.planner_clock import Seconds  # noqa: E402
from benchmarks.planner_days import gaps  # noqa: E402
from benchmarks.planner_measures import Figures, measure, repairs  # noqa: E402
from benchmarks.planner_seasons import SIZES, drawn_season, shared_season  # noqa: E402
from planner.problem import Problem  # noqa: E402
from planner.solve import bound, solve  # noqa: E402
from planner.stop import Iterations  # noqa: E402

SHARED = Path(os.environ.get("ALLERVERS_SHARED", ROOT.parent / "shared")) / "data"
GAPS = {"season": 1.5, "four": 1.5, "one": 0.7, "twelve": 3.0}
USUAL, QUICK, LONG = 60.0, 8.0, 530.0
A_DAY, A_QUICK_DAY = 10.0, 1.0
ALL = ("season", "four", "one", "twelve", "fifty", "repairs", "rivals", "days", "design")
GROUPS = (
    ("season", "rivals"),
    ("four", "rivals"),
    ("one",),
    ("twelve", "rivals"),
    ("repairs", "design"),
    ("days",),
    ("fifty",),
)
"""What runs in one process; each group in one of its own."""
WHOLE, LAST, LEAST = 1500.0, 640.0, 30.0
"""Seconds of wall clock: for everything, kept for the last group, given to any at least."""
INSIDE = "ALLERVERS_PLANNER_BENCH_PART"
"""Set in the processes of the parts."""
TOO_LONG_FOR_QUICK = ("four", "twelve", "fifty")
CURVE = ROOT / "var" / "planner-curve.json"


def season(name: str) -> Problem:
    """Give a season by its name; a drawn one of the same size for want of the shared one."""
    if name != "season":
        return drawn_season(*SIZES[name])
    if (SHARED / "season").is_dir():
        return shared_season(SHARED)
    print("NOT RUN: no shared season; one of the same size is drawn instead.")
    return drawn_season(*SIZES["four"])


def seasons(names: list[str], seconds: float) -> tuple[list[Bar], dict[str, Figures]]:
    """Plan and prove seasons; print a line each."""
    bars, found = [], {}
    for name in names:
        budget = LONG if name == "fifty" else seconds
        figures, curve = measure(season(name), budget, budget if name == "fifty" else math.inf)
        found[name] = figures
        told = ", ".join(f"{key} {value:,.2f}" for key, value in figures.items())
        print(f"{name} ({budget:.0f} CPU s a process, {load()}): {told}", flush=True)
        bars.append(bar(f"broken_rules_{name}", figures["broken"], "", 0))
        if name in GAPS:
            bars.append(bar(f"gap_{name}", figures["gap_percent"], "%", GAPS[name]))
        if name == "season":
            CURVE.parent.mkdir(exist_ok=True)
            CURVE.write_text(json.dumps(curve), encoding="utf-8")
            bars.append(bar("first_plan", figures["first_plan_cpu_seconds"], "CPU s", 0.5))
        if name == "fifty":
            bars.append(bar("fifty_wall", figures["wall_seconds"], "s", 600.0))
            bars.append(bar("fifty_memory", figures["gigabytes"], "GB", 3.0))
    return bars, found


def mended(seconds: float) -> list[Bar]:
    """Mend what falls through in the shared season: each kind of setback has the same bars.

    When a unit is down for a week the other days are full: tried by brute force on four draws, no
    visit could be added, in any order (docs/why/planner.md).
    """
    problem = season("season")
    found = repairs(problem, solve(problem, Seconds(seconds / 4)).plan)
    bars = []
    for kind, figures in found.items():
        told = ", ".join(f"{key} {value:.1f}" for key, value in figures.items())
        print(f"repairs, {kind} ({load()}): {told}", flush=True)
        name = "refill" if kind == "halt" else f"refill_{kind}"
        bars += [
            bar(f"{name}_recovered", figures["recovered_percent"], "%", 60.0, is_least=True),
            bar(f"{name}_changes", figures["changes_each"], "for each visit lost", 2),
            bar(f"{name}_time", figures["ms_max"], "CPU ms", 50.0),
        ]
    return bars


def days(seconds: float) -> list[Bar]:
    """Order the published days, each under its own budget; the mean gap to the best known."""
    if not (SHARED / "toptw").is_dir():
        print("NOT RUN: no TOPTW instance here.")
        return []
    found = gaps(SHARED / "toptw", lambda: Seconds(seconds))
    mean = sum(gap for _, gap in found) / len(found)
    proved = [gap for one, gap in found if one.is_proved]
    worst = max(gap for _, gap in found)
    print(
        f"days ({seconds:.0f} CPU s each, {len(found)} instances, {load()}): gap {mean:.3f} %, "
        f"worst {worst:.2f} %; {len(proved)} proved optima {sum(proved) / len(proved):.3f} %"
    )
    return [bar("toptw", mean, "%", 0.3)]


def designed() -> list[Bar]:
    """Shortlist 60 halts of the shared season, and size a fleet for nine tenths of their reach."""
    # HiGHS here, and not above: OR-Tools brings another one, and a process holds only the first.
    from planner.design import fleet, shortlist  # noqa: PLC0415

    problem, began = season("season"), time.process_time()
    chosen = shortlist(problem, 60)
    first, began = time.process_time() - began, time.process_time()
    units = fleet(problem, 0.9 * chosen.reach, times=6)
    second = time.process_time() - began
    gap = 100 * (chosen.ceiling - chosen.reach) / chosen.ceiling
    print(
        f"design ({load()}): 60 halts of {len(problem.halts)} reach {chosen.reach:,.0f}, proved to "
        f"{gap:.3f} %, {first:.1f} CPU s; {units.units} units (proved: {units.least} at least) for "
        f"{units.reach:,.0f} people, {len(units.halts)} halts six times, {second:.1f} CPU s"
    )
    return [bar("shortlist_gap", gap, "%", 0.1), bar("shortlist_time", first, "CPU s", 60.0)]


def run(asked: list[str], seconds: float, *, is_quick: bool) -> list[Bar]:
    """Run parts in this process."""
    small = drawn_season(1, 2, 20, 200)
    solve(small, Iterations(50))
    bound(small, Iterations(1))
    bars, found = seasons([one for one in ("season", *SIZES) if one in asked], seconds)
    for name in BESIDE if "rivals" in asked else ():
        if name in found:
            bars += beside(name, season(name), found[name], seconds, is_quick=is_quick)
    if "repairs" in asked:
        bars += mended(seconds)
    if "days" in asked:
        bars += days(A_QUICK_DAY if is_quick else A_DAY)
    if "design" in asked:
        bars += designed()
    return bars


def apart(asked: list[str], seconds: float, *, is_quick: bool) -> list[Bar]:
    """Run each group of parts in a process of its own: one that fails loses no other.

    It also makes memory honest: a peak is that of one part. What takes long comes last, and
    the others leave it its time.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the part is ended too
    end, bars = time.monotonic() + WHOLE, list[Bar]()
    groups = [[one for one in group if one in asked] for group in GROUPS]
    for group in (one for one in groups if one not in ([], ["rivals"])):
        kept = LAST if "fifty" in asked and "fifty" not in group else 0.0
        command = [sys.executable, __file__, "--only", ",".join(group), "--seconds", str(seconds)]
        limit = max(LEAST, end - time.monotonic() - kept)
        told = heard([*command, *(["--quick"] if is_quick else [])], limit)
        bars += told if told is not None else [bar(f"failed_{group[0]}", 1, "", 0)]
    return bars


def heard(command: list[str], limit: float) -> list[Bar] | None:
    """Pass on what a process says but its JSON; return its bars, none when it failed or was late.

    It leads a group of its own, so that the proof that it started ends with it.
    """
    last = ""
    inside = {**os.environ, INSIDE: "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True, env=inside
    ) as it:
        late = threading.Timer(limit, os.killpg, (it.pid, signal.SIGKILL))
        late.start()
        try:
            for line in it.stdout or ():
                last = line
                if not line.startswith("{"):
                    print(line, end="", flush=True)
            it.wait()
        finally:
            late.cancel()
            if it.poll() is None:
                os.killpg(it.pid, signal.SIGKILL)
    if it.returncode != 0 or not last.startswith("{"):
        print(f"FAILED ({it.returncode}): {' '.join(command[1:])}", flush=True)
        return None
    bars: list[Bar] = json.loads(last)["bars"]
    return bars


def main() -> None:
    """Run what is asked; the last line is JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--only")
    options = parser.parse_args()
    seconds = options.seconds or (QUICK if options.quick else USUAL)
    asked = asked_for(options.only, is_quick=options.quick)
    is_one_group = any(set(asked) <= set(group) for group in GROUPS)
    way = run if is_one_group else apart
    bars = way(asked, seconds, is_quick=options.quick)
    for one in bars if way is apart else ():
        print(f"{'ok  ' if one['ok'] else 'MISS'} {one['id']}: {one['value']} {one['unit']}"
              f" (goal {one['goal']})")  # fmt: skip
    print(json.dumps({"bench": "planner", "seconds": seconds, "bars": bars}))


def asked_for(only: str | None, *, is_quick: bool) -> list[str]:
    """Return the parts to run; say which are not."""
    left_out = TOO_LONG_FOR_QUICK if is_quick else ()
    asked = only.split(",") if only else [one for one in ALL if one not in left_out]
    unknown = set(asked) - set(ALL)
    if unknown:
        raise SystemExit(f"No part {', '.join(sorted(unknown))}. There are: {', '.join(ALL)}.")
    missing = [one for one in ALL if one not in asked]
    if missing and not os.environ.get(INSIDE):
        print(f"NOT RUN: {', '.join(missing)}.")
    return asked


if __name__ == "__main__":
    main()
