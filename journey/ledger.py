"""What the journey prints: each step, what was seen, and how long it took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Untruth(Exception):  # noqa: N818 - the journey's own word
    """The product did not do what it promises."""


class Ledger:
    """Numbers the steps and keeps the time."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self.steps = 0

    @contextmanager
    def step(self, title: str) -> Iterator[list[str]]:
        """Print a step with the figures that its body appends."""
        self.steps += 1
        figures: list[str] = []
        began = time.perf_counter()
        print(f"{self.steps:2d}. {title}", flush=True)
        yield figures
        for line in figures:
            print(f"      {line}")
        print(f"      ({time.perf_counter() - began:.1f} s)", flush=True)

    def close(self) -> None:
        """Print the total."""
        print(f"\n{self.steps} étapes vraies en {time.perf_counter() - self.started:.1f} s")


def check(truth: object, untruth: str) -> None:
    """Stop the journey at the first untruth."""
    if not truth:
        raise Untruth(untruth)
