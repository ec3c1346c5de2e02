"""A season prepared, for each test."""

import pytest

from tests.cast import Cast
from tests.seasons.setup.world import Prepared, make_prepared


@pytest.fixture
def prepared(cast: Cast) -> Prepared:
    """Return Aïcha's prepared season."""
    return make_prepared(cast)
