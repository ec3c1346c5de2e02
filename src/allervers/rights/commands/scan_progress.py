"""How far a scan is: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from typing import Final, TextIO

WIDTH: Final = 30
EVERY: Final = 10.0  # seconds between two lines


class Progress:
    """Says how many pieces are done, of how many; `done` are there from before."""

    def __init__(self, total: int, done: int, stream: TextIO | None = None) -> None:
        self.total, self.first, self.done = max(total, 1), done, done
        self.stream = stream or sys.stderr
        self.is_terminal = self.stream.isatty()
        self.start = self.last = time.monotonic()

    def step(self) -> None:
        """Say that one piece more is done."""
        self.done += 1
        now = time.monotonic()
        if self.is_terminal:
            filled = WIDTH * self.done // self.total
            bar = "█" * filled + "·" * (WIDTH - filled)
            self.stream.write(f"\r{bar} {self._said(now)}  ")
        elif now - self.last >= EVERY:
            self.last = now
            self.stream.write(f"{self._said(now)}\n")
        self.stream.flush()

    def end(self) -> None:
        """Leave the line of the bar."""
        if self.is_terminal:
            self.stream.write("\n")
            self.stream.flush()

    def _said(self, now: float) -> str:
        share = self.done / self.total
        spent = now - self.start
        rest = spent / (self.done - self.first) * (self.total - self.done)
        return f"{share:4.0%}, {self.done} lots sur {self.total}, encore {rest:.0f} s"
