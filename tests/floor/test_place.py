"""What `./dev` writes: private secrets, fingerprints, free ports."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tools.place import ROOT, fingerprint, free_port, is_alive, kept_secrets, socket_folder
from tools.saying import Stop


def test_secrets_are_made_once_and_private(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secrets.json"
    first = kept_secrets(file, ["key"])
    assert kept_secrets(file, ["key", "other"])["key"] == first["key"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(first["key"]) >= 50


def test_fingerprint_changes_with_the_content() -> None:
    one, other = ROOT / "pyproject.toml", ROOT / "LICENSE"
    assert fingerprint([one]) == fingerprint([one])
    assert fingerprint([one]) != fingerprint([one, other])


def test_port_already_taken_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) > port


def test_a_socket_stays_beside_its_data_where_its_name_allows(tmp_path: Path) -> None:
    assert socket_folder(tmp_path / "socket", "s") == tmp_path / "socket"


def test_the_short_folder_of_a_socket_is_refused_when_others_may_enter_it(tmp_path: Path) -> None:
    short = socket_folder(tmp_path / ("long" * 30), "s")
    try:
        assert stat.S_IMODE(short.stat().st_mode) == 0o700
        short.chmod(0o755)
        with pytest.raises(Stop, match="not a private folder"):
            socket_folder(tmp_path / ("long" * 30), "s")
    finally:
        short.rmdir()


def test_dead_process_is_known_to_be_dead() -> None:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    assert not is_alive(done.pid)
    assert is_alive(os.getpid())


def test_dev_alone_lists_its_commands() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "dev"], capture_output=True, text=True, check=True
    )
    assert "journey" in done.stdout


def test_dev_needs_the_standard_library_only() -> None:
    line = [sys.executable, "-S", "-I", str(ROOT / "dev"), "--help"]
    subprocess.run(line, capture_output=True, check=True)


def test_unknown_benchmark_is_refused_with_the_list() -> None:
    line = [sys.executable, str(ROOT / "dev"), "bench", "nothing"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "No benchmark 'nothing'" in done.stderr
