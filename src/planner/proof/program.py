"""The season as a linear program: weights on routes, and on the numbers of visits met.

It makes what is lost as small as can be. Rows: blocks of rounds, clusters, halts, rewards, each at
most something. Visits may also be bought at the highest price of a box and sold at the lowest, so
that the prices found lie in the box (boxstep: Marsten, Hogan and Blankenship, 1975).
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.model import I4, F, Model
from planner.proof.clusters import Cluster
from planner.proof.routes import Pool

if TYPE_CHECKING:
    from planner import linear

Places = NDArray[np.int64]


class Season:
    """What does not change from one program to the next, and the numbers of visits met."""

    def __init__(
        self, model: Model, clusters: list[Cluster], inside: I4, alone: F, shares: F
    ) -> None:
        """Know no numbers of visits yet.

        Halts `inside` are those of the clusters; a visit to another one is worth `alone`.
        `shares` are the rounds of each block.
        """
        self.model, self.clusters, self.inside, self.shares = model, clusters, inside, shares
        self.outside = alone.copy()
        self.outside[inside] = 0.0
        self.counts: dict[tuple[int, ...], float] = {}

    def learn(self, cluster: int, counts: F, worth: float) -> None:
        """Add numbers of visits to the halts of a cluster, and the people that they reach."""
        self.counts[(cluster, *(int(n) for n in counts))] = worth


class Program:
    """Entries of the program: (rows, columns, values), and the cost of each column."""

    def __init__(self, season: Season, pool: Pool, low: F, high: F) -> None:
        """Write it for the routes known, with prices of visits between `low` and `high`."""
        self.season, self.pool = season, pool
        self.clusters = len(season.shares)
        self.halts = self.clusters + len(season.clusters)
        self.rewards = self.halts + len(season.outside)
        self.entries: list[tuple[Places, Places, F]] = []
        self.costs: list[F] = []
        self.size = 0
        self.add_routes()
        self.add_counts()
        for sign, price in ((-1.0, high), (1.0, -low)):
            rows = self.halts + season.inside.astype(np.int64)
            self.add(price[season.inside], rows, np.arange(len(rows)), np.full(len(rows), sign))
        caps = season.model.caps
        self.first_reward = self.size
        each = np.arange(len(caps.people))
        self.add(-caps.people / caps.enough, self.rewards + each, each, np.ones(len(each)))

    def add(self, cost: F, rows: Places, columns: Places, values: F) -> None:
        """Add columns, and entries in them."""
        self.entries.append((rows, columns + self.size, values))
        self.costs.append(cost)
        self.size += len(cost)

    def add_routes(self) -> None:
        """Add each route: a round of its block, a visit more at its halts and to their rewards."""
        routes, caps, known = self.pool.routes, self.season.model.caps, len(self.pool.place)
        route, stop = np.nonzero(routes.halts[:known] >= 0)
        halt = routes.halts[route, stop]
        worth = np.bincount(route, self.season.outside[halt], minlength=known)
        rows, columns = [routes.block[:known], self.halts + halt], [np.arange(known), route]
        values = [np.ones(known), -np.ones(len(route))]
        for m in range(len(caps.people)):
            mine = caps.halts[caps.by_reward[m] : caps.by_reward[m + 1]]
            counted = np.isin(halt, mine) & caps.counts[routes.kind[route], m]
            rows.append(np.full(int(counted.sum()), self.rewards + m))
            columns.append(route[counted])
            values.append(-np.ones(int(counted.sum())))
        whole = np.concatenate(rows).astype(np.int64), np.concatenate(columns)
        self.add(routes.cost[:known] - worth, *whole, np.concatenate(values))

    def add_counts(self) -> None:
        """Add the numbers of visits met: they take the visits that routes bring."""
        for (cluster, *counts), people in self.season.counts.items():
            rows = np.append(self.halts + self.season.clusters[cluster].halts, 0).astype(np.int64)
            rows[-1] = self.clusters + cluster
            values = np.append(np.array(counts, dtype=np.float64), 1.0)
            self.add(np.array([-people]), rows, np.zeros(len(rows), np.int64), values)

    def written(self) -> "linear.Program":
        """Write it for the solver."""
        from planner import linear  # noqa: PLC0415 - a search never waits for HiGHS to load

        season, caps = self.season, self.season.model.caps
        top = np.zeros(self.rewards + len(caps.people))
        top[: self.clusters], top[self.clusters : self.halts] = season.shares, 1.0
        is_outside = np.ones(len(season.outside), dtype=np.bool_)
        is_outside[season.inside] = False
        top[self.halts : self.rewards][is_outside] = np.inf
        high = np.full(self.size, np.inf)
        high[self.first_reward :] = caps.enough
        rows, columns, values = (np.concatenate(one) for one in zip(*self.entries, strict=True))
        order = np.argsort(rows, kind="stable")
        starts = np.searchsorted(rows[order], np.arange(len(top) + 1)).astype(np.int32)
        table = linear.Rows(
            starts,
            columns[order].astype(np.int32),
            values[order],
            np.full(len(top), -np.inf),
            top,
        )
        none = np.zeros(self.size, dtype=np.bool_)
        return linear.Program(np.concatenate(self.costs), np.zeros(self.size), high, none, table)

    def prices(self) -> tuple[float, F, F]:
        """Return the value of the season, the prices of visits, and those of rewards."""
        from planner import linear  # noqa: PLC0415

        cost, duals = linear.priced(self.written())
        return -cost, -duals[self.halts : self.rewards], -duals[self.rewards :]
