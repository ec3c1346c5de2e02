"""Where tests and benchmarks keep the planner's compiled code: `var/numba`, by its sources."""

import shutil
import time

from planner.command.cache import digest, keep_compiled
from tools.place import ROOT

FOLDER = ROOT / "var" / "numba"
WEEK = 7 * 24 * 3600


def name_after_sources() -> None:
    """Set NUMBA_CACHE_DIR, unless it is set; forget what sources of a week ago compiled to."""
    for old in FOLDER.glob("*"):
        if old.name != digest() and time.time() - old.stat().st_mtime > WEEK:
            shutil.rmtree(old, ignore_errors=True)
    keep_compiled(FOLDER)
