"""A site of two pages, for gunicorn: one that lasts until a file is there, one that is quick."""

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

LONG = 20.0  # seconds


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer `/held` when the file that HELD_UNTIL names is there, anything else at once."""
    if environ["PATH_INFO"] == "/held":
        end = time.monotonic() + LONG
        while not Path(os.environ["HELD_UNTIL"]).exists() and time.monotonic() < end:
            time.sleep(0.01)
    start("200 OK", [("Content-Length", "2")])
    return [b"ok"]
