"""After a test with real transactions: empty the tables that it touched, as their owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, LiteralString

import psycopg
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql
from psycopg.rows import TupleRow

from tests.database import owner_conninfo

# Rows that belong to the schema: migrations made them, tests never change them.
KEPT = (
    "django_migrations", "django_content_type", "auth_permission", "procrastinate_version",
    "people_reachkey",
)  # fmt: skip
TOUCHED: Final = """
    SELECT relname, relforcerowsecurity, pg_relation_size(oid) > %s FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    AND relname <> ALL(%s) AND pg_relation_size(oid) > 0
"""
LARGE: Final = 1 << 20  # bytes: rows that were deleted would slow the next readers
MAY_DELETE: Final = "SELECT has_parameter_privilege('session_replication_role', 'SET')"
BEGIN_ANEW: Final = """
    SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL
"""


def empty_as_owner(_self: TransactionTestCase) -> None:
    """Leave no row of the test: the application's role may not do this, its owner may.

    TRUNCATE makes the files of each table anew, and of all those that refer to it: here of a
    hundred, most of them never touched. Deleting takes a tenth of the time, and a right that
    `./dev test` gives to the owner of its own cluster.
    """
    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(owner_conninfo(name), autocommit=True) as connection:
        connection.execute("SET lock_timeout = '10s'")
        if connection.execute(MAY_DELETE).fetchone() == (True,):
            delete_what_was_touched(connection)
        else:
            truncate_all(connection)


def delete_what_was_touched(connection: psycopg.Connection[TupleRow]) -> None:
    """Delete every row, once whoever writes in these tables has finished.

    A table in which a row was ever written takes space; one that was not, none.
    """
    touched = connection.execute(TOUCHED, [LARGE, list(KEPT)]).fetchall()
    with connection.transaction():
        # Neither triggers that refuse nor foreign keys; the locks wait for writers as TRUNCATE.
        connection.execute("SET LOCAL session_replication_role = replica")
        said_of_each(connection, "LOCK TABLE {} IN EXCLUSIVE MODE", [one for one, *_ in touched])
        forced = [one for one, is_forced, _ in touched if is_forced]
        said_of_each(connection, "ALTER TABLE {} NO FORCE ROW LEVEL SECURITY", forced)
        said_of_each(connection, "DELETE FROM {}", [one for one, *_ in touched])
        said_of_each(connection, "ALTER TABLE {} FORCE ROW LEVEL SECURITY", forced)
        connection.execute(BEGIN_ANEW)
    said_of_each(connection, "VACUUM {}", [one for one, _, is_large in touched if is_large])


def said_of_each(
    connection: psycopg.Connection[TupleRow], statement: LiteralString, tables: list[str]
) -> None:
    """Run a statement for each table."""
    for table in tables:
        connection.execute(sql.SQL(statement).format(sql.Identifier(table)))


def truncate_all(connection: psycopg.Connection[TupleRow]) -> None:
    """Truncate every table: what an owner without that right may do."""
    rows = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s)",
        [list(KEPT)],
    ).fetchall()
    tables = sql.SQL(", ").join(sql.Identifier(row[0]) for row in rows)
    with journals_that_may_be_emptied(connection):
        connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(tables))


@contextmanager
def journals_that_may_be_emptied(connection: psycopg.Connection[TupleRow]) -> Iterator[None]:
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
