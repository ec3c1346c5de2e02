"""What every test gets. The rules are in CONTRIBUTING.md, the machinery in the plugins below."""

import gc
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import settings as hypothesis_settings

# A machine shared with others is slow at times: that is no falsehood of the code.
hypothesis_settings.register_profile("shared", deadline=None)
hypothesis_settings.load_profile("shared")

pytest_plugins = [
    "tests.database", "tests.emptying", "tests.strictness", "tests.cast", "tests.browsing",
]  # fmt: skip
ROOT = Path(__file__).resolve().parent.parent
# Files whose few tests take long: begun first, so that none is left to one process at the end.
SLOW = re.compile(
    r"browser|/access/|/floor/|/swift/|/proof/|/watching/|compiled"
    r"|real_files|demonstration|/scan/|/service/"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--nightly`: long tests run only when asked."""
    parser.addoption("--nightly", action="store_true", help="run also the long tests")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests marked `nightly` unless asked, and say how many."""
    items.sort(key=lambda item: not SLOW.search(item.nodeid))  # stable: the rest stays shuffled
    if config.getoption("--nightly"):
        return
    long = [item for item in items if item.get_closest_marker("nightly")]
    if long:
        items[:] = [item for item in items if item not in long]
        config.hook.pytest_deselected(items=long)


def pytest_collection_finish() -> None:
    """Take what is imported and collected out of the garbage collector's rounds: it stays."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real samples beside the checkout; skip, saying so, without it."""
    folder = Path(os.environ.get("ALLERVERS_SHARED", ROOT.parent / "shared")) / "data"
    if not folder.is_dir():
        pytest.skip("NOT RUN: no folder ../shared/data (or $ALLERVERS_SHARED/data) of real samples")
    return folder


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    """Start each test in French: a request to /ar/ leaves its language in the thread."""
    with translation.override("fr"):
        yield
