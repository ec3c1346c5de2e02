"""The chain after lines were let go: what follows a checkpoint is verified from the first line."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from allervers.people.domain.sealing import Checkpoint, Line, Link, Wrong, linked, verify

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
LET_GO = Checkpoint(7, bytes(31) + b"\x07", NOW)
SAID = Line(
    8, 80, NOW, "opened", UUID(int=1), UUID(int=2), UUID(int=3), None, "follow_up", "caseload",
    ("identity",), "", 1, (),
)  # fmt: skip


def faults(line: Line) -> list[Wrong]:
    """Verify a chain that begins again at the checkpoint, whose first line is this one now."""
    first = Link(8, SAID.id, linked(LET_GO.digest, SAID), line)
    after = replace(SAID, id=9)
    second = Link(9, after.id, linked(first.digest, after), after)
    return [one.what for one in verify([first, second], [LET_GO], [], [], NOW)]


def test_first_line_after_a_checkpoint_is_verified() -> None:
    assert faults(SAID) == []
    assert faults(replace(SAID, reason="autre chose")) == [Wrong.EDITED]
    assert faults(replace(SAID, member=UUID(int=4))) == [Wrong.EDITED]
