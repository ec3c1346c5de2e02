"""The planner's tests run its sources as plain Python: nothing to compile, and coverage sees them.

`--nightly` compiles them, for the same tests. `test_compiled.py` compares the two each time. This
file is read before any test imports numba, which looks at its settings only then.
"""

import os
from pathlib import Path

import pytest

from tools.compiled_cache import name_after_sources

HERE = Path(__file__).parent
name_after_sources()


def pytest_configure(config: pytest.Config) -> None:
    """Do not compile, unless the night has time for it."""
    if not config.getoption("--nightly"):
        os.environ.setdefault("NUMBA_DISABLE_JIT", "1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let whole numbers go round: SplitMix64 means it, and plain numpy warns of it."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.filterwarnings("ignore:overflow encountered"))
