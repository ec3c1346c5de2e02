"""`allervers rights_service`: real processes, one socket, stopped by SIGTERM."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from allervers.rights.service.sockets import bound, url_of

MODULE = "tests.rights.service.simple_serving"
PATIENCE = 60  # seconds, on a busy machine


@pytest.fixture
def process() -> Iterator["subprocess.Popen[str]"]:
    """Start two processes that serve simple rules; end what is left of them."""
    command = [sys.executable, "-m", MODULE, "--bind", "127.0.0.1:0", "--workers", "2"]
    pipe = subprocess.PIPE
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    started = subprocess.Popen(command, env=environment, stderr=pipe, text=True)
    yield started
    started.kill()
    started.wait()
    assert started.stderr is not None
    started.stderr.close()


def health(url: str) -> dict[str, Any]:
    """Wait for a process that is ready; return what it says."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:  # noqa: S310
                found: dict[str, Any] = json.load(answer)
                return found
        except (OSError, urllib.error.URLError):
            time.sleep(0.05)
    raise AssertionError("the service did not get ready")


def address(process: "subprocess.Popen[str]") -> str:
    """Return the address that the service says."""
    assert process.stderr is not None
    return process.stderr.readline().removeprefix("Rights served on ").strip()


def test_service_answers_and_stops_with_all_its_processes(
    process: "subprocess.Popen[str]",
) -> None:
    url = address(process)
    assert health(url)["rules"] == "simple rules"
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=PATIENCE) == 0
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{url}/health", timeout=5)  # noqa: S310


def test_processes_end_when_the_one_that_watches_is_killed(
    process: "subprocess.Popen[str]",
) -> None:
    url = address(process)
    health(url)
    process.kill()
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{url}/health", timeout=5).close()  # noqa: S310
        except OSError:
            return
        time.sleep(0.05)
    raise AssertionError("a process outlived the one that watches")


def test_sockets_of_several_processes_share_a_port() -> None:
    sockets = bound("127.0.0.1:0", 3)
    assert len({url_of(one) for one in sockets}) == 1
    for one in sockets:
        one.close()
