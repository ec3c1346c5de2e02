"""What the tests of the rights share."""

import pytest

from allervers.rights.domain.engine import Engine
from allervers.rights.gateways.openfisca_france import engine
from tests.rights.sheet_world import SheetWorld, make_sheet_world


@pytest.fixture
def sheet_world(db: None) -> SheetWorld:
    """Return the invented world of the sheet."""
    return make_sheet_world()


@pytest.fixture(scope="session")
def rules() -> Engine:
    """Return the engine: about 4 s of CPU, once a run, for the tests that name it."""
    return engine()
