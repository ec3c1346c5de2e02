"""The door for programs: plan a season and prove it, side by side, told as it goes.

    made = plan_season(problem, seconds=60, keep=store, is_cancelled=was_cancelled)

Search and proof run in two processes of their own, so that the caller may be any thread of any
process (a queue's worker), keeps its signals and its memory, and survives them. Nothing here
compiles or loads numba in the caller's process.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import wait

from planner.check import Broken, check, value_of
from planner.command.cache import keep_compiled
from planner.command.children import Child
from planner.command.proving import FIRST, Proving
from planner.command.searching import Best, Order, search
from planner.faults import refuse
from planner.plan import Plan, Value
from planner.problem import Problem
from planner.proof.ceiling import Certificate

LOOK = 0.5
"""Seconds between two looks at the wish to cancel, and between two reports at least."""
PATIENCE = 20.0
"""Seconds left to a search that was asked to stop, before it is ended."""


class SearchLost(RuntimeError):  # noqa: N818 - what happened to the search
    """The process of the search died (memory, most often). What was kept is still good."""


@dataclass(frozen=True, slots=True)
class Report:
    """Where a season stands. No figure is shown before it is known."""

    seconds: float
    """Since the call."""
    iterations: int
    value: float | None
    """What the best plan is worth."""
    ceiling: float | None
    """No plan is worth more."""
    gap: float | None
    """How far the best plan may be from the best possible one, as a share of the ceiling."""


@dataclass(frozen=True, slots=True)
class Season:
    """The best plan found, counted again by `check`, and what was proved."""

    plan: Plan
    value: Value
    broken: tuple[Broken, ...]
    """Rules that locked visits oblige it to break; empty otherwise."""
    certificate: Certificate | None
    """What proves the ceiling; `explain.one_more_round` reads it. None when there was no time."""
    gap: float | None
    iterations: int
    seconds: float
    was_cancelled: bool


Tell = Callable[[Report], None]
Keep = Callable[[Plan, Report], None]


def plan_season(
    problem: Problem,
    *,
    seconds: float = 60.0,
    iterations: int | None = None,
    seed: int = 1,
    start: Plan | None = None,
    with_proof: bool = True,
    tell: Tell | None = None,
    keep: Keep | None = None,
    keep_every: float = 10.0,
    is_cancelled: Callable[[], bool] | None = None,
) -> Season:
    """Plan a season in `seconds` of search (compiling, the first time, comes on top).

    - `tell(report)`: at most twice a second, as value and ceiling change.
    - `keep(plan, report)`: the first plan at once, then a better one every `keep_every` seconds at
      most, and the last one. Give the one kept as `start` to go on after a worker was killed.
    - `is_cancelled()`: asked twice a second at most; the best plan then comes back.
    - `iterations` instead of `seconds`: with the same seed, the same plan (not the same gap).

    Callbacks run in the caller's thread; what they raise ends both processes and comes out. Raises
    `faults.Refused` before any work, `SearchLost` if the search dies.
    """
    refuse(problem)
    keep_compiled()
    wishes = Wishes(tell, keep, keep_every, is_cancelled)
    order = Order(seconds, iterations, seed, start)
    child: Child[Best] = Child(search, problem, order)
    try:
        proving = Proving(problem, is_wanted=with_proof, order=order)
        try:
            return Watch(problem, wishes, child, proving).season(start)
        finally:
            proving.end()
    finally:
        child.end()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller wants to hear, and how it says that it has had enough."""

    tell: Tell | None
    keep: Keep | None
    keep_every: float
    is_cancelled: Callable[[], bool] | None


class Watch:
    """The caller's side: listens to both processes, and passes on."""

    def __init__(
        self, problem: Problem, wishes: Wishes, child: Child[Best], proving: Proving
    ) -> None:
        self.problem, self.wishes, self.child, self.proving = problem, wishes, child, proving
        self.began = time.monotonic()
        self.best: Best | None = None
        self.iterations = 0
        self.kept: Plan | None = None
        self.told: tuple[float | None, float | None] = (None, None)
        self.cancelled_at: float | None = None
        self.ended_at: float | None = None
        self.kept_at = self.looked_at = -float("inf")

    def season(self, start: Plan | None) -> Season:
        """Wait for the end; return what was found."""
        while not self.is_over():
            pipes = [
                one.pipe for one in (self.child, self.proving.child) if one and not one.is_over
            ]
            wait(pipes, LOOK)
            self.listen()
            if time.monotonic() - self.looked_at >= LOOK:
                self.look()
        plan = self.best.plan if self.best else start or Plan()
        value = value_of(self.problem, plan)
        self.pass_on(is_end=True)
        return Season(
            plan,
            value,
            check(self.problem, plan),
            self.proving.certificate,
            self.proving.gap(value.total),
            self.iterations,
            time.monotonic() - self.began,
            self.cancelled_at is not None,
        )

    def listen(self) -> None:
        """Take what both processes have told."""
        for one in self.child.told():
            self.iterations = one.iterations
            self.keep_better(one)
            if one.is_last:
                self.ended_at = time.monotonic()
        self.proving.listen()
        if self.proving.best:
            self.keep_better(self.proving.best)

    def keep_better(self, one: Best) -> None:
        """Take a plan unless the one at hand is worth as much."""
        if self.best is None or one.total > self.best.total:
            self.best = one

    def look(self) -> None:
        """Pass on what is new, then see whether the caller has had enough."""
        self.looked_at = time.monotonic()
        self.pass_on(is_end=False)
        is_cancelled = self.wishes.is_cancelled
        if is_cancelled and self.cancelled_at is None and is_cancelled():
            self.cancelled_at = time.monotonic()
            self.child.ask_to_stop()

    def is_over(self) -> bool:
        """Whether there is nothing more to wait for; a first ceiling is waited for, a while."""
        now = time.monotonic()
        if self.ended_at is not None:
            waits = self.proving.is_under_way() and self.proving.certificate is None
            return not waits or self.cancelled_at is not None or now - self.ended_at > FIRST
        if self.cancelled_at is not None:
            return self.child.is_over or now - self.cancelled_at > PATIENCE
        if self.child.is_over:
            raise SearchLost("the search ended without an answer")
        return False

    def report(self) -> Report:
        """Say where the season stands."""
        value = self.best.total if self.best else None
        return Report(
            time.monotonic() - self.began,
            self.iterations,
            value,
            self.proving.certificate.ceiling if self.proving.certificate else None,
            None if value is None else self.proving.gap(value),
        )

    def pass_on(self, *, is_end: bool) -> None:
        """Tell what has changed; hand the best plan over when it is time to."""
        report, now = self.report(), time.monotonic()
        if self.wishes.tell and (report.value, report.ceiling) != self.told:
            self.told = (report.value, report.ceiling)
            self.wishes.tell(report)
        if not self.wishes.keep or not self.best or self.best.plan == self.kept:
            return
        if is_end or now - self.kept_at >= self.wishes.keep_every:
            self.kept, self.kept_at = self.best.plan, now
            self.wishes.keep(self.best.plan, report)
