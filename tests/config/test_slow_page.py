"""gunicorn, as it is configured, with one process: a slow page holds nobody up."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from allervers.config.gunicorn import threads
from tools.place import free_port

HERE = Path(__file__).resolve().parent
LONG = 20.0  # seconds


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """The file whose coming lets held pages go."""
    return tmp_path / "go"


@pytest.fixture
def port(gate: Path) -> Iterator[int]:
    """A gunicorn with one process."""
    found = free_port()
    command = [
        sys.executable, "-m", "gunicorn", "-c", "python:allervers.config.gunicorn",
        "--bind", f"127.0.0.1:{found}", "--workers", "1", "held_pages",
    ]  # fmt: skip
    environment = os.environ | {
        "HELD_UNTIL": str(gate),
        "PYTHONPATH": f"{HERE}:{HERE.parents[1]}/src",
    }
    site = subprocess.Popen(command, env=environment)
    try:
        yield found
    finally:
        gate.touch()
        site.terminate()
        site.wait(LONG)


@contextmanager
def asked(port: int, path: str) -> Iterator[http.client.HTTPConnection]:
    """Ask, once the site is there, on a line of one's own."""
    end = time.monotonic() + LONG
    while True:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=LONG)) as line:
            try:
                line.request("GET", path)
            except ConnectionRefusedError:
                assert time.monotonic() < end, "gunicorn did not start"
                time.sleep(0.02)
            else:
                yield line
                return


def test_slow_pages_hold_nobody_up_while_a_thread_is_free(port: int, gate: Path) -> None:
    with ExitStack() as lines:
        held = [lines.enter_context(asked(port, "/held")) for _ in range(threads - 1)]
        quick = lines.enter_context(asked(port, "/quick"))
        assert quick.getresponse().read() == b"ok"
        assert not gate.exists()
        gate.touch()
        assert [line.getresponse().read() for line in held] == [b"ok"] * len(held)
