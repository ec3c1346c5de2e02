"""The search of a plan, for the worker: told as it goes, stopped when asked, resumed from a plan.

The search and the proof run in processes of their own (`planner.command.season`): nothing is
compiled here, and they end with the process that asked.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from allervers.seasons.domain.computing import Found, News
from allervers.seasons.domain.planned import StoredProblem, Weighed
from allervers.seasons.gateways.planner.hand import broken_rule
from allervers.seasons.gateways.planner.hours import rounded
from allervers.seasons.gateways.planner.opened import opened, planned_of
from planner.check import check, value_of
from planner.command.season import Report, SearchLost, plan_season
from planner.faults import Refused
from planner.plan import Plan
from planner.problem import Problem
from planner.reading import PLAN, plan_from
from planner.writing import plan_to_json

OFTEN: Final = 2.0
"""Seconds between two pieces of news."""
Best = list[dict[str, object]]
"""Visits in the planner's format."""
Tell = Callable[[News, Best | None], bool]
"""Takes the news and the best plan when it is a better one; whether to go on."""


class Impossible(Exception):  # noqa: N818 - what happened to the search
    """The planner refuses the problem: `codes` of its faults, or nothing when the search died."""

    def __init__(self, codes: Sequence[str] = ()) -> None:
        self.codes = tuple(codes)
        super().__init__(", ".join(self.codes) or "the search died")


@dataclass
class Story:
    """What is told while the planner searches: every two seconds, all at once."""

    problem: Problem
    tell: Tell
    began: float
    report: Report | None = None
    best: Plan | None = None
    told_at: float = 0.0
    goes_on: bool = True

    def heard(self, report: Report) -> None:
        """Note where the search stands."""
        self.report = report

    def kept(self, plan: Plan, report: Report) -> None:
        """Note a better plan."""
        self.best, self.report = plan, report

    def is_stopped(self) -> bool:
        """Tell the news when it is time to; say whether the one who listens has had enough."""
        now = time.monotonic()
        if self.goes_on and now - self.told_at >= OFTEN:
            self.told_at = now
            best = None if self.best is None else visits_json(self.problem, self.best)
            self.best = None
            self.goes_on = self.tell(news_of(self.report, now - self.began), best)
        return not self.goes_on


def find(
    stored: StoredProblem,
    *,
    seconds: float,
    seed: int,
    start: Best | None,
    tell: Tell,
    iterations: int | None = None,
) -> Found:
    """Search the best plan in so many seconds; raise `Impossible` when there is none to find."""
    problem = opened(stored)
    begun = plan_in(problem, start) if start else None
    if begun is not None and seconds <= 0:
        return weighed_again(problem, begun)
    story = Story(problem, tell, time.monotonic())
    try:
        season = plan_season(
            problem,
            seconds=seconds,
            iterations=iterations,
            seed=seed,
            start=begun,
            tell=story.heard,
            keep=story.kept,
            keep_every=OFTEN,
            is_cancelled=story.is_stopped,
        )
    except Refused as error:
        raise Impossible([fault.reason.value for fault in error.faults]) from error
    except SearchLost as error:
        raise Impossible from error
    ceiling = season.certificate.ceiling if season.certificate else None
    return found_of(problem, season.plan, ceiling, season.iterations, season.seconds)


def weighed_again(problem: Problem, plan: Plan) -> Found:
    """Take a plan as it is: no time is left to search a better one."""
    return found_of(problem, plan, None, 0, 0.0)


def found_again(
    stored: StoredProblem, visits: Best, ceiling: float | None, iterations: int
) -> Found:
    """Tell a plan found earlier; its worth and what it breaks are counted again."""
    problem = opened(stored)
    return found_of(problem, plan_in(problem, visits), ceiling, iterations, 0.0)


def found_of(
    problem: Problem, plan: Plan, ceiling: float | None, iterations: int, seconds: float
) -> Found:
    """Tell a plan with the product's words, at rounder hours, counted again by `planner.check`."""
    plan = rounded(problem, plan)
    value, locked = value_of(problem, plan), set(problem.locked)
    broken = tuple(broken_rule(problem, one) for one in check(problem, plan))
    return Found(
        tuple(planned_of(problem, one, is_locked=one in locked) for one in plan.visits),
        Weighed(value.reached, value.rewards, value.km, value.total, broken),
        ceiling,
        iterations,
        seconds,
    )


def news_of(report: Report | None, seconds: float) -> News:
    """Tell where the search stands."""
    if report is None:
        return News(seconds, 0, None, None)
    return News(seconds, report.iterations, report.value, report.ceiling)


def visits_json(problem: Problem, plan: Plan) -> Best:
    """Tell the visits of a plan in the planner's format."""
    told = plan_to_json(problem, plan, value_of(problem, plan))["visits"]
    return told if isinstance(told, list) else []


def plan_in(problem: Problem, visits: Sequence[Mapping[str, object]]) -> Plan:
    """Read visits in the planner's format."""
    return plan_from({"format": PLAN, "visits": list(visits)}, problem)
