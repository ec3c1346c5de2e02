"""What one more town agreement would bring: for the worker only, it loads compiled code.

Each halt that no town agreed to is opened alone and the season planned again for a while from its
plan: an estimate, not a proof. Those that would add most by themselves are tried first.
"""

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from allervers.seasons.domain.asking import Shut
from allervers.seasons.domain.planned import StoredProblem
from allervers.seasons.domain.windows import Window
from allervers.seasons.gateways.planner.hand import exposure_of, gain, times_of
from allervers.seasons.gateways.planner.opened import json_of, minutes_of
from planner.check import value_of
from planner.explain import one_more_agreement
from planner.plan import Plan
from planner.problem import Halt, Opening, Problem
from planner.proof.ceiling import Certificate
from planner.solve import solve
from planner.stop import Iterations

Json = dict[str, Any]
MOST: Final = 12
"""Halts tried."""
SECONDS: Final = 20.0


def agreements(
    stored: StoredProblem,
    problem: Problem,
    proof: Certificate,
    plan: Plan,
    shut: Sequence[Shut],
    budget: int,
) -> Json:
    """Tell what each agreement would bring, one at a time, while there is time.

    `people` by a short search; `most` by the proof: no plan gains more over the ceiling.
    """
    told = openings_of(stored, problem, shut)
    if not told:
        return {"agreements_asked": 0, "agreements_tried": 0, "agreements": []}
    base = solve(problem, Iterations(budget), 1, plan).plan
    before, began, found = value_of(problem, base).total, time.monotonic(), list[Json]()
    for halt in most_alone(problem, base, told)[:MOST]:
        if time.monotonic() - began > SECONDS:
            break
        opened = with_opening(problem, halt, told[halt])
        after = solve(opened, Iterations(budget), 1, base).plan
        people = value_of(opened, after).total - before
        visits = sum(one.halt == halt for one in after.visits)
        # Proved of one window that holds all of them: true of them, perhaps a little too high.
        most = one_more_agreement(problem, proof, {halt: around(told[halt])})[halt]
        told_one = {"halt": halt, "people": max(0.0, people), "most": most, "visits": visits}
        found.append(told_one)
    return {
        "agreements_asked": len(told),
        "agreements_tried": len(found),
        "agreements": sorted(
            (one for one in found if one["visits"]), key=lambda one: -float(one["people"])
        ),
    }


def openings_of(
    stored: StoredProblem, problem: Problem, shut: Iterable[Shut]
) -> dict[str, tuple[Opening, ...]]:
    """Return the openings that an agreement would give each halt of the problem without any."""
    known = {one.id for one in problem.halts if not any(span.days for span in one.openings)}
    body = json_of(stored)
    periods = body["calendar"].get("periods", {}) if isinstance(body, dict) else {}
    found = {}
    for one in shut:
        if str(one.halt) in known:
            closed = {
                day
                for span in periods.get(one.closed_in, [])
                for day in problem.days
                if date.fromisoformat(span["from"]) <= day <= date.fromisoformat(span["until"])
            }
            found[str(one.halt)] = tuple(
                opening_of(problem, window, closed) for window in one.windows
            )
    return found


def opening_of(problem: Problem, window: Window, closed: Collection[date]) -> Opening:
    """Tell a window as the planner does, but for the days that are closed."""
    days = frozenset(
        d
        for d, day in enumerate(problem.days)
        if day.weekday() in window.weekdays and day not in closed
    )
    return Opening(days, minutes_of(window.opens), minutes_of(window.closes))


def around(openings: Sequence[Opening]) -> Opening:
    """Return an opening that holds all of these."""
    days = frozenset(day for one in openings for day in one.days)
    return Opening(days, min(one.opens for one in openings), max(one.closes for one in openings))


def most_alone(problem: Problem, plan: Plan, told: Iterable[str]) -> list[str]:
    """Order halts by the people that one visit would add to a plan, most first."""
    rows, level = {one.id: h for h, one in enumerate(problem.halts)}, dict[int, float]()
    for name, times in times_of(plan).items():
        for column, value in exposure_of(problem, rows[name]).items():
            level[column] = level.get(column, 0.0) + times * value
    adds = {}
    for halt in told:
        own = exposure_of(problem, rows[halt])
        adds[halt] = gain(problem, own, {column: level.get(column, 0.0) for column in own})
    return sorted(adds, key=lambda one: (-adds[one], one))


def with_opening(problem: Problem, halt: str, openings: tuple[Opening, ...]) -> Problem:
    """Return the problem with one halt opened."""

    def opened(one: Halt) -> Halt:
        return replace(one, openings=openings) if one.id == halt else one

    return replace(problem, halts=tuple(map(opened, problem.halts)))
