"""What the tests of the reception share: a season with a visit today, an encounter to make."""

import pytest

from tests.cast import Cast
from tests.reception.today import Today, make_today


@pytest.fixture
def today(cast: Cast) -> Today:
    """Return a day with Bruno on board of an announced visit."""
    return make_today(cast)
