"""The commands of docs/guides/heberger.md: what is saved can be put back, and used."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from tests.database import owner_conninfo
from tools.place import ROOT
from tools.postgres import DATABASE, OWNER, SUPERUSER, Server
from tools.roles import prepare_roles
from tools.site import django_environment

ADD = """INSERT INTO accounts_organisation (id, name, kind, commune_code, phone, email, website,
  is_active, is_invented, created_at)
  VALUES (gen_random_uuid(), 'Association inventée', 'carrier', '', '', '', '', true, true, now())
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Server]:
    """Start a server with the product's tables and one row."""
    one = Server(folder=tmp_path_factory.mktemp("backup") / "postgres", is_durable=False)
    one.start()
    prepare_roles(one)
    copy_tables(one)
    one.sql(ADD, DATABASE)
    yield one
    one.remove()


def copy_tables(server: Server) -> None:
    """Put in the tables of the tests' database: migrating once more would take ten seconds."""
    name = connections["default"].settings_dict["NAME"]
    tables = subprocess.run(
        [
            str(server.bin / "pg_dump"), "--no-owner", "--no-comments", "--no-privileges",
            "--enable-row-security", owner_conninfo(name),
        ],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    subprocess.run(
        [str(server.bin / "psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", DATABASE],
        env=server.environment(OWNER), input=tables.stdout, text=True, capture_output=True,
        check=True,
    )  # fmt: skip
    manage(server, "migrate_as_owner", "-v", "0")


def manage(server: Server, *command: str) -> None:
    """Run a management command on this server."""
    environment = django_environment(server.url(), server.url(OWNER), "test")
    environment["ALLERVERS_SECRET_KEY"] = "k" * 50
    line = [sys.executable, "-m", "allervers", *command]
    subprocess.run(line, env=environment, cwd=ROOT, check=True, capture_output=True)


def tool(server: Server, role: str, *command: object) -> None:
    """Run one of PostgreSQL's programs as this role."""
    line = [str(server.bin / str(command[0])), *map(str, command[1:])]
    done = subprocess.run(
        line, env=server.environment(role), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def names(server: Server) -> str:
    """Read what was saved, with the application's rights."""
    line = [server.bin / "psql", "-XAt", "-d", DATABASE, "-c"]
    asked = "SELECT name FROM accounts_organisation"
    done = subprocess.run(
        [*map(str, line), asked],
        env=server.environment("app"),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_dump_is_restored_into_a_new_database(server: Server, tmp_path: Path) -> None:
    dump = tmp_path / "allervers.dump"
    saved = f"--file={dump}"
    tool(server, OWNER, "pg_dump", "--format=custom", "--enable-row-security", saved, DATABASE)
    server.sql(f"DROP DATABASE {DATABASE}")
    prepare_roles(server)
    tool(
        server, OWNER, "pg_restore", "--no-owner", "--no-comments", "--exit-on-error",
        "--single-transaction", f"--dbname={DATABASE}", dump,
    )  # fmt: skip
    manage(server, "migrate_as_owner", "-v", "0")
    assert names(server) == "Association inventée"
    manage(server, "check", "--database", "default")


def test_copy_of_the_whole_server_starts(server: Server, tmp_path: Path) -> None:
    copy = Server(folder=tmp_path / "copy", is_durable=False)
    copy.folder.mkdir(mode=0o700)
    (copy.folder / "secrets.json").write_text((server.folder / "secrets.json").read_text())
    tool(server, SUPERUSER, "pg_basebackup", "-D", copy.data, "--checkpoint=fast", "-X", "stream")
    tool(server, SUPERUSER, "pg_verifybackup", "-q", copy.data)
    try:
        copy.start()
        assert names(copy) == "Association inventée"
    finally:
        copy.remove()
