"""A process of the planner's own, that talks through a pipe and ends when nobody listens.

Started afresh (spawn): it holds no connection, lock or signal of the one that asked. A caller may
be any thread of any process, a queue's worker too.
"""

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from planner.problem import Problem

Told = TypeVar("Told")
Work = Callable[..., None]
"""Called in the process with its pipe, the problem, and what it needs besides."""


def alone() -> None:
    """Leave Ctrl-C to the parent; die when told to."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


class Child(Generic[Told]):
    """A process at work, and what it tells."""

    def __init__(self, work: Work, problem: Problem, *more: object) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, ears = context.Pipe()
        self.is_over = False
        self.process: BaseProcess = context.Process(
            target=work, args=(ears, problem, *more), daemon=True
        )
        self.process.start()
        ears.close()

    def told(self) -> Iterator[Told]:
        """Give what has been told since the last call; note the end when it is reached."""
        try:
            while not self.is_over and self.pipe.poll():
                yield self.pipe.recv()
        except (EOFError, OSError):
            self.is_over = True

    def ask_to_stop(self) -> None:
        """Say that enough is enough; the process answers with what it has."""
        try:
            self.pipe.send("stop")
        except OSError:
            self.is_over = True

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.process.terminate()
        self.process.join()
        self.pipe.close()


def is_asked_to_stop(pipe: Connection) -> bool:
    """Whether the parent said so, or is gone; called in the process."""
    return pipe.poll()
