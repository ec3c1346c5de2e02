"""The search in a process of its own: it tells its best plan now and then, and when it ends."""

import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from planner.command.cache import keep_compiled
from planner.command.children import alone, is_asked_to_stop
from planner.command.clock import Until
from planner.plan import Plan
from planner.problem import Problem

OFTEN, SHARE = 1.0, 50.0
"""Seconds between two plans told; more when making one takes long: a fiftieth of the time."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a search is asked: seconds, or iterations for the same plan each time."""

    seconds: float
    iterations: int | None
    seed: int
    start: Plan | None


@dataclass(frozen=True, slots=True)
class Best:
    """The best plan so far; `is_last` when the search is over."""

    iterations: int
    total: float
    plan: Plan
    is_last: bool


class Listening:
    """A wish to stop, heard through the pipe (what `Asked` is to Ctrl-C)."""

    def __init__(self, ears: Connection) -> None:
        self.ears = ears

    @property
    def is_over(self) -> bool:
        """Whether the parent asked to stop, or is gone."""
        return is_asked_to_stop(self.ears)


def search(ears: Connection, problem: Problem, order: Order) -> None:
    """Search until the budget is spent or the parent says so; in the process."""
    alone()
    keep_compiled()
    try:
        search_for(ears, problem, order)
    except OSError:  # nobody listens
        return


def search_for(ears: Connection, problem: Problem, order: Order) -> None:
    """Search, and tell the best plan now and then; raises OSError when nobody listens."""
    from planner.solve import Progress, solve  # noqa: PLC0415 - after the cache is named

    until = Until(Listening(ears), order.seconds, order.iterations)
    due, before = 0.0, -float("inf")  # the total falls once, when patterns begin to be kept

    def tell(found: Progress) -> None:
        nonlocal due, before
        now = time.monotonic()
        if now < due or found.total == before:
            return
        plan, total = found.finish()
        ears.send(Best(found.iterations, total, plan, is_last=False))
        before, after = found.total, time.monotonic()
        due = after + max(OFTEN, SHARE * (after - now))

    made = solve(problem, until, order.seed, order.start, tell)
    ears.send(Best(made.iterations, made.total, made.plan, is_last=True))
