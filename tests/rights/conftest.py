"""What the tests of the rights share."""

import pytest
from django.conf import settings

from allervers.rights.domain.engine import Engine
from allervers.rights.gateways.openfisca_france import engine
from tests.rights.sheet_world import SheetWorld, make_sheet_world


@pytest.fixture
def sheet_world(db: None) -> SheetWorld:
    """Return the invented world of the sheet."""
    return make_sheet_world()


@pytest.fixture(scope="session")
def rules() -> Engine:
    """Return the engine; its plan, made in some 10 s, is kept for the next run of the tests."""
    return engine(settings.ENGINE_FOLDER, settings.SECRET_KEY.encode())
