"""Why: what a visit adds, why a halt is not chosen, what one more round would bring."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from planner.check import Rule, check, value_of
from planner.draft import Draft
from planner.plan import Plan, Visit
from planner.problem import Floats, Halt, Ints, Opening, Problem
from planner.proof.blocks import blocks_of
from planner.proof.ceiling import Certificate
from planner.proof.certificate import TRIES, limits_of_season
from planner.proof.prices import conjugate, worth
from planner.proof.pricing import best_route
from planner.routes import ground_of
from planner.solve import solve
from planner.stop import Stop


@dataclass(frozen=True, slots=True)
class Added:
    """What a visit adds: value, kilometres, and the halts that would reach the same people."""

    total: float
    km: float
    overlaps: tuple[tuple[str, float], ...]
    """Halts also visited, with the people they share with this visit, most first."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why a halt is not visited on a day: the first rule, or what visiting it would cost."""

    rule: Rule | None
    day: int | None
    change: float
    """Change of value of the best swap, when no rule blocks: it is not positive, or hardly."""
    displaces: Visit | None


def explain(problem: Problem, plan: Plan, question: Visit | str) -> Added | Blocked:
    """Answer about a visit of the plan, or about a halt (its id) that is not visited."""
    if isinstance(question, Visit):
        return added_by(problem, plan, question)
    return blocked(problem, plan, question)


def added_by(problem: Problem, plan: Plan, visit: Visit) -> Added:
    """Take a visit out and see what is lost, then to whom its people would still go."""
    without = Plan(tuple(one for one in plan.visits if one != visit))
    full, less = value_of(problem, plan), value_of(problem, without)
    exposure = exposures_on(problem, visit.halt, {one.halt for one in plan.visits})
    times, here = times_of(without), columns_of(problem, visit.halt)
    level = sum((times[h] * exposure[h] for h in times), np.zeros(len(here)))
    people, own = problem.demand.people[here], -np.expm1(-exposure[visit.halt])
    alone = people * np.exp(-level) * own
    shared = [
        (other, float((people * np.exp(-(level - often * exposure[other])) * own - alone).sum()))
        for other, often in times.items()
        if exposure[other].any()
    ]
    overlaps = sorted(shared, key=lambda one: (-one[1], one[0]))
    return Added(full.total - less.total, full.km - less.km, tuple(overlaps))


def columns_of(problem: Problem, halt: str) -> Ints:
    """Return the columns that a visit to a halt exposes, in order."""
    demand, h = problem.demand, [one.id for one in problem.halts].index(halt)
    return np.unique(demand.columns[demand.starts[h] : demand.starts[h + 1]])


def exposures_on(problem: Problem, halt: str, others: set[str]) -> dict[str, Floats]:
    """Return, for each halt of `others`, what its visit exposes of the columns of `halt`."""
    here, found = columns_of(problem, halt), {}
    for h, other in enumerate(problem.halts):
        if other.id in others:
            a, b = problem.demand.starts[h : h + 2]
            found[other.id] = np.zeros(len(here))
            columns, values = problem.demand.columns[a:b], problem.demand.values[a:b]
            inside = np.isin(columns, here)
            np.add.at(found[other.id], np.searchsorted(here, columns[inside]), values[inside])
    return found


def times_of(plan: Plan) -> dict[str, int]:
    """Count the visits of each halt."""
    found: dict[str, int] = {}
    for visit in plan.visits:
        found[visit.halt] = found.get(visit.halt, 0) + 1
    return found


def blocked(problem: Problem, plan: Plan, halt_id: str) -> Blocked:
    """Try a halt in place of each visit, and alone, on each of its days; keep the best try.

    When nothing fits, give the rule that the try which breaks fewest rules breaks first.
    """
    halt = next(one for one in problem.halts if one.id == halt_id)
    if not any(one.days and one.closes - one.opens >= halt.minutes for one in halt.openings):
        return Blocked(Rule.CLOSED, None, 0.0, None)
    if not any(halt.needs <= unit.has_on(day) for unit in problem.units for day in unit.shifts):
        return Blocked(Rule.NEEDS, None, 0.0, None)
    draft, best, tried = Draft(problem, plan), Blocked(None, None, -np.inf, None), False
    start = draft.total
    for visit in plan.visits:
        if visit in problem.locked or not is_open(halt, visit.day):
            continue
        draft.drop(visit.unit, visit.day, visit.halt)
        put = draft.put(visit.unit, visit.day, halt_id)
        if put:
            tried = True
            if draft.total - start > best.change:
                best = Blocked(None, visit.day, draft.total - start, visit)
            draft.drop(visit.unit, visit.day, halt_id)
        draft.put(visit.unit, visit.day, visit.halt)
    return best if tried else Blocked(first_rule(problem, plan, halt), None, 0.0, None)


def is_open(halt: Halt, day: int) -> bool:
    """Whether a halt has an opening on a day."""
    return any(day in one.days for one in halt.openings)


def first_rule(problem: Problem, plan: Plan, halt: Halt) -> Rule:
    """Say which rule one more visit, alone in its round, would break first."""
    day = min(day for one in halt.openings for day in one.days)
    opening = next(one for one in halt.openings if day in one.days)
    unit = next(one for one in problem.units if halt.needs <= one.has_on(day))
    visit = Visit(day, unit.id, opening.opens, halt.id, halt.minutes)
    others = tuple(v for v in plan.visits if (v.unit, v.day) != (unit.id, day))
    broken = check(problem, Plan(tuple(sorted((*others, visit)))))
    mine = [one.rule for one in broken if one.halt == halt.id or one.unit == unit.id]
    return mine[0] if mine else Rule.OFF_DUTY


def forced(problem: Problem, plan: Plan, visit: Visit, stop: Stop, seed: int = 1) -> float:
    """Plan again with one visit imposed; return the change of value: what "force it" costs."""
    imposed = replace(problem, locked=(*problem.locked, visit))
    return solve(imposed, stop, seed, plan).total - value_of(problem, plan).total


def one_more_round(problem: Problem, proof: Certificate) -> dict[tuple[str, int], float]:
    """Return (unit, day) → value of the best route there at the proof's prices.

    No second round on that day, with the same unit, could raise the ceiling by more: "one more
    Tuesday brings at most so many people".
    """
    ground = ground_of(problem)
    shops, block = blocks_of(ground.model, ground.locked)
    values = worth(ground.model, proof.prices)
    best = [float(best_route(shop, values[shop.kind][shop.halt], 0.0, TRIES)[0]) for shop in shops]
    return {key: best[block[r]] for key, r in ground.round_of.items()}


def one_more_agreement(
    problem: Problem, proof: Certificate, openings: Mapping[str, Opening]
) -> dict[str, float]:
    """Return halt → by how much its opening, added to those it has, can raise the ceiling.

    "One more agreement brings at most so many people": no plan of the season so opened is worth
    more than the ceiling that the proof's prices give, and this. Each halt is taken alone; 0 for
    an opening that these prices do not want, or that is there already. A pricing of the season
    for each.
    """
    found = {}
    for halt_id, opening in openings.items():
        halts = tuple(
            replace(one, openings=(*one.openings, opening)) if one.id == halt_id else one
            for one in problem.halts
        )
        opened = ceiling_at(replace(problem, halts=halts), proof.prices)
        found[halt_id] = max(0.0, opened - proof.by_prices)
    return found


def ceiling_at(problem: Problem, prices: Floats) -> float:
    """Return the ceiling that prices prove for a season: any prices of as many columns do."""
    ground = ground_of(problem)
    shops, _ = blocks_of(ground.model, ground.locked)
    values = worth(ground.model, prices)
    ceiling = conjugate(ground.model, limits_of_season(ground.model, ground.locked), prices)
    for shop in shops:
        best, _, _ = best_route(shop, values[shop.kind][shop.halt], 0.0, TRIES)
        ceiling += shop.rounds * best
    return float(ceiling)
