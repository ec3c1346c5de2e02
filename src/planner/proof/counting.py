"""A ceiling that knows that a halt is visited a whole number of times (docs/why/planner.md).

Prices of visits, instead of exposure: for any of them, and whatever the plan,

    objective ≤ Σ over clusters of the best whole numbers of visits, less their prices
              + Σ over rounds of the best route at the prices.

Columns that several clusters reach keep the tangent that their last price gave (`prices.py`), and
so do rewards. Good prices of visits are those of a linear program over the routes and the numbers
of visits met; they stay in a box around the best ones so far, wider after a gain.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from planner.model import I4, F, Model
from planner.proof.clusters import LARGEST, clusters_of, gain_alone, worth_of
from planner.proof.prices import spans, worth
from planner.proof.program import Program, Season
from planner.proof.routes import Pool
from planner.proof.whole import best_counts

NODES = 600
"""Boxes of numbers of visits looked at for one cluster and one pricing."""
WANTED = 0.97
"""A halt whose first visit is worth less than this share of its price is left out for good."""
WIDEST, WIDER, NARROWER = 0.05, 1.3, 0.7
"""How far prices may move at once, as a share; how that changes after a gain, and after none."""
CLOSE = 5.0e-6
"""Solved when ceiling and linear program differ by this share,"""
STILL, QUIET = 1.0e-6, 16
"""or after so many pricings in a row without a gain of more than this share."""


class Visits(NamedTuple):
    """Prices of a visit, [halts], and of one more that counts, [rewards]."""

    halts: F
    rewards: F


class Counting:
    """Prices of visits under way; `ceiling` is the lowest that they proved."""

    def __init__(self, model: Model, most: F, prices: F, shares: F, largest: int = LARGEST) -> None:
        """Cut halts into clusters, and begin at the prices of exposure.

        `most` is that of `Limits.at`; `shares` the rounds of each block; `largest` the halts of a
        cluster.
        """
        caps, columns, rewards = model.caps, len(model.reach.people), len(model.caps.people)
        self.model, self.dearest = model, caps.people / caps.enough
        plain = model._replace(caps=caps._replace(counts=np.zeros_like(caps.counts)))
        first = worth(plain, prices)[0]
        self.alone, visits = gain_alone(model.reach), most[rewards:]
        inside = np.flatnonzero((self.alone > WANTED * first) & (visits > 0.0)).astype(np.int32)
        tangent = np.clip(prices[:columns], 0.0, model.reach.people)
        self.clusters, shared = clusters_of(model.reach, inside, tangent, visits, largest)
        self.slope, self.left_over = tangents(model, tangent, shared)
        # Outside, a visit is priced at all that it can bring: none is then made.
        paid = self.alone.copy()
        paid[inside] = np.maximum(first[inside], 0.0)
        enough = np.clip(prices[columns : columns + rewards], 0.0, self.dearest)
        self.at = self.best = Visits(paid, enough)
        self.season = Season(model, self.clusters, inside, self.alone, shares)
        self.ceiling, self.relaxed = float("inf"), -float("inf")
        self.wide, self.quiet = WIDEST, 0 if len(inside) else QUIET

    def columns(self) -> float:
        """Return what people and rewards may bring beyond the prices; learn the best counts."""
        caps, total = self.model.caps, self.left_over
        total += float(np.sum(caps.people - self.at.rewards * caps.enough))
        is_first = self.ceiling == float("inf")
        for c, one in enumerate(self.clusters):
            slope = self.slope[one.halts]
            most, counts = best_counts(one, self.at.halts[one.halts] - slope, NODES)
            total += float(most)
            for near in around(counts, one.most) if is_first else (counts,):
                self.season.learn(c, near, worth_of(one, near) + float(slope @ near))
        return total

    def values(self) -> F:
        """Return [kinds, halts]: what a visit is worth to a route at these prices."""
        caps = self.model.caps
        found = np.repeat(self.at.halts[None, :], len(caps.counts), axis=0)
        for h, (a, b) in enumerate(pairwise(caps.starts.tolist())):
            for m in caps.rewards[a:b]:
                found[:, h] += caps.counts[:, m] * self.at.rewards[m]
        return found

    def told(self, ceiling: float, pool: Pool) -> None:
        """Take the ceiling of the present prices; choose the next ones with the routes known."""
        gain = self.ceiling - ceiling
        if gain > 0.0:
            self.best, self.ceiling = self.at, ceiling
        self.quiet = 0 if gain > STILL * abs(ceiling) else self.quiet + 1
        self.wide = min(WIDEST, self.wide * (WIDER if gain > 0.0 else NARROWER))
        far = self.wide * np.maximum(self.best.halts, 1.0)
        low, high = np.maximum(self.best.halts - far, 0.0), self.best.halts + far
        program = Program(self.season, pool, low, high)
        value, halts, rewards = program.prices()
        inside = self.season.inside
        paid = self.alone.copy()
        paid[inside] = np.clip(halts, low, high)[inside]
        middle = 0.5 * (np.clip(rewards, 0.0, self.dearest) + self.best.rewards)
        self.at = Visits(paid, middle)
        self.relaxed = self.left_over + value

    def is_done(self) -> bool:
        """Whether prices of visits have nothing more to give."""
        is_close = self.ceiling - self.relaxed <= CLOSE * abs(self.ceiling)
        return self.quiet >= QUIET or (self.ceiling < float("inf") and is_close)


def around(counts: F, most: F) -> Iterator[F]:
    """Give numbers of visits, and those that differ by one visit."""
    yield counts
    for h in range(len(counts)):
        for more in (-1.0, 1.0):
            if 0.0 <= counts[h] + more <= most[h]:
                yield counts + more * (np.arange(len(counts)) == h)


def tangents(model: Model, prices: F, shared: I4) -> tuple[F, float]:
    """Return the slope of each halt on the shared columns, and what their tangents leave over."""
    reach, chosen = model.reach, np.zeros(len(model.reach.people))
    chosen[shared] = prices[shared]
    each = [reach.exposure[a:b] @ chosen[reach.columns[a:b]] for a, b in spans(reach.starts)]
    people, y = reach.people[shared], prices[shared]
    is_priced = y > 0.0
    log = np.log(np.where(is_priced, people, 1.0) / np.where(is_priced, y, 1.0))
    return np.array(each, dtype=np.float64), float(np.sum(people - y - y * log))
