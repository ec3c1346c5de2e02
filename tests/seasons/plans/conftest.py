"""What the tests of plans start from."""

import os

import pytest

from tests.cast import Cast
from tests.seasons.plans.world import Planning, make_planning

# A few iterations on four visits: plain Python is quicker than compiling. numba reads it once,
# when it is imported.
os.environ.setdefault("NUMBA_DISABLE_JIT", "1")


@pytest.fixture
def planning(cast: Cast) -> Planning:
    """Return Aïcha's season and its plan."""
    return make_planning(cast)
