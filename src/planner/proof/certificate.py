"""`bound`: lower a ceiling on every plan's value, round after round; valid whenever it stops."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np

from planner.model import I4, F, Model
from planner.proof.blocks import blocks_of
from planner.proof.ceiling import Certificate
from planner.proof.counting import Counting
from planner.proof.master import sweep
from planner.proof.prices import Limits, conjugate, limits_of, worth
from planner.proof.pricing import best_route
from planner.proof.routes import Pool, nowhere, settle, value_of_relaxed

TRIES = 1_000_000
"""Partial routes looked at for one block before its relaxation's value is taken instead."""
SWEEPS = 100
"""Sweeps of the master between two pricings, at most."""
NARROW = 2.0e-4
"""The master is solved when no step gains more than this share of the best visit's worth."""
CLOSE = 2.0e-5
"""The relaxed season is solved when its value and its ceiling differ by this share."""
STILL, QUIET = 1.0e-6, 4
"""It is as good as solved after so many pricings in a row that found no new route and moved
neither value nor ceiling by more than this share."""


class Proof:
    """A proof under way. `step()` as often as one likes; `best` is valid at any time."""

    def __init__(self, model: Model, route: I4, size: I4, locked: list[list[int]]) -> None:
        """Start from the routes of a plan: [rounds, stops] nodes, [rounds] visits."""
        self.model = model
        self.shops, self.block_of = blocks_of(model, locked)
        self.limits = limits_of_season(model, locked)
        self.pool = Pool(model.stops)
        self.relaxed = nowhere(model, self.limits)
        for b, r in ((int(self.block_of[r]), r) for r in range(len(size))):
            self.learn(b, route[r, : size[r]], 1.0)
        for b in range(len(self.shops)):
            self.learn(b, np.zeros(0, dtype=np.int32), 0.0)
        settle(model, self.limits, self.pool.routes, self.relaxed)
        most = float("inf")
        self.best = Certificate(most, most, -most, self.relaxed.price.copy(), 0)
        self.quiet = 0

    def learn(self, block: int, nodes: I4, weight: float) -> None:
        """Add a route, given by its nodes, to those that the master may weigh."""
        shop = self.shops[block]
        home = shop.home
        places = [home, *(int(place) for place in self.model.nodes.place[nodes]), home]
        km = sum(float(self.model.roads.km[a, b]) for a, b in pairwise(places))
        halts = self.model.nodes.halt[nodes]
        self.pool.add(block, shop.kind, halts, self.model.people_per_km * km, weight)

    def step(self) -> Certificate:
        """Solve the master further, then price every block: a new ceiling, often lower."""
        for _ in range(SWEEPS):
            routes = self.pool.routes
            wide = sweep(self.model, self.limits, routes, self.relaxed, len(self.shops))
            if wide < NARROW * self.relaxed.worth.max(initial=1.0):
                break
        relaxed = value_of_relaxed(self.model, self.pool.routes, self.relaxed)
        prices, known = self.relaxed.price.copy(), len(self.pool.place)
        ceiling = self.price(prices)
        before = self.best
        lower = ceiling < before.ceiling
        self.best = Certificate(
            min(ceiling, before.ceiling),
            min(ceiling, before.by_prices),
            max(relaxed, before.relaxed),
            prices if lower else before.prices,
            before.pricings + 1,
        )
        moved = max(before.ceiling - self.best.ceiling, self.best.relaxed - before.relaxed)
        is_still = len(self.pool.place) == known and moved <= STILL * abs(self.best.ceiling)
        self.quiet = self.quiet + 1 if is_still else 0
        # The multipliers of kinks follow their prices: the next master is nearer to the truth.
        self.limits.push[:] = prices[len(self.model.reach.people) :]
        settle(self.model, self.limits, self.pool.routes, self.relaxed)
        return self.best

    def price(self, prices: F) -> float:
        """Return the ceiling that these prices prove, and learn the best routes met."""
        columns = float(conjugate(self.model, self.limits, prices))
        return columns + self.routes(worth(self.model, prices))

    def routes(self, by_kind: F) -> float:
        """Return what routes can bring at these values of halts, and learn the best ones met."""
        total = 0.0
        for b, shop in enumerate(self.shops):
            known = self.pool.best(b, by_kind[shop.kind])
            value = by_kind[shop.kind][shop.halt]
            most, kept, found = best_route(shop, value, known, TRIES)
            total += shop.rounds * most
            for route in found[:kept]:
                self.learn(b, shop.nodes[route[route >= 0]], 0.0)
        return float(total)

    def count(self, counting: Counting) -> Certificate:
        """Price visits one step further, their numbers whole: a new ceiling, often lower."""
        ceiling = counting.columns() + self.routes(counting.values())
        counting.told(ceiling, self.pool)
        self.best = replace(
            self.best,
            ceiling=min(ceiling, self.best.ceiling),
            relaxed=min(ceiling, self.best.relaxed),
            pricings=self.best.pricings + 1,
        )
        return self.best

    def is_done(self) -> bool:
        """Whether the ceiling has come down to the value of the relaxed season, or is still."""
        if self.quiet >= QUIET:
            return True
        return self.best.ceiling - self.best.relaxed <= CLOSE * abs(self.best.ceiling)


def lowered(proof: Proof, stop: Callable[[int], float]) -> Certificate:
    """Step until the stop says so, or until nothing more can be gained.

    First with any share of a visit, then with whole numbers of visits, from the prices found.
    """
    while proof.best.pricings == 0 or stop(proof.best.pricings) < 1.0:
        proof.step()
        if proof.is_done():
            break
    if stop(proof.best.pricings) < 1.0:
        shares = np.array([shop.rounds for shop in proof.shops], dtype=np.float64)
        counting = Counting(proof.model, proof.limits.at, proof.best.prices, shares)
        while not counting.is_done() and stop(proof.best.pricings) < 1.0:
            proof.count(counting)
    return proof.best


def limits_of_season(model: Model, locked: list[list[int]]) -> Limits:
    """Count the visits that each halt may have at most, those that are locked on top."""
    return limits_of(model, open_days(model, locked), locked_visits(model, locked))


def open_days(model: Model, locked: list[list[int]]) -> list[I4]:
    """List the days on which some round may visit each halt."""
    days: list[set[int]] = [set() for _ in range(len(model.rules.at_most))]
    rounds = model.rounds
    for r in range(len(rounds.unit)):
        listed = rounds.nodes[rounds.first[r] : rounds.first[r + 1]]
        for node in (*listed, *locked[r]):
            days[model.nodes.halt[node]].add(int(rounds.day[r]))
    return [np.array(sorted(one), dtype=np.int32) for one in days]


def locked_visits(model: Model, locked: list[list[int]]) -> F:
    """Count the locked visits of each halt: they may break its spacing."""
    found = np.zeros(len(model.rules.at_most))
    for node in (node for nodes in locked for node in nodes):
        found[model.nodes.halt[node]] += 1.0
    return found
