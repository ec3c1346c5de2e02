"""One job at a time, others beside it only while it is slow; nobody waits for ever."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import count

import pytest

from allervers.config.turns import TakingTurns

LONG = 30.0  # seconds: no test waits that long unless it fails
SHORT = 0.01


@contextmanager
def pool(threads: int, patience: float) -> Iterator[TakingTurns]:
    """Threads that all end with the test."""
    made = TakingTurns(threads, patience)
    try:
        yield made
    finally:
        made.shutdown(wait=False)


class Held:
    """A job that lasts until it is let go."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.let_go = threading.Event()

    def __call__(self) -> int:
        """Last; return which thread did it."""
        self.begun.set()
        assert self.let_go.wait(LONG)
        return threading.get_ident()


def watched(turns: TakingTurns) -> bool:
    """Wait until a thread waits for the last job begun to become slow."""
    end = time.monotonic() + LONG
    while not turns._is_watched and time.monotonic() < end:
        time.sleep(0.001)
    return turns._is_watched


def test_quick_jobs_are_done_one_at_a_time_by_one_thread() -> None:
    busy = threading.Lock()

    def alone() -> int:
        assert busy.acquire(blocking=False)
        time.sleep(0.001)
        busy.release()
        return threading.get_ident()

    first = Held()
    with pool(4, LONG) as turns:
        held = turns.submit(first)
        assert first.begun.wait(LONG)
        others = [turns.submit(alone) for _ in range(50)]
        first.let_go.set()
        assert {job.result(LONG) for job in others} == {held.result(LONG)}


def test_order_is_kept() -> None:
    done: list[int] = []
    with pool(3, LONG) as turns:
        jobs = [turns.submit(done.append, n) for n in range(100)]
        for job in jobs:
            job.result(LONG)
    assert done == list(range(100))


def test_slow_jobs_hold_nobody_up_while_a_thread_is_free() -> None:
    slow = [Held(), Held(), Held()]
    with pool(4, SHORT) as turns:
        held = [turns.submit(job) for job in slow]
        assert all(job.begun.wait(LONG) for job in slow)
        assert turns.submit(lambda: "quick").result(LONG) == "quick"
        for job in slow:
            job.let_go.set()
        assert len({job.result(LONG) for job in held}) == len(slow)


def test_job_sent_at_once_with_a_slow_one_needs_no_other_to_be_begun() -> None:
    slow = Held()
    for _ in range(20):  # whichever thread was waiting for what
        slow = Held()
        with pool(3, SHORT) as turns:
            turns.submit(slow)
            assert turns.submit(lambda: "quick").result(LONG) == "quick"
            slow.let_go.set()


def test_idle_threads_are_woken_at_once() -> None:
    slow = Held()
    with pool(3, LONG) as turns:
        held = turns.submit(slow)
        behind = turns.submit(lambda: None)
        assert watched(turns)
        slow.let_go.set()
        held.result(LONG)
        behind.result(LONG)
        assert turns.submit(lambda: "quick").result(LONG / 2) == "quick"


def test_many_senders_lose_nothing() -> None:
    numbers = count()
    lock = threading.Lock()
    jobs: list[Future[int]] = []

    def number() -> int:
        return next(numbers)

    def send(turns: TakingTurns) -> None:
        for _ in range(300):
            job = turns.submit(number)
            with lock:
                jobs.append(job)

    with pool(4, 0.0005) as turns:
        senders = [threading.Thread(target=send, args=(turns,)) for _ in range(4)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        assert sorted(job.result(LONG) for job in jobs) == list(range(1200))


@pytest.mark.parametrize("error", [ValueError("bad"), SystemExit(3)])
def test_failure_is_told_and_the_thread_goes_on(error: BaseException) -> None:
    def fail() -> None:
        raise error

    with pool(1, LONG) as turns:
        with pytest.raises(type(error)):
            turns.submit(fail).result(LONG)
        assert turns.submit(lambda: 1).result(LONG) == 1


def ends(turns: TakingTurns) -> bool:
    """Whether all threads end."""
    for thread in turns._threads:
        thread.join(LONG)
    return not any(thread.is_alive() for thread in turns._threads)


@pytest.mark.parametrize("cancelled", [False, True])
def test_shutdown_does_what_waits_or_cancels_it_then_ends(*, cancelled: bool) -> None:
    slow = Held()
    with pool(2, 2 * LONG) as turns:
        held = turns.submit(slow)
        assert slow.begun.wait(LONG)
        behind = turns.submit(lambda: "done")
        assert watched(turns)
        turns.shutdown(wait=False, cancel_futures=cancelled)
        with pytest.raises(RuntimeError, match="shut down"):
            turns.submit(print)
        time.sleep(0.05)  # whoever watches takes it up again: a job still waits
        slow.let_go.set()
        assert held.result(LONG)
        assert behind.cancelled() if cancelled else behind.result(LONG) == "done"
        assert ends(turns)


def test_shutdown_can_be_waited_for() -> None:
    done: list[int] = []
    turns = TakingTurns(2)
    job: Callable[[], None] = lambda: done.append(1)  # noqa: E731 - typed
    turns.submit(job)
    turns.shutdown()
    assert done == [1]
