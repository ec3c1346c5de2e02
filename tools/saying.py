"""Says what is going on: one line a step, with its seconds."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

started = time.monotonic()


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def warn(text: str) -> None:
    """Print a line on the error stream."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Print what begins, then how long it took."""
    print(f"[{time.monotonic() - started:5.1f} s] {text}…", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(" failed", flush=True)
        raise
    print(f" {time.monotonic() - began:.1f} s", flush=True)


class Stop(Exception):  # noqa: N818 - an instruction to stop, already worded for the reader
    """Ends the command with this message and status 1."""
