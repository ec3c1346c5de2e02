"""Prices of exposure, and the ceiling that follows from any of them.

The objective is a sum of concave functions of linear forms S = A·n of the numbers of visits n,
less kilometres. For any prices y, each function u is at most u*(y) + y·S, where
u*(y) = max over S of u(S) − y·S (Fenchel). Hence, whatever the plan,

    objective ≤ Σ u*(y)  +  Σ over rounds of the best route at the prices of y.

So a certificate is a vector y: whoever prices routes exactly can verify it. Three sorts of
columns follow each other in y: demand (saturating), rewards (capped), visits of each halt (a
limit: spacing lets a halt be visited only so many times).
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from planner.compiled import compiled, lean
from planner.model import I4, F, Model


class Limits(NamedTuple):
    """What makes kinks smooth while prices are sought (augmented Lagrangian, Rockafellar 1973).

    Rewards come first, then halts. The price of kink k at a level is `push[k]` less `steep[k]`
    for each visit beyond `at[k]`, kept between `least[k]` and `most[k]`; `push` follows the price.
    """

    at: F
    push: F
    steep: F
    least: F
    most: F


@lean
def kink(limits: Limits, k: int, level: float) -> float:
    """Return the price of kink k when its linear form is at `level`."""
    price = limits.push[k] - limits.steep[k] * (level - limits.at[k])
    return float(max(limits.least[k], min(limits.most[k], price)))


@compiled
def conjugate(model: Model, limits: Limits, prices: F) -> float:
    """Return Σ u*(y): what the columns may bring beyond what their prices count."""
    people, caps = model.reach.people, model.caps
    columns, rewards = len(people), len(caps.people)
    total = 0.0
    for j in range(columns):
        y = min(prices[j], people[j])
        total += people[j] - y
        if y > 0.0:
            total -= y * np.log(people[j] / y)
    for m in range(rewards):
        y = min(prices[columns + m], caps.people[m] / caps.enough[m])
        total += caps.people[m] - y * caps.enough[m]
    for k in range(columns + rewards, len(prices)):
        total -= prices[k] * limits.at[k - columns]
    return total


@compiled
def worth(model: Model, prices: F) -> F:
    """Return [kinds, halts]: what a visit is worth at these prices."""
    reach, caps = model.reach, model.caps
    columns, rewards = len(reach.people), len(caps.people)
    found = np.zeros((len(caps.counts), len(reach.starts) - 1))
    for h in range(found.shape[1]):
        people = prices[columns + rewards + h]
        for k in range(reach.starts[h], reach.starts[h + 1]):
            people += reach.exposure[k] * prices[reach.columns[k]]
        for kind in range(found.shape[0]):
            found[kind, h] = people
            for k in range(caps.starts[h], caps.starts[h + 1]):
                if caps.counts[kind, caps.rewards[k]]:
                    found[kind, h] += prices[columns + caps.rewards[k]]
    return found


def limits_of(model: Model, open_days: list[I4], locked: F) -> Limits:
    """Count the visits that spacing and opening days let each halt have, and price one more.

    Taking the earliest allowed day each time gives the most visits (exchange argument).
    """
    rules, reach = model.rules, model.reach
    most = np.zeros(len(open_days))
    for h, days in enumerate(open_days):
        free = 0
        for day in days:
            if day >= free:
                most[h] += 1
                free = int(rules.until[h, day])
        most[h] = min(most[h], rules.at_most[h])
    first = [
        float(reach.exposure[a:b] @ reach.people[reach.columns[a:b]])
        for a, b in spans(reach.starts)
    ]
    once = model.caps.people / model.caps.enough
    count = len(once)
    none = np.zeros(len(most))
    return Limits(
        np.concatenate([model.caps.enough, most + locked]),
        np.concatenate([once / 2.0, none]),
        np.concatenate([once, np.array(first) / 4.0 + 1.0]),
        np.concatenate([np.zeros(count), none - 1.0e300]),
        np.concatenate([once, none]),
    )


def spans(starts: I4) -> list[tuple[int, int]]:
    """Pair each beginning with its end."""
    return list(pairwise(starts.tolist()))
