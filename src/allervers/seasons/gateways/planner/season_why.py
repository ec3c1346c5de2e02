"""What more would bring, and what fairness costs: for the worker only.

`planner.explain` proves at most what a second round on a day brings; the rest is searched again
with a budget of iterations from the plan: an estimate, not a proof.
"""

import time
from collections.abc import Sequence
from typing import Any, Final

from allervers.seasons.domain.asking import Shut
from allervers.seasons.domain.planned import Planned, StoredProblem
from allervers.seasons.gateways.planner.agreements import agreements
from allervers.seasons.gateways.planner.answers import Seconds
from allervers.seasons.gateways.planner.opened import opened, plan_of
from planner.explain import one_more_round
from planner.frontier import FloorPrice, floor_prices, frontier
from planner.plan import Plan
from planner.problem import Problem
from planner.solve import bound
from planner.stop import Stop

Json = dict[str, Any]
TIMES: Final = (4.0, 2.0, 1.0, 0.5, 0.0)
"""Points of the frontier: times what the season says that a kilometre costs."""
PROOF_SECONDS: Final = 8.0
BUDGET: Final = 1_000
"""Iterations for each season planned again."""
FLOORS_SECONDS: Final = 30.0
"""Floors are priced one after another until so long has passed; the page says how many were."""
FLOOR: Final = "floor:"


def what_more(
    stored: StoredProblem,
    visits: list[Planned],
    *,
    shut: Sequence[Shut] = (),
    stop: Stop | None = None,
    budget: int = BUDGET,
) -> Json:
    """Tell what one more round, unit or agreement, no fairness, other kilometres would change."""
    problem = opened(stored)
    plan = plan_of(problem, visits)
    proof = bound(problem, stop or Seconds(PROOF_SECONDS), plan)
    return {
        "ceiling": proof.ceiling,
        **more_rounds(problem, one_more_round(problem, proof)),
        **agreements(stored, problem, proof, plan, shut, budget),
        **floors(problem, plan, budget),
        "frontier": points(problem, plan, budget),
    }


def more_rounds(problem: Problem, rounds: dict[tuple[str, int], float]) -> Json:
    """Keep the best day of each weekday of each unit; a unit more works all the days of one."""
    best: dict[tuple[str, int], float] = {}
    whole: dict[str, float] = {}
    for (unit, day), people in rounds.items():
        key = (unit, problem.days[day].weekday())
        best[key] = max(best.get(key, 0.0), people)
        whole[unit] = whole.get(unit, 0.0) + people
    return {
        "weekdays": [
            {"unit": unit, "weekday": weekday, "people": people}
            for (unit, weekday), people in sorted(best.items())
        ],
        "units": [{"unit": unit, "people": people} for unit, people in sorted(whole.items())],
    }


def floors(problem: Problem, plan: Plan, budget: int) -> Json:
    """Price the fairness floors one after another, while there is time."""
    asked = [one.id for one in problem.rewards if one.id.startswith(FLOOR)]
    began, found = time.monotonic(), list[FloorPrice]()
    for reward in asked:
        if time.monotonic() - began > FLOORS_SECONDS:
            break
        found += floor_prices(problem, plan, budget, [reward])
    return {
        "floors_asked": len(asked),
        "floors_priced": len(found),
        "floors": [
            {"commune": one.reward.removeprefix(FLOOR), "price": one.price}
            for one in sorted(found, key=lambda one: -one.price)
            if one.is_met and not one.is_met_without
        ],
    }


def points(problem: Problem, plan: Plan, budget: int) -> list[Json]:
    """Plan again with dearer and cheaper kilometres; keep what nothing beats."""
    prices = [problem.people_per_km * times for times in TIMES]
    return [
        {
            "per_km": one.people_per_km,
            "reached": one.reached,
            "km": one.km,
            "communes": one.communes,
        }
        for one in frontier(problem, prices, (0.0,), budget, plan)
    ]
