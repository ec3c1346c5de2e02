"""The corrected system, loaded once."""

from typing import Any

import pytest

from openfisca_allervers import corrected_system
from openfisca_allervers.corrected import Applied

Corrected = tuple[Any, tuple[Applied, ...]]


@pytest.fixture(scope="session")
def corrected() -> Corrected:
    """Return the corrected system (about 4 s, once a run) and what was applied."""
    return corrected_system()
