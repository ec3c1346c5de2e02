"""Households asked at the same moment by several threads, computed together.

A computation costs some 8 ms whether it holds one household or fifty. Whoever asks puts its
households down and waits; one thread computes for all who wait, as soon as nobody else is about to
ask, or when nobody has asked for a while (`QUIET`). Alone, nobody waits.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from threading import Condition, Event, Thread
from typing import Any, Final

from allervers.rights.domain.engine import Amounts, Engine, EngineError, Outcomes
from allervers.rights.domain.household import Household
from allervers.rights.domain.joining import joined, parted
from allervers.rights.domain.population import Population
from allervers.rights.domain.right import Right

# Seconds, and only while others are at work: since the last ask, and in all.
QUIET: Final = 0.008
PATIENCE: Final = 0.1
MOST_HOUSEHOLDS: Final = 20_000  # of one computation: 25 KB each

Run = Callable[[Sequence[Any], date], Sequence[Any]]


@dataclass(slots=True, eq=False)
class Ask:
    """One computation asked for: what, how many households, and its answer when there is one."""

    run: Run
    month: date
    what: Any
    count: int
    is_answered: Event = field(default_factory=Event)
    answer: Any = None
    failure: Exception | None = None


class Batcher:
    """An engine (domain/engine.py) that several threads share; it computes for all at once.

    `batches` and `households` count what was computed, for /health and the benchmark.
    """

    def __init__(
        self, engine: Engine, *, quiet: float = QUIET, most: int = MOST_HOUSEHOLDS
    ) -> None:
        self.engine = engine
        self.quiet, self.most = quiet, most
        self.patience = max(PATIENCE, quiet)
        self.batches = self.households = 0
        self._changed = Condition()
        self._waiting: list[Ask] = []
        self._working = 0
        self._is_closed = False
        self._thread = Thread(target=self._serve, name="rights-batches", daemon=True)
        self._thread.start()

    @property
    def rules(self) -> str:
        """Return the version of the rules."""
        return self.engine.rules

    @contextmanager
    def working(self) -> Iterator[None]:
        """Say that this thread may ask: others wait a little for it. Until the block ends."""
        with self._changed:
            self._working += 1
        try:
            yield
        finally:
            with self._changed:
                self._working -= 1
                self._changed.notify_all()

    def amounts(self, population: Population, month: date) -> dict[Right, Amounts]:
        """Return every right of each household (domain/engine.py)."""
        found: dict[Right, Amounts] = self._ask(
            Ask(self._run_populations, month, population, population.count)
        )
        return found

    def compute(self, households: Sequence[Household], month: date) -> list[Outcomes]:
        """Return every right of each household (domain/engine.py)."""
        found: list[Outcomes] = self._ask(
            Ask(self._run_households, month, households, len(households))
        )
        return found

    def close(self) -> None:
        """Compute for those who wait, then stop."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._thread.join()

    def _ask(self, ask: Ask) -> Any:
        with self._changed:
            if self._is_closed:
                raise EngineError("The service is stopping.")
            self._waiting.append(ask)
            self._changed.notify_all()
        ask.is_answered.wait()
        if ask.failure is not None:
            raise ask.failure
        return ask.answer

    def _serve(self) -> None:
        while batch := self._next():
            self._answer(batch)
            self.batches += 1
            self.households += sum(one.count for one in batch)
            for one in batch:
                one.is_answered.set()

    def _next(self) -> list[Ask]:
        """Wait for asks, then a little for more; nothing when closed."""
        with self._changed:
            while not self._waiting and not self._is_closed:
                self._changed.wait()
            end = time.monotonic() + self.patience
            while self._working > len(self._waiting) and not self._is_closed:
                if not self._changed.wait(self.quiet) or time.monotonic() >= end:
                    break
            return self._taken()

    def _taken(self) -> list[Ask]:
        """Take those who can be computed together: same month, not too many."""
        taken: list[Ask] = []
        left: list[Ask] = []
        size = 0
        for one in self._waiting:
            is_alike = not taken or (one.run == taken[0].run and one.month == taken[0].month)
            if is_alike and (not taken or size + one.count <= self.most):
                taken.append(one)
                size += one.count
            else:
                left.append(one)
        self._waiting = left
        return taken

    def _answer(self, batch: Sequence[Ask]) -> None:
        """Compute; what fails together is computed one by one, so that only its cause fails."""
        try:
            answers = batch[0].run([one.what for one in batch], batch[0].month)
        except Exception as failure:  # noqa: BLE001 - given to whoever asked, in their thread
            if len(batch) == 1:
                batch[0].failure = failure
                return
            for one in batch:
                self._answer([one])
            return
        for one, answer in zip(batch, answers, strict=True):
            one.answer = answer

    def _run_populations(
        self, populations: Sequence[Population], month: date
    ) -> list[dict[Right, Amounts]]:
        found = self.engine.amounts(joined(populations), month)
        return parted(found, [one.count for one in populations])

    def _run_households(
        self, asked: Sequence[Sequence[Household]], month: date
    ) -> list[list[Outcomes]]:
        found = iter(self.engine.compute([one for each in asked for one in each], month))
        return [[next(found) for _one in each] for each in asked]
