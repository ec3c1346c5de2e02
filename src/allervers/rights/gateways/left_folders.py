"""The folders of plans: named after the process that made each, which may be killed any time."""

import os
import shutil
from pathlib import Path
from typing import Final

PREFIX: Final = "allervers-plans-"  # then the process: a killed one leaves its folder


def clear_left_folders(place: Path) -> None:
    """Remove the folders of processes that ended without doing it."""
    for folder in place.glob(f"{PREFIX}*-*"):
        process = folder.name.removeprefix(PREFIX).partition("-")[0]
        if process.isdecimal() and not _is_alive(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OverflowError, PermissionError):  # no such number, or somebody else's
        return True
    return True
