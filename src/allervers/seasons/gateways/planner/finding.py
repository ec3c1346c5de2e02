"""The search of a plan, for the worker: told as it goes, stopped when asked, resumed from a plan.

The search and the proof run in processes of their own (`planner.command.season`): nothing is
compiled here, and they end with the process that asked.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Final

from allervers.seasons.domain.computing import Found, News
from allervers.seasons.domain.planned import StoredProblem
from allervers.seasons.gateways.planner.hand import weighed_plan
from allervers.seasons.gateways.planner.hours import rounded
from allervers.seasons.gateways.planner.opened import opened, planned_of
from planner.check import value_of
from planner.command.searching import Order
from planner.command.season import Report, SearchLost, plan_season
from planner.faults import Refused
from planner.plan import Plan
from planner.problem import Problem
from planner.reading import PLAN, plan_from
from planner.writing import plan_to_json

OFTEN: Final = 2.0
"""Seconds between two pieces of news."""
LEAST_CUT: Final = 40.0
SHORTEST_LEG: Final = 20.0
MOST_LEGS: Final = 4
"""Beside the first: each costs the start of a process."""
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
    """What is told while the planner searches: every two seconds, all at once, over its legs."""

    problem: Problem
    tell: Tell
    began: float
    top: tuple[float, Plan] | None = None
    """The best plan of all: one told later may be worth less, once its returns are completed."""
    best: Plan | None = None
    """A better plan, not told yet."""
    ceiling: float | None = None
    iterations: int = 0
    before: int = 0
    """Iterations of the legs that are over."""
    told_at: float = 0.0
    goes_on: bool = True

    def heard(self, report: Report) -> None:
        """Note where the search stands."""
        self.iterations = self.before + report.iterations
        if report.ceiling is not None:
            self.ceiling = min(report.ceiling, self.ceiling or report.ceiling)

    def kept(self, plan: Plan, report: Report) -> None:
        """Note a plan, when it is a better one."""
        self.heard(report)
        self.offered(plan, report.value or 0.0)

    def offered(self, plan: Plan, value: float) -> None:
        """Keep a plan that is worth more than the best one."""
        if self.top is None or value > self.top[0]:
            self.top, self.best = (value, plan), plan

    def is_stopped(self) -> bool:
        """Tell the news when it is time to; say whether the one who listens has had enough."""
        now = time.monotonic()
        if self.goes_on and now - self.told_at >= OFTEN:
            self.told_at = now
            best = None if self.best is None else visits_json(self.problem, self.best)
            self.best = None
            self.goes_on = self.tell(self.news(), best)
        return not self.goes_on

    def news(self) -> News:
        """Tell where the search stands."""
        value = self.top[0] if self.top else None
        return News(time.monotonic() - self.began, self.iterations, value, self.ceiling)

    def found(self) -> Found:
        """Tell the best plan of all."""
        plan = self.top[1] if self.top else Plan()
        seconds = time.monotonic() - self.began
        return found_of(self.problem, plan, self.ceiling, self.iterations, seconds)


def find(
    stored: StoredProblem,
    *,
    seconds: float,
    seed: int,
    start: Best | None,
    tell: Tell,
    iterations: int | None = None,
) -> Found:
    """Search the best plan in so many seconds; raise `Impossible` when there is none to find.

    A search that dies (memory, most often) gives the best plan that it told, `is_cut`.
    """
    problem = opened(stored)
    begun = plan_in(problem, start) if start else None
    if begun is not None and seconds <= 0:
        return weighed_again(problem, begun)
    story = Story(problem, tell, time.monotonic())
    if begun is not None:
        story.top = (value_of(problem, begun).total, begun)
    try:
        for leg, part in enumerate(legs_of(problem, seconds)):
            is_first = leg == 0
            order = Order(part, iterations, seed + leg, story.top[1] if story.top else None)
            if not searched(story, order, with_proof=is_first):
                break
    except Refused as error:
        raise Impossible([fault.reason.value for fault in error.faults]) from error
    except SearchLost as error:
        if story.top is None:
            raise Impossible from error
        return replace(story.found(), is_cut=True)
    return story.found()


def searched(story: Story, order: Order, *, with_proof: bool) -> bool:
    """Search one leg; say whether to go on."""
    season = plan_season(
        story.problem,
        seconds=order.seconds,
        iterations=order.iterations,
        seed=order.seed,
        start=order.start,
        with_proof=with_proof,
        tell=story.heard,
        keep=story.kept,
        keep_every=OFTEN,
        is_cancelled=story.is_stopped,
    )
    story.before += season.iterations
    story.iterations = story.before
    story.offered(season.plan, season.value.total)
    if season.certificate is not None:
        story.ceiling = min(season.certificate.ceiling, story.ceiling or inf)
    return not season.was_cancelled


def legs_of(problem: Problem, seconds: float) -> list[float]:
    """Cut the seconds of a search into legs, each from the best plan of those before.

    The search ignores how often and how soon a halt must be seen again: what breaks these
    patterns is taken out at its end, and leaves holes. Searching anew from there fills them.
    """
    has_patterns = any(one.within is not None or one.at_least > 1 for one in problem.halts)
    if not has_patterns or seconds < LEAST_CUT:
        return [seconds]
    rest = min(MOST_LEGS, int(seconds / 2 / SHORTEST_LEG))
    return [seconds / 2, *([seconds / 2 / rest] * rest)]


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
    locked = set(problem.locked)
    return Found(
        tuple(planned_of(problem, one, is_locked=one in locked) for one in plan.visits),
        weighed_plan(problem, plan),
        ceiling,
        iterations,
        seconds,
    )


def visits_json(problem: Problem, plan: Plan) -> Best:
    """Tell the visits of a plan in the planner's format."""
    told = plan_to_json(problem, plan, value_of(problem, plan))["visits"]
    return told if isinstance(told, list) else []


def plan_in(problem: Problem, visits: Sequence[Mapping[str, object]]) -> Plan:
    """Read visits in the planner's format."""
    return plan_from({"format": PLAN, "visits": list(visits)}, problem)
