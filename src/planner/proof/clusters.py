"""Halts cut into clusters that share few columns: whole numbers of visits are sought in each.

A column that only one cluster reaches is kept exact there. One that several reach is replaced by
its tangent, as all are in `prices.py`: it then adds to each of them apart.
"""

from typing import NamedTuple

import numpy as np

from planner.compiled import compiled, inner
from planner.model import I4, Bools, F, Reach

LARGEST = 16
"""Halts in a cluster, at most: the tree of whole numbers grows with it."""
SHARED = -2
"""Owner of a column that several clusters reach."""


class Cluster(NamedTuple):
    """Some halts, the columns that they alone reach, by rows, and visits at most of each."""

    halts: I4
    starts: I4
    columns: I4
    exposure: F
    people: F
    most: F


def gain_alone(reach: Reach) -> F:
    """Return how many people the first visit to each halt would reach, if it were the only one.

    Gains only fall as visits are added: a visit that costs more is never among the best.
    """
    each = np.append(reach.share * reach.people[reach.columns], 0.0)
    return np.where(np.diff(reach.starts) > 0, np.add.reduceat(each, reach.starts[:-1]), 0.0)


def clusters_of(
    reach: Reach, halts: I4, prices: F, most: F, largest: int = LARGEST
) -> tuple[list[Cluster], I4]:
    """Cut halts into clusters; list the columns that several of them reach."""
    group = grouped(reach, halts, prices, largest)
    owner = np.full(len(reach.people), -1, dtype=np.int32)
    claim(reach, halts, group, owner)
    found = [cluster_of(reach, halts[group == one], owner == one, most) for one in np.unique(group)]
    return found, np.flatnonzero(owner == SHARED).astype(np.int32)


def cluster_of(reach: Reach, halts: I4, is_own: Bools, most: F) -> Cluster:
    """Cut some halts, and the columns that they alone reach, out of the model."""
    number = np.cumsum(is_own).astype(np.int32) - 1
    starts, columns, exposure = [0], list[I4](), list[F]()
    for h in halts:
        own = slice(reach.starts[h], reach.starts[h + 1])
        kept = is_own[reach.columns[own]]
        columns.append(number[reach.columns[own][kept]])
        exposure.append(reach.exposure[own][kept])
        starts.append(starts[-1] + len(columns[-1]))
    return Cluster(
        halts,
        np.array(starts, dtype=np.int32),
        np.concatenate(columns),
        np.concatenate(exposure),
        reach.people[is_own],
        most[halts],
    )


def worth_of(cluster: Cluster, counts: F) -> float:
    """Return the people that numbers of visits reach, in the columns of the cluster alone."""
    seen = np.zeros(len(cluster.people))
    np.add.at(seen, cluster.columns, np.repeat(counts, np.diff(cluster.starts)) * cluster.exposure)
    return float(cluster.people @ -np.expm1(-seen))


@compiled
def claim(reach: Reach, halts: I4, group: I4, owner: I4) -> None:
    """Give each column to the group that alone reaches it; −1 for none, `SHARED` for several."""
    for i in range(len(halts)):
        for k in range(reach.starts[halts[i]], reach.starts[halts[i] + 1]):
            j = reach.columns[k]
            if owner[j] == -1:
                owner[j] = group[i]
            elif owner[j] != group[i]:
                owner[j] = SHARED


@compiled
def grouped(reach: Reach, halts: I4, prices: F, largest: int) -> I4:
    """Merge the halts that have most in common first, into groups of `largest` at most.

    What two halts have in common is the curvature that separating them would lose.
    """
    size = len(halts)
    group, common = np.arange(size).astype(np.int32), in_common(reach, halts, prices)
    members = np.ones(size, np.int32)
    while size > 0:
        best, one, other = 1.0e-9, -1, -1
        for a in range(size):
            for b in range(a):
                if common[a, b] > best and members[a] + members[b] <= largest:
                    best, one, other = common[a, b], a, b
        if one < 0:
            break
        members[one] += members[other]
        common[one] += common[other]
        common[:, one] += common[:, other]
        common[one, one] = 0.0
        common[other, :], common[:, other] = -1.0e300, -1.0e300
        for i in range(size):
            if group[i] == other:
                group[i] = one
    return group


@inner
def in_common(reach: Reach, halts: I4, prices: F) -> F:
    """Return [halts, halts]: what two of them have in common."""
    place = np.full(len(reach.starts), -1, np.int32)
    for i in range(len(halts)):
        place[halts[i]] = i
    found = np.zeros((len(halts), len(halts)))
    for i in range(len(halts)):
        a = halts[i]
        for pair in range(reach.meets[a], reach.meets[a + 1]):
            b = place[reach.other[pair]]
            if b < 0 or b == i:
                continue
            for t in range(reach.common[pair], reach.common[pair + 1]):
                k = reach.starts[a] + reach.common_entry[t]
                more = prices[reach.columns[k]] * reach.exposure[k] * reach.common_share[t]
                found[i, b] += more
    return found
