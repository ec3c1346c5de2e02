"""A plan written to a file, and read again in place of building the legislation.

The file is believed only if its SHA-256 is the one that the caller kept elsewhere, and only the
few classes that plans are made of are ever restored from it.
"""

import hashlib
import hmac
import importlib
import io
import pickle
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Final

import numpy as np

from openfisca_swift.plan import Plan

ALLOWED: Final = {
    ("openfisca_swift.calling", "_restored"),
    ("openfisca_swift.graph", "Node"),
    ("openfisca_swift.graph", "Ref"),
    ("openfisca_swift.plan", "Column"),
    ("openfisca_swift.plan", "Kind"),
    ("openfisca_swift.plan", "Plan"),
    ("numpy", "dtype"),
    ("numpy", "ndarray"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "scalar"),
    ("numpy._core.numeric", "_frombuffer"),
    ("_codecs", "encode"),
}
RULES: Final = ("openfisca-core", "openfisca-france")


class StaleImageError(Exception):
    """The file is not the one expected, or was made with other rules: make it again."""


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in ALLOWED:
            raise StaleImageError(f"A plan holds no {module}.{name}.")
        return getattr(importlib.import_module(module), name)


def fingerprint(distributions: tuple[str, ...] = RULES, *, overlay: str | bytes = b"") -> str:
    """Return what the plan depends on, as one hash: rules, Python, NumPy, and this library.

    `overlay` is what else the rules depend on, in the caller's words: corrections of parameters,
    reforms, what is given and what is asked. Another overlay, another fingerprint.
    """
    parts = [sys.version.encode(), np.__version__.encode()]
    for name in distributions:
        one = distribution(name)
        parts += [one.version.encode(), (one.read_text("RECORD") or name).encode()]
    parts += [file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))]
    parts.append(overlay.encode() if isinstance(overlay, str) else overlay)
    found = hashlib.sha256()
    for part in parts:  # its length first, so that no two lists of parts are told alike
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()


def write(plan: Plan, path: Path) -> str:
    """Write the plan; return the file's SHA-256, to keep apart from it."""
    content = pickle.dumps(plan, protocol=5)
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def read(path: Path, digest: str, rules: str) -> Plan:
    """Return the plan of a file, if it is the one expected and was made with these rules."""
    content = path.read_bytes()
    if not hmac.compare_digest(hashlib.sha256(content).hexdigest(), digest):
        raise StaleImageError(f"{path.name} is not the file expected.")
    plan = _Reader(io.BytesIO(content)).load()
    if not isinstance(plan, Plan) or plan.rules != rules:
        raise StaleImageError(f"{path.name} was made with other rules.")
    return plan
