"""Where compiled code is kept: a folder named after the planner's sources.

numba looks at the file of a function, never at those that it calls: a cache that outlives an
upgrade would run old code.
"""

import hashlib
import os
import sys
import tempfile
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent


def digest() -> str:
    """Return a name that changes when any source of the planner does."""
    files = sorted(SOURCES.rglob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def keep_compiled(folder: Path | None = None) -> None:
    """Name the folder of compiled code, unless NUMBA_CACHE_DIR does; before numba is imported.

    Where no folder can be made, a new one of ours alone: compiled code is run, so never a shared
    one, even if each process then compiles again.
    """
    if "numba" in sys.modules or "NUMBA_CACHE_DIR" in os.environ:
        return
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    place = (folder or Path(home) / "allervers-planner") / digest()
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError:
        place = Path(tempfile.mkdtemp(prefix="allervers-planner-"))
    os.environ["NUMBA_CACHE_DIR"] = str(place)


def is_compiled() -> bool:
    """Whether there is compiled code to take, or none to make."""
    folder = os.environ.get("NUMBA_CACHE_DIR")
    return folder is None or any(Path(folder).glob("*")) or "NUMBA_DISABLE_JIT" in os.environ
