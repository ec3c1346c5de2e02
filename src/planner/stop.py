"""When to stop: the caller holds the clock, the library only asks it.

A stop is called with the iterations done and answers the share of the budget consumed: the
search ends at 1, and cools as the share grows. Only a budget in iterations is reproducible.
"""

from collections.abc import Callable
from dataclasses import dataclass

Stop = Callable[[int], float]


@dataclass(frozen=True, slots=True)
class Iterations:
    """Stop after a number of iterations: same seed, same plan."""

    budget: int

    def __call__(self, done: int) -> float:
        """Return the share of the budget that is consumed."""
        return 1.0 if self.budget <= 0 else done / self.budget
