"""The launcher of PostgreSQL: starts, survives a kill -9, joins, stops, leaves no door open."""

import os
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.place import ROOT, is_alive
from tools.postgres import NAMESPACE, OWNER, Server, Way, best_way
from tools.roles import prepare_roles
from tools.saying import Stop

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")
IS_ROOT = os.geteuid() == 0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    one = Server(folder=tmp_path / "postgres", is_durable=False)
    yield one
    one.remove()


def possible_ways() -> list[Way]:
    """Root can also become nobody; an ordinary user has one way only."""
    return [best_way(), Way.NOBODY] if IS_ROOT and best_way() is Way.NAMESPACE else [best_way()]


@pytest.mark.parametrize("way", possible_ways())
def test_starts_then_is_found_alive(server: Server, way: Way) -> None:
    server.way = way
    assert server.start()
    assert server.sql("SELECT 1") == "1"
    assert not Server(folder=server.folder, way=way).start(), "a second one must join the first"


def test_restarts_after_kill_9_with_its_data(server: Server) -> None:
    server.start()
    server.sql("CREATE TABLE kept AS SELECT 42 AS answer; CHECKPOINT")
    pid = server.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert server.start()
    assert server.sql("SELECT answer FROM kept") == "42"


def test_stale_lock_of_another_living_process_is_removed(server: Server) -> None:
    server.start()
    lock = server.data / "postmaster.pid"
    lines = lock.read_text().splitlines()
    server.stop()
    lock.write_text("\n".join([str(os.getpid()), *lines[1:]]))  # the number was used again
    assert server.pid() is None
    assert server.start()


def test_second_start_takes_seconds(server: Server) -> None:
    server.start()
    server.stop()
    began = time.monotonic()
    server.start()
    assert time.monotonic() - began < 8  # 0.1 s on a quiet machine


def test_stop_leaves_no_process(server: Server) -> None:
    server.start()
    pid = server.pid()
    assert pid is not None
    server.stop()
    assert not is_alive(pid)


def test_password_is_asked_and_kept_private(server: Server) -> None:
    server.start()
    refused = subprocess.run(
        [server.bin / "psql", "-w", "-c", "SELECT 1", "-d", "postgres"],
        env=server.environment("postgres") | {"PGPASSWORD": "wrong"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "password authentication failed" in refused.stderr
    assert stat.S_IMODE((server.folder / "secrets.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700


def test_listens_on_a_private_socket_only(server: Server) -> None:
    server.start()
    assert server.sql("SHOW listen_addresses") == ""
    assert server.sql("SHOW unix_socket_directories") == str(server.door)
    assert stat.S_IMODE(server.door.stat().st_mode) == 0o700


def test_a_long_path_still_has_its_socket(tmp_path: Path) -> None:
    server = Server(folder=tmp_path / ("long" * 20) / "a name, with marks", is_durable=False)
    try:
        server.start()
        assert server.sql("SELECT 1") == "1"
        assert not server.door.is_relative_to(tmp_path)
    finally:
        server.remove()
    assert not server.door.exists()


def test_folders_above_keep_their_mode(server: Server) -> None:
    above = [Path.home(), server.folder.parent, ROOT]
    before = [folder.stat().st_mode for folder in above]
    server.start()
    assert [folder.stat().st_mode for folder in above] == before


def test_owner_and_application_are_not_superusers(server: Server) -> None:
    server.start()
    prepare_roles(server)
    prepare_roles(server)  # twice: every start does it
    asked = "SELECT bool_or(rolsuper OR rolcreatedb OR rolbypassrls) FROM pg_roles"
    assert server.sql(f"{asked} WHERE rolname IN ('owner', 'app')") == "f"
    assert server.url(OWNER).startswith("postgresql://owner:")


def test_two_servers_live_side_by_side(server: Server, tmp_path: Path) -> None:
    other = Server(folder=tmp_path / "other", is_durable=False)
    try:
        server.start()
        other.start()
        assert server.door != other.door
        assert server.sql("SHOW data_directory") != other.sql("SHOW data_directory")
    finally:
        other.remove()


@pytest.mark.skipif(not DEBIAN_15.exists(), reason="NOT RUN: no PostgreSQL 15 on this machine")
def test_any_binaries_from_15_serve(tmp_path: Path) -> None:
    server = Server(folder=tmp_path / "fifteen", bin=DEBIAN_15, is_durable=False)
    try:
        server.start()
        prepare_roles(server)
        assert server.sql("SHOW server_version_num").startswith("15")
    finally:
        server.remove()


def test_data_of_another_version_is_refused_with_a_way_out(server: Server) -> None:
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(Stop, match="Dump it with the old ones"):
        server.start()
    (server.data / "PG_VERSION").write_text(f"{server.version}\n")


@pytest.mark.skipif(not IS_ROOT, reason="only root may become an ordinary user")
def test_an_ordinary_user_starts_it_directly(server: Server, tmp_path: Path) -> None:
    if best_way() is not Way.NAMESPACE:
        pytest.skip("NOT RUN: no user namespace here")
    told = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from tools.postgres import Server, best_way
server = Server(folder=Path({str(tmp_path / "mine")!r}), is_durable=False)
server.start()
print(best_way().value, server.sql("SELECT 7"))
server.remove()
"""
    done = subprocess.run(
        [*NAMESPACE, "python3", "-c", told], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["direct", "7"], done.stderr
