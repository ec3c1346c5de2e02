"""The line of progress: rewritten on a terminal, repeated now and then elsewhere."""

import sys
import time

from planner.command.proving import Proving
from planner.command.saying import number, share
from planner.solve import Progress

OFTEN, SELDOM = 0.5, 10.0
"""Seconds between two lines, on a terminal and elsewhere."""


class Line:
    """Tells the best value, the ceiling and the gap."""

    def __init__(self, proving: Proving) -> None:
        self.proving, self.began = proving, time.monotonic()
        self.is_terminal = sys.stderr.isatty()
        self.last = 0.0

    def tell(self, found: Progress) -> None:
        """Write the line, unless it was written a moment ago."""
        now = time.monotonic()
        if now - self.last < (OFTEN if self.is_terminal else SELDOM):
            return
        self.last = now
        self.proving.listen()
        gap = self.proving.gap(found.total)
        proved = "écart pas encore prouvé" if gap is None else f"écart prouvé {share(gap)}"
        told = f"{number(found.total)} · {proved} · {number(found.iterations)} essais"
        line = f"{now - self.began:.0f} s · {told}"
        sys.stderr.write(f"\r\033[K{line}" if self.is_terminal else f"{line}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the line."""
        if self.is_terminal and self.last:
            sys.stderr.write("\n")
