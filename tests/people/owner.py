"""The owner of the tables, or a thief of the database: what the site itself cannot do.

It sees committed rows only: for tests marked `django_db(transaction=True)`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from django.db import connections
from psycopg.rows import TupleRow

from tests.database import owner_conninfo


@contextmanager
def owner_connection() -> Iterator[psycopg.Connection[TupleRow]]:
    """Open a connection of the owner on the tests' database; each statement commits."""
    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(owner_conninfo(name), autocommit=True) as connection:
        yield connection


def as_owner(sql: str, params: Sequence[object] = ()) -> list[TupleRow]:
    """Run one statement as the owner; return its rows, if it has some."""
    with owner_connection() as connection:
        done = connection.execute(sql.encode(), params)
        return done.fetchall() if done.description else []
