"""One page at a time in each process of gunicorn, and others beside it only while it is slow.

Python runs one thread of a process at a time: two pages that are made together are both late, and
each one's data push the other's out of the processor's caches (measured: docs/adr/0020). But a page
that takes seconds (a season printed, a visitor on a slow line) must not hold the others up.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

PATIENCE = 0.1  # seconds; most pages take under 0.03


@dataclass(slots=True, eq=False)
class Job:
    """Something to be done, and who is told what came of it."""

    work: Callable[[], Any]
    told: Future[Any] = field(default_factory=Future)
    begun: float = 0.0

    def do(self) -> None:
        """Do it, and say what came of it."""
        if not self.told.set_running_or_notify_cancel():
            return
        try:
            found = self.work()
        except BaseException as error:  # noqa: BLE001 - an executor gives it to whoever asked
            self.told.set_exception(error)
        else:
            self.told.set_result(found)


class TakingTurns(Executor):
    """Threads of which one works, and another joins in when the last job begun is slow.

    A job that has run for `patience` seconds no longer counts: the next one begins beside it, while
    a thread is free. Whoever ends a job begins the next, so quick jobs are all done by one thread,
    with its one connection to the database.
    """

    def __init__(self, threads: int, patience: float = PATIENCE) -> None:
        """Start so many threads."""
        self._patience = patience
        self._waiting: deque[Job] = deque()
        self._changed = threading.Condition()
        self._last: Job | None = None  # the last job begun, until it ends
        self._is_watched = False  # a thread waits for the last job begun to become slow
        self._is_closed = False
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have it done in its turn; RuntimeError after `shutdown`."""
        job = Job(partial(fn, *args, **kwargs))
        with self._changed:
            if self._is_closed:
                raise RuntimeError("no more jobs are taken: the pool was shut down")
            self._waiting.append(job)
            if self._last is None or not self._is_watched:
                self._changed.notify()
        return job.told

    def shutdown(
        self,
        wait: bool = True,  # noqa: FBT001, FBT002 - as every executor
        *,
        cancel_futures: bool = False,
    ) -> None:
        """Take no more jobs; those that wait are done, unless they are to be cancelled."""
        with self._changed:
            self._is_closed = True
            if cancel_futures:
                while self._waiting:
                    self._waiting.popleft().told.cancel()
            self._changed.notify_all()
        if wait:
            for thread in self._threads:
                thread.join()

    def _work(self) -> None:
        job: Job | None = None
        while (job := self._next(job)) is not None:
            job.do()

    def _next(self, ended: Job | None) -> Job | None:
        """Wait for a turn; return its job, or None when there will be none."""
        with self._changed:
            if self._last is ended:
                self._last = None
            while self._waiting or not self._is_closed:
                left = self._last.begun + self._patience - time.monotonic() if self._last else 0.0
                if self._waiting and left <= 0:
                    return self._begin()
                self._wait(left)
            self._changed.notify_all()  # whoever watches has nothing to wait for any more
            return None

    def _begin(self) -> Job:
        job = self._last = self._waiting.popleft()
        job.begun = time.monotonic()
        if self._waiting and not self._is_watched:
            self._changed.notify()  # somebody must watch this one
        return job

    def _wait(self, left: float) -> None:
        """Wait for something to change, or, if jobs wait and nobody does, so many seconds."""
        if not self._waiting or self._is_watched:
            self._changed.wait()
            return
        self._is_watched = True
        self._changed.wait(left)
        self._is_watched = False


class Worker(ThreadWorker):
    """gunicorn's worker with threads, where one page is made at a time."""

    def get_thread_pool(self) -> TakingTurns:  # type: ignore[override]  # any executor will do
        """Return the threads that make its pages."""
        return TakingTurns(self.cfg.threads)
