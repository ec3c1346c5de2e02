"""The proof in a process of its own: it tells each certificate, and ends when nobody listens."""

import time
from multiprocessing.connection import Connection

from planner.command.cache import keep_compiled
from planner.command.children import Child, alone, is_asked_to_stop
from planner.command.clock import Asked
from planner.problem import Problem
from planner.proof.ceiling import Certificate

FIRST = 60.0
"""Seconds to wait, after the search, for a first ceiling."""


def prove(ears: Connection, problem: Problem) -> None:
    """Lower the ceiling until nobody listens; in the process."""
    alone()
    keep_compiled()
    from planner.solve import bound  # noqa: PLC0415 - after the cache is named

    try:
        ears.send(bound(problem, lambda _done: float(is_asked_to_stop(ears)), None, ears.send))
    except OSError:  # nobody listens
        return


class Proving:
    """The process, and the best certificate that it told; nothing at all when not wanted."""

    def __init__(self, problem: Problem, *, is_wanted: bool) -> None:
        self.certificate: Certificate | None = None
        self.child: Child[Certificate] | None = Child(prove, problem) if is_wanted else None

    @property
    def ceiling(self) -> float:
        """The lowest ceiling told; infinite before the first."""
        return self.certificate.ceiling if self.certificate else float("inf")

    def listen(self) -> float:
        """Take what the process has told; return the lowest ceiling."""
        for one in self.child.told() if self.child else ():
            if one.ceiling <= self.ceiling:
                self.certificate = one
        return self.ceiling

    def is_under_way(self) -> bool:
        """Whether the process is still at work, as far as is known."""
        return self.child is not None and not self.child.is_over

    def wait(self, asked: Asked) -> None:
        """Wait for a first ceiling, not for ever."""
        end = time.monotonic() + FIRST
        while self.listen() == float("inf") and self.is_under_way() and not asked.is_over:
            if time.monotonic() > end:
                return
            time.sleep(0.1)

    def gap(self, total: float) -> float | None:
        """Return how far a plan may be from the best one; nothing without a ceiling."""
        return self.certificate.gap(total) if self.certificate else None

    def end(self) -> None:
        """Stop the process."""
        if self.child:
            self.child.end()
            self.child = None
