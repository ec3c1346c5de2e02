"""`allervers prepare_rights`: the plans of this month and the next, made before they are needed.

The engine follows the formulas once for a month (some 10 s), and keeps what it found in
ALLERVERS_ENGINE_FOLDER, sealed by ALLERVERS_SECRET_KEY. With it a process is ready in a second.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

MOST: Final = 12
FRANCE: Final = ZoneInfo("Europe/Paris")


def main(arguments: Sequence[str]) -> int:
    """Prepare the months asked; return the status of the process."""
    parser = argparse.ArgumentParser(prog="allervers prepare_rights", description=__doc__)
    parser.add_argument("--months", type=int, default=2, help="this one and those after")
    count = max(1, min(parser.parse_args(arguments).months, MOST))
    key = os.environ.get("ALLERVERS_SECRET_KEY", "")
    if not key:
        sys.stderr.write("ALLERVERS_SECRET_KEY is needed: it seals the plans.\n")
        return 2
    from allervers.rights.gateways.openfisca_france import engine  # noqa: PLC0415 - the rules

    folder = Path(os.environ.get("ALLERVERS_ENGINE_FOLDER", "var/engine"))
    rules = engine(folder, key.encode())
    for month in months_from(datetime.now(FRANCE).date(), count):
        start = time.monotonic()
        rules.swift(month)
        sys.stdout.write(f"{month:%Y-%m}: ready in {time.monotonic() - start:.1f} s\n")
    sys.stdout.write(f"{rules.rules}, in {folder}\n")
    return 0


def months_from(day: date, count: int) -> list[date]:
    """Return the first days of `count` months from the month of `day`."""
    start = day.year * 12 + day.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(start, start + count)]
