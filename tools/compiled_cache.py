"""Where compiled code is kept: a folder named after the planner's sources.

numba looks at the file of a function, never at those that it calls: a cache outliving an edit
would run old code. To be called before `planner` is imported.
"""

import hashlib
import os

from tools.place import ROOT


def name_after_sources() -> None:
    """Set NUMBA_CACHE_DIR, unless it is set."""
    files = sorted((ROOT / "src" / "planner").rglob("*.py"))
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    os.environ.setdefault("NUMBA_CACHE_DIR", str(ROOT / "var" / "numba" / digest))
