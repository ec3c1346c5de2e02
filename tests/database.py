"""The tests' own database: made by the owner, used as the application's role."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql
from psycopg.rows import TupleRow
from pytest_django import DjangoDbBlocker

# Rows that belong to the schema: migrations made them, tests never change them.
KEPT = ("django_migrations", "django_content_type", "auth_permission", "procrastinate_version")


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


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Make both roles of the settings use this database (and no pool) inside the block."""
    default, owner = connections["default"], settings.OWNER_DATABASE
    default.close()
    before, owned = dict(default.settings_dict), owner["NAME"]
    default.settings_dict.update(NAME=name, OPTIONS={})
    owner["NAME"] = name
    yield
    default.close()
    default.settings_dict.update(before)
    owner["NAME"] = owned


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make a database as the owner, migrate it, then let the tests in as `app`."""
    name = f"test_allervers_{os.getpid()}"
    base = owner_conninfo(settings.OWNER_DATABASE["NAME"])
    with psycopg.connect(base, autocommit=True) as connection:
        drop_database(connection, name)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    with connected_to(name):
        with django_db_blocker.unblock():
            call_command("migrate_as_owner", verbosity=0)
        yield
        connections.close_all()
    with psycopg.connect(base, autocommit=True) as connection:
        drop_database(connection, name)


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
    connection.execute(drop)


def empty_as_owner(_self: TransactionTestCase) -> None:
    """Empty every table after a test with real transactions; the application may not."""
    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(owner_conninfo(name), autocommit=True) as connection:
        rows = connection.execute(
            "SELECT quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename <> ALL(%s)",
            [list(KEPT)],
        ).fetchall()
        connection.execute("SET lock_timeout = '10s'")
        tables = ", ".join(row[0] for row in rows)
        with _journals_that_may_be_emptied(connection):
            connection.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE".encode())


@contextmanager
def _journals_that_may_be_emptied(connection: psycopg.Connection[TupleRow]) -> Iterator[None]:
    """Put aside the triggers that refuse TRUNCATE, as no product code may."""
    guarded = connection.execute(
        "SELECT tgrelid::regclass::text, quote_ident(tgname) FROM pg_trigger"
        " WHERE tgname LIKE '%\\_not\\_emptied'"
    ).fetchall()
    for table, trigger in guarded:
        connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}".encode())
    yield
    for table, trigger in guarded:
        connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}".encode())


def pytest_configure() -> None:
    """Install the emptying."""
    TransactionTestCase._fixture_teardown = empty_as_owner  # type: ignore[method-assign]
