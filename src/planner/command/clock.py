"""Time and interruption, as a `Stop` that the search asks."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

from planner.command.saying import say


class Wish(Protocol):
    """Whatever may say that enough is enough."""

    @property
    def is_over(self) -> bool:
        """Whether to stop."""
        ...


class Asked:
    """Whether the person asked to stop."""

    def __init__(self) -> None:
        self.is_over = False

    def now(self, _signal: int, _frame: FrameType | None) -> None:
        """Note the first interruption; let the second one kill."""
        self.is_over = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
        say("\nArrêt demandé : le meilleur plan trouvé sera écrit (encore Ctrl-C : tout perdre).")


@contextmanager
def interruption() -> Iterator[Asked]:
    """Turn Ctrl-C and a polite kill into a wish."""
    asked = Asked()
    before = {one: signal.signal(one, asked.now) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


class Until:
    """Stop after some seconds from the first iteration (compiling, before it, is not counted).

    With a number of iterations instead, the same plan comes each time.
    """

    def __init__(self, asked: Wish, seconds: float, iterations: int | None = None) -> None:
        self.asked, self.seconds, self.iterations = asked, seconds, iterations
        self.began = 0.0

    def __call__(self, done: int) -> float:
        """Return the share of the budget consumed."""
        if self.asked.is_over:
            return 1.0
        if self.iterations is not None:
            return 1.0 if done >= self.iterations else done / self.iterations
        if self.seconds <= 0.0:
            return 1.0
        if not done:
            return 0.0
        self.began = self.began or time.monotonic()
        return min(1.0, self.elapsed() / self.seconds)

    def elapsed(self) -> float:
        """Return the seconds since the first iteration."""
        return time.monotonic() - self.began if self.began else 0.0
