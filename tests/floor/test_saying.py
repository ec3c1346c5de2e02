"""What the script says when nobody can read it any more."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tools.saying import say, step, warn


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Write to a pipe that nobody reads, as after a terminal was closed."""
    reader, writer = os.pipe()
    os.close(reader)
    stream = os.fdopen(writer, "w")
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, stream)
    yield
    with suppress(OSError):
        stream.close()


@pytest.mark.usefixtures("closed")
def test_step_is_done_though_its_terminal_was_closed() -> None:
    done = []
    say("to nobody")
    warn("to nobody")
    with step("Stopping PostgreSQL"):
        done.append("stopped")
    assert done == ["stopped"]
