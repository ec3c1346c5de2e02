"""What the tests of plans start from."""

import os

import pytest

from tests.cast import Cast
from tests.seasons.plans.world import Planning, make_planning


def pytest_configure(config: pytest.Config) -> None:
    """Do not compile the planner for four visits, as tests/planner: numba reads it at import."""
    if not config.getoption("--nightly"):
        os.environ.setdefault("NUMBA_DISABLE_JIT", "1")


@pytest.fixture
def planning(cast: Cast) -> Planning:
    """Return Aïcha's season and its plan."""
    return make_planning(cast)
