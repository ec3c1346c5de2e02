"""Chance that can be replayed: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), one word of state.

`state` is an array of one uint64: compiled code changes it in place.
"""

import numpy as np
from numpy.typing import NDArray

from planner.compiled import lean

State = NDArray[np.uint64]


def seeded(seed: int) -> State:
    """Start a sequence; any whole number is a seed."""
    return np.array([seed & 0xFFFFFFFFFFFFFFFF], dtype=np.uint64)


@lean
def below_one(state: State) -> float:
    """Draw a number in [0, 1), uniform, with 53 bits."""
    state[0] = state[0] + np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return float(z >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@lean
def below(state: State, end: int) -> int:
    """Draw a whole number in [0, end), uniform."""
    return min(int(below_one(state) * end), end - 1)
