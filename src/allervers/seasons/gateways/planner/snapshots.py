"""Plans computed once and committed, for the demonstration: iterations and a seed, no clock."""

from collections.abc import Mapping

from allervers.seasons.gateways.planner.finding import Best, visits_json
from planner.command.season import plan_season
from planner.reading import problem_from

LONGEST = 600.0


def planned(problem: Mapping[str, object], iterations: int, seed: int) -> tuple[Best, float, int]:
    """Plan a problem; return its visits, the ceiling proved and the iterations done."""
    read = problem_from(problem)
    found = plan_season(read, seconds=LONGEST, iterations=iterations, seed=seed)
    ceiling = found.certificate.ceiling if found.certificate else float("inf")
    return visits_json(read, found.plan), ceiling, found.iterations
