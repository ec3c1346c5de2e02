"""Says what is going on: one line a step, with its seconds."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

started = time.monotonic()


def say(text: str) -> None:
    """Print a line at once."""
    _print(text, sys.stdout)


def warn(text: str) -> None:
    """Print a line on the error stream."""
    _print(text, sys.stderr)


def _print(text: str, stream: TextIO, end: str = "\n") -> None:
    with suppress(OSError):  # the terminal was closed: what is being stopped is still stopped
        print(text, end=end, file=stream, flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Print what begins, then how long it took."""
    _print(f"[{time.monotonic() - started:5.1f} s] {text}…", sys.stdout, end="")
    began = time.monotonic()
    try:
        yield
    except BaseException:
        say(" failed")
        raise
    say(f" {time.monotonic() - began:.1f} s")


class Stop(Exception):  # noqa: N818 - an instruction to stop, already worded for the reader
    """Ends the command with this message and status 1."""
