"""The tests' own database: made by the owner, used as the application's role."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from psycopg.rows import TupleRow
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).resolve().parent.parent


def owner_conninfo(name: str) -> str:
    """Say how to reach a database as its owner."""
    owner = settings.OWNER_DATABASE
    return psycopg.conninfo.make_conninfo(
        host=owner["HOST"],
        port=owner["PORT"],
        user=owner["USER"],
        password=owner["PASSWORD"],
        dbname=name,
    )


def address_of(name: str) -> str:
    """Write DATABASE_URL for a process that reaches a database as the tests do."""
    used = connections["default"].settings_dict
    door = f"host={quote(used['HOST'])}&port={used['PORT']}"
    return f"postgresql://{used['USER']}:{used['PASSWORD']}@/{name}?{door}"


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Make both roles of the settings use this database inside the block."""
    default, owner = connections["default"], settings.OWNER_DATABASE
    default.close()
    before, owned = dict(default.settings_dict), owner["NAME"]
    # None kept by a thread that served a page: it would keep the database from being dropped.
    default.settings_dict.update(NAME=name, CONN_MAX_AGE=0)
    owner["NAME"] = name
    yield
    default.close()
    default.settings_dict.update(before)
    owner["NAME"] = owned


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Make a database as the owner, migrate it (or copy one), then let the tests in as `app`."""
    name = f"test_allervers_{os.getpid()}"
    model = getattr(request.config, "workerinput", {}).get("migrated", "")
    with owner_connection() as connection:
        is_migrated = bool(model) and Migrated(model).is_ready(connection)
        make_database(connection, name, model if is_migrated else "template1")
    with connected_to(name):
        if not is_migrated:
            with django_db_blocker.unblock():
                call_command("migrate_as_owner", verbosity=0)
        yield
        with django_db_blocker.unblock():
            end_own_sessions()
    with owner_connection() as connection:
        drop_database(connection, name)


def end_own_sessions() -> None:
    """Close what this process and its served pages left open in the database of the tests.

    A thread that ended without closing leaves a session: the owner, who copies and drops
    databases, may not end it; the application's role, whose session it is, may.
    """
    connections.close_all()  # one of ours may be ended already
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user"
            " AND pid <> pg_backend_pid()"
        )
    connections.close_all()


def owner_connection() -> psycopg.Connection[TupleRow]:
    """Connect as the owner, beside the tests' databases: to make and drop them."""
    base = owner_conninfo(settings.OWNER_DATABASE["NAME"])
    return psycopg.connect(base, autocommit=True)


def make_database(connection: psycopg.Connection[TupleRow], name: str, model: str) -> None:
    """Make a database as a copy of another one; drop first what a killed run left."""
    drop_database(connection, name)
    names = (sql.Identifier(name), sql.Identifier(model))
    connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))


def drop_database(connection: psycopg.Connection[TupleRow], name: str) -> None:
    """Drop a database and the sessions left in it.

    An autovacuum worker at work there belongs to the superuser: the owner may not end it, and
    waits for it instead, a minute at most.
    """
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    for _ in range(120):
        try:
            connection.execute(drop)
        except psycopg.errors.InsufficientPrivilege:
            time.sleep(0.5)
        else:
            return
    there = connection.execute(
        "SELECT pid, usename, backend_type, state, left(query, 200) FROM pg_stat_activity"
        " WHERE datname = %s", [name],
    ).fetchall()  # fmt: skip
    raise RuntimeError(f"{name} cannot be dropped; still there: {there}")


@dataclass(slots=True)
class Migrated:
    """The migrated database that the processes of a run copy: migrating takes one ten seconds.

    Made while they collect their tests, under another name until it is whole.
    """

    name: str
    maker: threading.Thread | None = None

    @property
    def draft(self) -> str:
        """Return its name until it is whole."""
        return f"{self.name}_draft"

    def begin(self) -> None:
        """Make it, without waiting for it."""
        self.maker = threading.Thread(target=self._make)
        self.maker.start()

    def _make(self) -> None:
        """Leave nothing when it fails: each process then migrates its own, and says why."""
        places = {
            one: urlsplit(os.environ.get(one, ""))._replace(path=f"/{self.draft}").geturl()
            for one in ("DATABASE_URL", "DATABASE_OWNER_URL")
        }
        command = [sys.executable, "-m", "allervers", "migrate_as_owner", "-v", "0"]
        with contextlib.suppress(psycopg.Error), owner_connection() as connection:
            make_database(connection, self.draft, "template1")
            done = subprocess.run(
                command, env=os.environ | places, cwd=ROOT, check=False, capture_output=True
            )
            if done.returncode:
                drop_database(connection, self.draft)
                return
            names = (sql.Identifier(self.draft), sql.Identifier(self.name))
            connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*names))

    def is_ready(self, connection: psycopg.Connection[TupleRow]) -> bool:
        """Wait until it is whole; say whether it is, or was given up."""
        asked = "SELECT datname FROM pg_database WHERE datname = ANY(%s)"
        while found := connection.execute(asked, [[self.name, self.draft]]).fetchall():
            if (self.name,) in found:
                return True
            time.sleep(0.1)
        return False

    def end(self) -> None:
        """Drop it."""
        if self.maker:
            self.maker.join()
        with contextlib.suppress(psycopg.Error), owner_connection() as connection:
            drop_database(connection, self.name)


MIGRATED = pytest.StashKey[Migrated]()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Begin, before the processes of the run, the database that they will copy."""
    if not config.option.collectonly:
        config.stash[MIGRATED] = Migrated(f"test_allervers_{os.getpid()}")
        config.stash[MIGRATED].begin()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process of the run what to copy."""
    if MIGRATED in node.config.stash:
        node.workerinput["migrated"] = node.config.stash[MIGRATED].name


def pytest_unconfigure(config: pytest.Config) -> None:
    """Drop what was copied."""
    if MIGRATED in config.stash:
        config.stash[MIGRATED].end()
