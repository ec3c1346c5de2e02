"""The proof in a second process: it says each lower ceiling, and ends when it is told to."""

import multiprocessing
import signal
import time
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from planner.command.clock import Asked
from planner.problem import Problem
from planner.solve import bound

FIRST = 60.0
"""Seconds to wait, after the search, for a first ceiling."""


def prove(problem: Problem, ears: Connection) -> None:
    """Lower the ceiling until nobody listens; in the second process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def tell(_done: int, ceiling: float) -> None:
        ears.send(ceiling)

    try:
        ears.send(bound(problem, lambda _done: 0.0, None, tell).ceiling)
    except (BrokenPipeError, EOFError):
        return


class Proving:
    """The second process, and the lowest ceiling that it told."""

    def __init__(self, problem: Problem, *, is_wanted: bool) -> None:
        self.ceiling = float("inf")
        self.process: BaseProcess | None = None
        if is_wanted:
            context = multiprocessing.get_context("spawn")
            self.mouth, ears = context.Pipe(duplex=False)
            self.process = context.Process(target=prove, args=(problem, ears), daemon=True)
            self.process.start()
            ears.close()

    def listen(self) -> float:
        """Take what the process has told; return the lowest ceiling."""
        try:
            while self.process and self.mouth.poll():
                self.ceiling = min(self.ceiling, float(self.mouth.recv()))
        except EOFError:  # the proof is over
            self.process = None
        return self.ceiling

    def wait(self, asked: Asked) -> None:
        """Wait for a first ceiling, not for ever."""
        end = time.monotonic() + FIRST
        while self.process and self.listen() == float("inf") and not asked.is_over:
            if time.monotonic() > end:
                return
            time.sleep(0.1)

    def gap(self, total: float) -> float | None:
        """Return how far a plan may be from the best one; nothing without a ceiling."""
        if self.ceiling == float("inf"):
            return None
        return max(0.0, self.ceiling - total) / self.ceiling if self.ceiling > 0.0 else 0.0

    def end(self) -> None:
        """Stop the process."""
        if self.process:
            self.process.terminate()
            self.process.join()
            self.process = None
