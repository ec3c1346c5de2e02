"""Other ways of planning a season: by hand, PyVRP, OR-Tools; each under the CPU of one search.

Each way runs in a process of its own, two at a time. The other solvers are loaded there only:
OR-Tools brings a HiGHS with it, and a process holds only the first that it meets.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec

from benchmarks.planner_fortnights import fortnightly
from benchmarks.planner_rivals import commune_due, daily, largest_first, manual
from planner.check import check, value_of
from planner.plan import Plan
from planner.problem import Problem

PYVRP, ORTOOLS = "PyVRP, re-priced", "OR-Tools, re-priced"
"""As the study ran them: fortnight by fortnight. The bars of the issue were set on these."""
PYVRP_BY_DAY, ORTOOLS_BY_DAY = "PyVRP, re-priced by day", "OR-Tools, re-priced by day"
"""Stronger, as prices are told anew sixty times instead of six."""
AT_ONCE = 2
Way = Callable[[Problem, float], Plan]


@dataclass(frozen=True)
class Rival:
    """What a way of planning reaches, in how many CPU seconds; 0 when its plan breaks a rule."""

    name: str
    total: float
    cpu: float
    visits: int


def by_fortnight(problem: Problem, seconds: float, solver: str, *, is_fixed: bool = False) -> Plan:
    """Plan with another solver, a fortnight at a time."""
    from benchmarks import planner_fortnight_solvers as solvers  # noqa: PLC0415 - see the module

    route = solvers.pyvrp_fortnight if solver == "pyvrp" else solvers.ortools_fortnight
    return fortnightly(problem, route, seconds, is_fixed=is_fixed)


def by_day(problem: Problem, seconds: float, solver: str) -> Plan:
    """Plan with another solver, a day at a time."""
    from benchmarks import planner_solvers as solvers  # noqa: PLC0415 - see the module

    route = solvers.pyvrp_day if solver == "pyvrp" else solvers.ortools_day
    return daily(problem, route, seconds, is_fixed=False)


WAYS: dict[str, Way] = {
    "manual: communes in turn": lambda problem, _: manual(problem, commune_due),
    "manual: largest first": lambda problem, _: manual(problem, largest_first),
    "PyVRP, fixed prizes": partial(by_fortnight, solver="pyvrp", is_fixed=True),
    PYVRP: partial(by_fortnight, solver="pyvrp"),
    ORTOOLS: partial(by_fortnight, solver="ortools"),
    PYVRP_BY_DAY: partial(by_day, solver="pyvrp"),
    ORTOOLS_BY_DAY: partial(by_day, solver="ortools"),
}


def is_there(name: str) -> bool:
    """Whether the solver of a way is installed."""
    needs = {"PyVRP": "pyvrp", "OR-Tools": "ortools"}
    return all(find_spec(module) for word, module in needs.items() if name.startswith(word))


def tried(name: str, problem: Problem, seconds: float) -> Rival:
    """Plan in one way, in this process."""
    began = time.process_time()
    plan = WAYS[name](problem, seconds)
    cpu = time.process_time() - began
    is_sound = not check(problem, plan)
    total = value_of(problem, plan).total if is_sound else 0.0
    return Rival(name, total, cpu, len(plan.visits))


def rivals(problem: Problem, seconds: float, names: list[str]) -> Iterator[Rival]:
    """Plan in several ways, two at a time; give each in the order asked."""
    forked = multiprocessing.get_context("fork")  # what is compiled here is compiled there
    with ProcessPoolExecutor(AT_ONCE, mp_context=forked, max_tasks_per_child=None) as pool:
        yield from pool.map(tried, names, [problem] * len(names), [seconds] * len(names))
