"""What is given up for what: people, kilometres, communes; and the price of each floor.

Every answer is a season planned again under a budget of iterations: the same one each time.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from planner.check import value_of
from planner.plan import Plan
from planner.problem import Problem, Reward
from planner.solve import solve
from planner.stop import Iterations

TWICE = 2
BUDGET = 5_000
"""Iterations for each season planned again, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Point:
    """A season: what a kilometre and a commune were worth, and what came of it."""

    people_per_km: float
    floor: float
    """People that serving a commune twice was worth."""
    plan: Plan
    reached: float
    km: float
    communes: int
    """Communes visited twice at least."""

    def beats(self, other: "Point") -> bool:
        """Whether it is at least as good on the three counts, and better on one."""
        mine = (self.reached, -self.km, self.communes)
        theirs = (other.reached, -other.km, other.communes)
        return mine != theirs and all(a >= b for a, b in zip(mine, theirs, strict=True))


@dataclass(frozen=True, slots=True)
class FloorPrice:
    """What a reward costs: people (net of kilometres) that the season would bring without it."""

    reward: str
    price: float
    """Not negative: without the reward nothing is lost, but for what the search overlooked."""
    is_met: bool
    """Whether the plan earns the whole reward."""
    is_met_without: bool
    """Whether it would be earned anyway: the floor then binds nothing."""


def frontier(
    problem: Problem,
    prices_per_km: Iterable[float],
    floors: Iterable[float],
    budget: int = BUDGET,
    start: Plan | None = None,
    seed: int = 1,
) -> tuple[Point, ...]:
    """Plan for each price of a kilometre and worth of a commune; keep what nothing beats.

    Each season starts from the one before, so the list costs less than its length. Points come
    by number of people, most first.
    """
    found, plan, steps = [], start, [float(one) for one in floors]
    for people_per_km in prices_per_km:
        for floor in steps:
            asked = with_floor(replace(problem, people_per_km=people_per_km), floor)
            plan = solve(asked, Iterations(budget), seed, plan).plan
            found.append(point_of(problem, plan, people_per_km, floor))
        steps.reverse()
    kept = [one for one in found if not any(other.beats(one) for other in found)]
    return tuple(sorted(kept, key=lambda one: (-one.reached, one.km)))


def with_floor(problem: Problem, people: float) -> Problem:
    """Add, for each commune that has a halt, a reward for serving it twice."""
    if people <= 0.0:
        return problem
    communes = sorted({halt.commune for halt in problem.halts})
    added = tuple(
        Reward(
            f"frontier: {commune}",
            people,
            TWICE,
            frozenset(halt.id for halt in problem.halts if halt.commune == commune),
        )
        for commune in communes
    )
    return replace(problem, rewards=(*problem.rewards, *added))


def point_of(problem: Problem, plan: Plan, people_per_km: float, floor: float) -> Point:
    """Count a plan on the three counts."""
    value = value_of(problem, plan)
    commune = {halt.id: halt.commune for halt in problem.halts}
    times: dict[str, int] = {}
    for visit in plan.visits:
        times[commune[visit.halt]] = times.get(commune[visit.halt], 0) + 1
    served = sum(often >= TWICE for often in times.values())
    return Point(people_per_km, floor, plan, value.reached, value.km, served)


def floor_prices(
    problem: Problem,
    plan: Plan,
    budget: int = BUDGET,
    rewards: Collection[str] | None = None,
    seed: int = 1,
) -> tuple[FloorPrice, ...]:
    """Plan again without each reward (or those named), and with all: the difference is its price.

    Both start from `plan` with the same budget, so that time alone earns nothing.
    """
    base = solve(problem, Iterations(budget), seed, plan).plan
    return tuple(
        price_of(problem, base, one, Iterations(budget), seed)
        for one in problem.rewards
        if rewards is None or one.id in rewards
    )


def price_of(
    problem: Problem, base: Plan, reward: Reward, budget: Iterations, seed: int
) -> FloorPrice:
    """Plan again without one reward."""
    without = replace(problem, rewards=tuple(one for one in problem.rewards if one != reward))
    after = solve(without, budget, seed, base).plan
    more = value_of(without, after).total - value_of(without, base).total
    return FloorPrice(
        reward.id, max(0.0, more), is_met(problem, base, reward), is_met(problem, after, reward)
    )


def is_met(problem: Problem, plan: Plan, reward: Reward) -> bool:
    """Whether a plan earns the whole of a reward."""
    alone = replace(problem, rewards=(reward,))
    return value_of(alone, plan).rewards >= reward.people * (1.0 - 1.0e-9)
