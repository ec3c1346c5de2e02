"""The proof in a process of its own: it tells each certificate, and ends when nobody listens.

A proof that converges early leaves its processor to a second search, with another seed: the
better of two plans is kept. Not when the same plan is wanted each time.
"""

import time
from dataclasses import replace
from multiprocessing.connection import Connection

from planner.command.cache import keep_compiled
from planner.command.children import Child, alone, is_asked_to_stop
from planner.command.clock import Asked
from planner.command.searching import Best, Order, search_for
from planner.problem import Problem
from planner.proof.ceiling import Certificate

FIRST = 60.0
"""Seconds to wait, after the search, for a first ceiling."""


MARGIN, SHORTEST = 0.95, 2.0
"""A second search ends before the first: a share of its time. Seconds under which it is not worth
beginning."""


def prove(ears: Connection, problem: Problem, order: Order | None = None) -> None:
    """Prove, then search, until nobody listens; in the process."""
    alone()
    keep_compiled()
    try:
        prove_then_search(ears, problem, order)
    except OSError:  # nobody listens
        return


def prove_then_search(ears: Connection, problem: Problem, order: Order | None) -> None:
    """Lower the ceiling until it can go no lower, then search with another seed.

    Raises OSError when nobody listens.
    """
    from planner.solve import bound  # noqa: PLC0415 - after the cache is named

    began = 0.0

    def stop(_done: int) -> float:
        nonlocal began
        began = began or time.monotonic()  # after compiling, as for the search
        return float(is_asked_to_stop(ears))

    ears.send(bound(problem, stop, None, ears.send))
    if order is None or order.iterations is not None:
        return
    left = MARGIN * order.seconds - (time.monotonic() - began)
    if left >= SHORTEST:
        search_for(ears, problem, replace(order, seconds=left, seed=order.seed + 1))


class Proving:
    """The process, the best certificate that it told, and the best plan; nothing if not wanted.

    `order` is what the search beside it was asked: without one there is no second search.
    """

    def __init__(self, problem: Problem, *, is_wanted: bool, order: Order | None = None) -> None:
        self.certificate: Certificate | None = None
        self.best: Best | None = None
        self.child: Child[Certificate | Best] | None = None
        if is_wanted:
            self.child = Child(prove, problem, order)

    @property
    def ceiling(self) -> float:
        """The lowest ceiling told; infinite before the first."""
        return self.certificate.ceiling if self.certificate else float("inf")

    def listen(self) -> float:
        """Take what the process has told; return the lowest ceiling."""
        for one in self.child.told() if self.child else ():
            if isinstance(one, Best):
                self.best = one
            elif one.ceiling <= self.ceiling:
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
