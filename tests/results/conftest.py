"""Shared by the tests of results."""

import pytest

from tests.cast import Cast
from tests.tours.staff.season import Season, make_season


@pytest.fixture
def season(cast: Cast) -> Season:
    """Return Aïcha's season."""
    return make_season(cast)
