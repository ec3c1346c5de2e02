"""A holder of files, approved by two."""

import pytest

from allervers.accounts.domain.viewer import Viewer
from tests.cast import Cast
from tests.people.keeping.files import approve


@pytest.fixture
def bruno(cast: Cast) -> Viewer:
    """Return Bruno, a social worker whom Élodie proposed and Farid approved."""
    return approve(cast.bruno, cast.elodie, cast.farid)


@pytest.fixture
def aicha(cast: Cast) -> Viewer:
    """Return Aïcha, a social worker too."""
    return approve(cast.aicha, cast.elodie, cast.farid)
