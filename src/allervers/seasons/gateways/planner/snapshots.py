"""Plans computed once and committed, for the demonstration: iterations and a seed, no clock."""

from collections.abc import Mapping

from allervers.seasons.gateways.planner.finding import Best, visits_json
from allervers.seasons.gateways.planner.loading import ready_to_compile
from planner.check import value_of
from planner.plan import Plan
from planner.problem import Problem
from planner.reading import problem_from

PRICINGS = 400
Chain = tuple[int, int, int]
"""Iterations of a first search, then of each of so many others from the best plan."""


def planned(
    problem: Mapping[str, object], chains: tuple[Chain, ...], seed: int
) -> tuple[Best, float, int]:
    """Plan a problem; return its visits, the ceiling proved and the iterations done.

    In this process, compiled; each search goes on from the best plan of those before it, which
    fills the holes that return patterns leave.
    """
    ready_to_compile()
    from planner.solve import bound  # noqa: PLC0415 - compiled
    from planner.stop import Iterations  # noqa: PLC0415

    read = problem_from(problem)
    made = [chained(read, chain, seed) for chain in chains]
    best = max(made, key=lambda plan: value_of(read, plan).total)
    done = sum(first + each * times for first, each, times in chains)
    # Either start may end lower: the lowest ceiling is as true as the other.
    ceiling = min(bound(read, Iterations(PRICINGS), one).ceiling for one in (None, best))
    return visits_json(read, best), ceiling, done


def chained(problem: Problem, chain: Chain, seed: int) -> Plan:
    """Search, then again and again from the best plan."""
    from planner.solve import solve  # noqa: PLC0415 - compiled
    from planner.stop import Iterations  # noqa: PLC0415

    first, each, times = chain
    best = solve(problem, Iterations(first), seed).plan
    for more in range(1, times + 1):
        found = solve(problem, Iterations(each), seed + more, best).plan
        best = max(best, found, key=lambda plan: value_of(problem, plan).total)
    return best
