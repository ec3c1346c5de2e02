"""What the tests of people share: who may open files, and three files."""

import pytest

from tests.cast import Cast
from tests.people.world import PeopleWorld, make_people_world


@pytest.fixture
def people_world(cast: Cast) -> PeopleWorld:
    """Return approved professionals and three invented people (tests/people/world.py)."""
    return make_people_world(cast)
