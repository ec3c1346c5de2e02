"""`./dev run` in copies of this checkout: two side by side, stopped by Ctrl-C with all of it."""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools.place import ROOT, is_alive

pytestmark = pytest.mark.nightly
KEPT = ("dev", "tools", "src", "LICENSE", "pyproject.toml", "requirements*.txt")


@pytest.fixture
def copies(tmp_path: Path) -> list[Path]:
    """Copy the product twice, sharing the installed packages."""
    made = [tmp_path / "one", tmp_path / "two"]
    for copy in made:
        copy.mkdir()
        for file in [found for pattern in KEPT for found in ROOT.glob(pattern)]:
            if file.is_dir():
                shutil.copytree(file, copy / file.name)
            else:
                shutil.copy2(file, copy / file.name)
        (copy / ".venv").symlink_to(ROOT / ".venv")
    return made


@contextmanager
def running(copy: Path) -> Iterator[str]:
    """Run the site until the end of the block, then press Ctrl-C; give its address."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE", "ALLER"))}
    site = subprocess.Popen(
        [copy / "dev", "run"], cwd=copy, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert site.stdout is not None
    next(line for line in site.stdout if "Ctrl-C" in line)
    yield json.loads((copy / "var" / "run.json").read_text())["url"]
    site.send_signal(signal.SIGINT)
    assert site.wait(timeout=30) == 0
    site.stdout.close()


def answers(url: str) -> bool:
    """Whether the site is ready."""
    with urllib.request.urlopen(f"{url}/sante/pret/", timeout=5) as answer:  # noqa: S310
        return bool(answer.status == 200)


def server_of(copy: Path) -> int:
    """Return the process of the copy's PostgreSQL."""
    return int((copy / "var/postgres/data/postmaster.pid").read_text().splitlines()[0])


def test_two_checkouts_run_side_by_side_and_stop(copies: list[Path]) -> None:
    with running(copies[0]) as one, running(copies[1]) as two:
        assert one != two
        assert answers(one)
        assert answers(two)
        servers = [server_of(copy) for copy in copies]
        again = subprocess.run(
            [copies[0] / "dev", "run"], capture_output=True, text=True, check=False
        )
        assert f"Already running from this folder: {one}" in again.stderr
    assert not any(is_alive(pid) for pid in servers)


def test_second_start_takes_seconds(copies: list[Path]) -> None:
    with running(copies[0]):
        pass
    began = time.monotonic()
    with running(copies[0]) as url:
        assert time.monotonic() - began < 20  # 2 s on a quiet machine
        assert answers(url)


def test_run_stops_when_its_database_dies(copies: list[Path]) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE", "ALLER"))}
    site = subprocess.Popen(
        [copies[0] / "dev", "run"], cwd=copies[0], env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert site.stdout is not None
    next(line for line in site.stdout if "Ctrl-C" in line)
    os.kill(server_of(copies[0]), signal.SIGINT)
    _said, errors = site.communicate(timeout=30)
    assert site.returncode != 0
    assert "PostgreSQL stopped by itself" in errors
