"""The problem as arrays for compiled code. Everything here is a tuple of arrays, never changed.

A *node* is a halt in one of its windows; a *round* is a unit on a day; a *kind* of round is the
set of rewards for which its visits count. Gains are kept by halt and by kind.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

F = NDArray[np.float64]
STRONGEST = 14.0
"""Beyond this exposure (one person in a million left), taking back is computed from the sum."""
I4 = NDArray[np.int32]
I8 = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Reach(NamedTuple):
    """Saturating columns: exposure of column j by a visit to halt h, by rows and by columns."""

    people: F
    starts: I4
    """[halts + 1]: where each halt's entries begin."""
    columns: I4
    exposure: F
    share: F
    """1 − exp(−exposure): the share of those left that one visit reaches."""
    lift: F
    """exp(exposure) − 1: how much more are left once a visit is taken back, as a share of those
    left with it; very strong exposures are cut to `STRONGEST`."""
    by_column: I4
    """[columns + 1]: the same entries, sorted by column."""
    halts: I4
    share_by_column: F
    exposure_by_column: F
    meets: I4
    """[halts + 1]: where the pairs of each halt begin."""
    other: I4
    """[pairs]: a halt that reaches some of the same columns, itself among them."""
    common: I4
    """[pairs + 1]: where what a pair has in common begins."""
    common_entry: I4
    """Which entry of the first halt's row; and the share that the other one reaches there."""
    common_share: F


class Caps(NamedTuple):
    """Rewards: `people` × min(count, enough) / enough, over the visits of some halts."""

    people: F
    enough: F
    counts: Bools
    """[kinds, rewards]: whether a round of this kind counts."""
    starts: I4
    """[halts + 1]: rewards of each halt."""
    rewards: I4
    by_reward: I4
    """[rewards + 1]: halts of each reward."""
    halts: I4


class Roads(NamedTuple):
    """Between places: minutes by profile [profiles, places, places], kilometres."""

    minutes: I4
    km: F


class Nodes(NamedTuple):
    """Halts in a window: earliest and latest start, minutes on the spot."""

    halt: I4
    place: I4
    earliest: I4
    latest: I4
    minutes: I4
    locked: Bools


class Rounds(NamedTuple):
    """Units on days: hours, kilometres a day, and the nodes that each may visit."""

    unit: I4
    day: I4
    place: I4
    start: I4
    end: I4
    km: F
    profile: I4
    kind: I4
    first: I4
    """[rounds + 1]: where each round's nodes begin in `nodes`."""
    nodes: I4


class Rules(NamedTuple):
    """Spacing [halts, days] as a range of days, visits at most, budgets of units in all."""

    since: I4
    until: I4
    at_most: I4
    at_least: I4
    km: F
    minutes: F


class Model(NamedTuple):
    """All of a problem that the search and the bound read."""

    reach: Reach
    caps: Caps
    roads: Roads
    nodes: Nodes
    rounds: Rounds
    rules: Rules
    people_per_km: float
    stops: int
    """No round can hold more visits than this."""
