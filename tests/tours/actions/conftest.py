"""Fixtures of the calendar's actions."""

import pytest

from tests.cast import Cast
from tests.tours.actions.planning import Scene


@pytest.fixture
def scene(cast: Cast) -> Scene:
    """Return a carrier with a unit, a tour and a halt."""
    return Scene(cast)
