"""The invented directory that the tests of this subject search."""

from pathlib import Path

import pytest

from allervers.directory.actions.lexicon import refresh_lexicon
from tests.directory import stage


@pytest.fixture
def communes(db: None) -> None:
    """Store the communes that the invented services are in."""
    stage.communes()


@pytest.fixture
def directory(communes: None) -> None:
    """Store 122 invented services around Issy and in Angoulême, and their words."""
    stage.relevance_directory(Path(__file__).parent / "relevance")
    refresh_lexicon()
