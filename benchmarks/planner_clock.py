"""Budgets of the planner's benchmark, in CPU seconds."""

import math
import time


class Seconds:
    """CPU seconds of this process from the first look: those of a wall clock on a quiet core.

    `wall` bounds the clock besides, where it is the clock that has a bar.
    """

    def __init__(self, budget: float, wall: float = math.inf) -> None:
        self.budget, self.wall = budget, wall
        self.began = self.clock = 0.0

    def __call__(self, done: int) -> float:
        """Return the share of the budget consumed."""
        self.began, self.clock = self.began or time.process_time(), self.clock or time.monotonic()
        spent = (time.process_time() - self.began) / self.budget
        return max(spent, (time.monotonic() - self.clock) / self.wall)
