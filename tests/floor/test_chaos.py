"""PostgreSQL killed under load loses nothing that was acknowledged. The long form: ./dev chaos."""

from pathlib import Path

import pytest

from tools import chaos

pytestmark = pytest.mark.nightly


def test_nothing_is_lost_doubled_or_torn_when_the_server_is_killed(tmp_path: Path) -> None:
    found = chaos.run(tmp_path / "chaos", kills=2, loaded=2.0)
    assert found.is_good, found.told()
    assert found.kills == 2
