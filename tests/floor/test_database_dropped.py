"""The tests' database goes away even while PostgreSQL's own maintenance looks at it."""

from typing import Any

import psycopg
import pytest

from tests.database import drop_database


class Busy:
    """A connection whose owner may not end the maintenance at work, the first times."""

    def __init__(self, refusals: int) -> None:
        self.refusals = refusals
        self.asked = 0

    def execute(self, _query: Any) -> None:
        """Refuse as PostgreSQL does, then obey."""
        self.asked += 1
        if self.asked <= self.refusals:
            raise psycopg.errors.InsufficientPrivilege


def test_database_when_maintenance_is_at_work_is_dropped_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tests.database.time.sleep", lambda _seconds: None)
    busy = Busy(refusals=3)
    drop_database(busy, "test_gone")  # type: ignore[arg-type]
    assert busy.asked == 4
