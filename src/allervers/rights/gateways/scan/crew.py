"""Who computes the pieces: processes of this machine, one for each core by default."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Final, Protocol

from allervers.rights.gateways.scan.chunks import Chunk
from allervers.rights.gateways.scan.working import Job, Part, work
from allervers.ui.domain.refusal import Refusal

AHEAD: Final = 2  # pieces waiting for each process: memory holds no more
TRIES: Final = 3


class Crew(Protocol):
    """Computes pieces, in whatever order they come."""

    def parts(self, job: Job, chunks: Iterator[Chunk]) -> Iterator[Part]:
        """Give each piece computed; what was begun is lost when the caller stops."""
        ...


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Alone:
    """This very process."""

    def parts(self, job: Job, chunks: Iterator[Chunk]) -> Iterator[Part]:
        """Compute pieces one after the other."""
        for chunk in chunks:
            yield work(job, chunk)


class LocalCrew:
    """Some processes of this machine. When one is killed, what it was computing is given again."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.pool = self._pool()

    def _pool(self) -> ProcessPoolExecutor:
        # Spawned: nothing of this process (threads of Arrow, open files) is carried over.
        return ProcessPoolExecutor(
            self.workers, mp_context=get_context("spawn"), initializer=_leave_stopping_to_parent
        )

    def parts(self, job: Job, chunks: Iterator[Chunk]) -> Iterator[Part]:
        """Give each piece computed."""
        begun: dict[Future[Part], tuple[Chunk, int]] = {}
        try:
            while True:
                for chunk in chunks:
                    begun[self.pool.submit(work, job, chunk)] = (chunk, 1)
                    if len(begun) >= AHEAD * self.workers:
                        break
                if not begun:
                    return
                done, _rest = wait(begun, return_when=FIRST_COMPLETED)
                yield from self._finished(job, begun, done)
        finally:
            self.pool.shutdown(wait=True, cancel_futures=True)

    def _finished(
        self, job: Job, begun: dict[Future[Part], tuple[Chunk, int]], done: set[Future[Part]]
    ) -> Iterator[Part]:
        lost = []
        for future in done:
            chunk, tries = begun.pop(future)
            try:
                yield future.result()
            except BrokenProcessPool:
                lost.append((chunk, tries))
        if lost:
            self._again(job, begun, lost)

    def _again(
        self,
        job: Job,
        begun: dict[Future[Part], tuple[Chunk, int]],
        lost: list[tuple[Chunk, int]],
    ) -> None:
        """Start other processes: one that dies breaks the whole pool, with all it was given."""
        lost += begun.values()
        begun.clear()
        if max(tries for _chunk, tries in lost) >= TRIES:
            raise Refusal(
                "scan_killed",
                "Un processus de calcul a été tué plusieurs fois de suite.",
                "La mémoire manque sans doute.",
                "Relancez avec moins de processus (--workers 1) ou des lots plus petits (--batch).",
            )
        self.pool.shutdown(wait=True)
        self.pool = self._pool()
        for chunk, tries in lost:
            begun[self.pool.submit(work, job, chunk)] = (chunk, tries + 1)


def _leave_stopping_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
