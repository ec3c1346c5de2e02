"""What `allervers check` says of the host's keys, before the site starts."""

from typing import Any

import pytest
from django.core.checks import CheckMessage

from allervers.accounts.domain.viewer import Viewer
from allervers.config.checks import files_can_be_sealed, sealed_files_open
from tests.people.keeping.files import make_file
from tests.people.keeping.keys import FORMER, NEW, OTHER, use


def told(found: list[CheckMessage]) -> list[str]:
    """Return their codes."""
    return [str(one.id) for one in found]


def test_production_without_a_key_does_not_start(settings: Any) -> None:
    settings.MODE, settings.FILE_KEYS = "production", []
    (error,) = files_can_be_sealed()
    assert error.id == "allervers.E003"
    assert "ALLERVERS_FILE_KEYS=name:key" in str(error.hint)
    assert "backups" in str(error.hint)


def test_a_trial_needs_no_key(settings: Any) -> None:
    settings.FILE_KEYS = []
    assert files_can_be_sealed() == []


def test_key_that_opens_is_accepted(bruno: Viewer, settings: Any) -> None:
    use(settings, FORMER)
    make_file(bruno)
    assert sealed_files_open(["default"]) == []
    use(settings, NEW, FORMER)
    assert sealed_files_open(["default"]) == []


@pytest.mark.parametrize("keys", [[NEW], [OTHER]])
def test_key_let_go_or_another_of_the_same_name_is_told(
    bruno: Viewer, settings: Any, keys: list[tuple[str, str]]
) -> None:
    use(settings, FORMER)
    make_file(bruno)
    use(settings, *keys)
    found = sealed_files_open(["default"])
    assert told(found) == ["allervers.E004"]
    assert "hote2026" in str(found[0].msg)
