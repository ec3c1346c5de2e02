"""Questions about a plan that take seconds: for the worker only, since they load compiled code.

Answers are JSON: visits as `domain.planned.told` writes them.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from allervers.seasons.domain.mending import Setback, keeping_hours
from allervers.seasons.domain.planned import (
    Planned,
    StoredProblem,
    Weighed,
    effect_of,
    told,
    told_rule,
)
from allervers.seasons.gateways.planner.hand import weighed_plan
from allervers.seasons.gateways.planner.hours import rounded
from allervers.seasons.gateways.planner.mended import after_setback
from allervers.seasons.gateways.planner.opened import opened, plan_of, planned_of
from planner.draft import Draft
from planner.explain import Blocked, explain
from planner.plan import Plan, Visit
from planner.problem import Problem
from planner.replan import Event, Proposal, freely, refill
from planner.solve import solve
from planner.stop import Stop
from planner.swap import swap

SECONDS: Final = 2.0
LEAST: Final = 0.05  # people: what a page does not show
Json = dict[str, Any]


@dataclass
class Seconds:
    """A budget in seconds, counted from the first iteration."""

    seconds: float = SECONDS
    began: float | None = None

    def __call__(self, done: int) -> float:
        """Return the share of the budget consumed."""
        if not done or self.began is None:
            self.began = time.monotonic()
            return 0.0
        return min(1.0, (time.monotonic() - self.began) / self.seconds)


def proposals(
    stored: StoredProblem,
    visits: list[Planned],
    setback: Setback,
    *,
    price: float,
    stop: Stop | None = None,
) -> Json:
    """Answer a setback three ways: fill the hole, swap at a price, plan again.

    Locked visits stay; `price` is in people for each visit changed by a swap.
    """
    locked = [one for one in visits if one.is_locked]
    after = after_setback(stored, setback, locked)
    problem = replace(opened(stored), locked=plan_of(opened(stored), locked).visits)
    before, event = plan_of(problem, visits), event_of(problem, setback)
    ways: dict[str, Callable[[], Proposal]] = {
        "refill": lambda: refill(Draft(problem, before), event),
        "swap": lambda: swap(problem, before, event, price),
        "freely": lambda: freely(problem, before, event, stop or Seconds()),
    }
    left = weighed_plan(opened(after), plan_of(problem, [v for v in visits if not setback.hits(v)]))
    whole = weighed_plan(problem, before)
    made = [told_way(after, visits, left, name, way()) for name, way in ways.items()]
    hit = [told(one) for one in visits if setback.hits(one)]
    kept, empty = worthwhile(made)
    lost = whole.reached - left.reached
    return {"hit": hit, "lost": lost, "proposals": kept, "nothing_better": empty}


def worthwhile(ways: list[Json]) -> tuple[list[Json], list[str]]:
    """Keep the first way, then those that are better than all before in something.

    A way that gives nothing back is not one: what was left, planned again in two seconds, may be
    worth less than it was. The kinds of the others are named.
    """
    kept: list[Json] = []
    empty: list[str] = []
    for way in ways:
        is_beaten = any(
            way["total"] <= one["total"] + LEAST and way["broken"] >= one["broken"] for one in kept
        )
        if kept and (is_beaten or way["total"] <= LEAST):
            empty.append(way["kind"])
        else:
            kept.append(way)
    return kept, empty


def event_of(problem: Problem, setback: Setback) -> Event:
    """Tell a setback as the planner does."""
    days = frozenset(
        d for d, day in enumerate(problem.days) if setback.first <= day <= setback.last
    )
    if setback.halt is not None:
        return Event(days, halt=str(setback.halt))
    return Event(days, unit=str(setback.unit))


def told_way(
    after: StoredProblem, visits: list[Planned], left: Weighed, name: str, way: Proposal
) -> Json:
    """Tell a proposal: its visits, what it changes, and what it gives back."""
    problem = opened(after)
    return {"kind": name, **told_change(problem, visits, hours_of(problem, visits, way.plan), left)}


def hours_of(problem: Problem, before: list[Planned], plan: Plan) -> list[Planned]:
    """Tell a plan: rounds whose halts did not change keep their hours, others get rounder ones."""
    mine = keeping_hours(before, [planned_of(problem, one) for one in plan.visits])
    told_before = set(before)
    kept = plan_of(problem, [one for one in mine if one in told_before])
    locked = {one.key for one in mine if one.is_locked}
    told_after = rounded(problem, plan_of(problem, mine), kept.visits).visits
    return [
        replace(one, is_locked=one.key in locked)
        for one in (planned_of(problem, visit) for visit in told_after)
    ]


def told_change(
    problem: Problem, visits: list[Planned], after: list[Planned], before: Weighed
) -> Json:
    """Tell what changes between visits; from `before`, the value gained and rules broken anew."""
    now = weighed_plan(problem, plan_of(problem, after))
    old, new = {one.key: one for one in visits}, {one.key for one in after}
    return {
        "visits": [{**told(one), "locked": one.is_locked} for one in after],
        "removed": [told(one) for one in sorted(visits) if one.key not in new],
        "added": [told(one) for one in sorted(after) if one.key not in old],
        "retimed": [
            [told(old[one.key]), told(one)]
            for one in sorted(after)
            if one.key in old and (one.starts, one.ends) != (old[one.key].starts, old[one.key].ends)
        ],
        "reached": now.reached - before.reached,
        "rewards": now.rewards - before.rewards,
        "km": now.km - before.km,
        "total": now.total - before.total,
        "broken": len(now.broken),
        "breaks": [told_rule(one) for one in effect_of(before, now).breaks],
    }


def why_not(
    stored: StoredProblem, visits: list[Planned], halt: str, *, stop: Stop | None = None
) -> Json:
    """Say why a halt is not chosen; and, when no rule blocks it, what imposing it would cost.

    Two ways: the exchange alone, then all planned again around it, when that is better.
    """
    problem = replace(
        opened(stored), locked=plan_of(opened(stored), [v for v in visits if v.is_locked]).visits
    )
    plan = plan_of(problem, visits)
    found = explain(problem, plan, halt)
    if not isinstance(found, Blocked) or found.rule is not None:
        return {"rule": found.rule.value if isinstance(found, Blocked) and found.rule else None}
    answer: Json = {"rule": None, "change": found.change}
    if found.displaces is not None:
        answer["displaces"] = told(planned_of(problem, found.displaces))
    exchanged = placed(problem, plan, found, halt)
    if exchanged is not None:
        imposed, alone = exchanged
        around = forced(problem, alone, imposed, stop or Seconds())
        answer["imposed"] = told(planned_of(problem, imposed))
        before = weighed_plan(problem, plan)
        answer["proposals"] = better_first(
            {"kind": kind, **told_change(problem, visits, hours_of(problem, visits, one), before)}
            for kind, one in (("exchange", alone), ("around", around))
        )
    return answer


def better_first(ways: Iterable[Json]) -> list[Json]:
    """Keep the exchange alone; all planned again, only where it is worth more or breaks less."""
    alone, around = ways
    is_better = around["total"] > alone["total"] + LEAST or around["broken"] < alone["broken"]
    return [alone, around] if is_better else [alone]


def placed(problem: Problem, plan: Plan, found: Blocked, halt: str) -> tuple[Visit, Plan] | None:
    """Return a visit of a halt in place of the one it displaces at least cost; the plan then."""
    out = found.displaces
    if out is None:
        return None
    draft = Draft(problem, plan)
    draft.drop(out.unit, out.day, out.halt)
    draft.put(out.unit, out.day, halt)
    where = draft.position(out.unit, out.day, halt)
    return None if where is None else (draft.visits(where[0])[where[1]], draft.plan())


def forced(problem: Problem, alone: Plan, imposed: Visit, stop: Stop) -> Plan:
    """Plan again with one visit imposed, from the plan that holds it."""
    return solve(replace(problem, locked=(*problem.locked, imposed)), stop, 1, alone).plan
