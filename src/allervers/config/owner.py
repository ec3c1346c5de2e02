"""The owner of the tables: who migrates, and who grants the application its rights.

The site never uses this: it connects as a role that owns nothing, so that a fault in a page can
change rows at worst, never tables, triggers or rights.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from psycopg import sql

# Rows, never tables: no TRUNCATE, no TRIGGER, no REFERENCES. Temporary ones serve the imports.
GRANTS = (
    "GRANT TEMPORARY ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {role}",
)


# Journals of who read what: the site adds lines, and that is all (docs/why/people.md).
ONLY_ADDED = ("people_fileread", "people_readreason", "people_seal", "people_sealcheckpoint")


@contextmanager
def connected_as_owner() -> Iterator[str]:
    """Make Django's connection the owner's inside the block; give the application's role."""
    owner: dict[str, Any] = settings.OWNER_DATABASE
    app = dict(connection.settings_dict)
    if owner["USER"] == app["USER"]:
        raise CommandError(
            "DATABASE_OWNER_URL must name the role that owns the tables, and DATABASE_URL another "
            "one that owns nothing: here both are the same. See docs/guides/heberger.md."
        )
    if owner["NAME"] != app["NAME"]:
        raise CommandError("DATABASE_URL and DATABASE_OWNER_URL must name the same database.")
    connection.close()
    connection.settings_dict.update(owner, OPTIONS={**owner["OPTIONS"]})
    try:
        yield app["USER"]
    finally:
        connection.close()
        connection.settings_dict.update(app)


def grant_rights(role: str) -> None:
    """Let the application's role use the tables there are, and those that will be."""
    with connection.cursor() as cursor:
        for text in GRANTS:
            names = {"role": role, "database": connection.settings_dict["NAME"]}
            statement = sql.SQL(text).format(**{k: sql.Identifier(v) for k, v in names.items()})
            cursor.execute(statement.as_string(cursor.connection))


def close_journals(role: str) -> None:
    """Take back, from the application's role, all but adding and reading lines of journals."""
    revoke = "REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}"
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
        for table in set(ONLY_ADDED).intersection(there):  # none in a database still empty
            names = {"table": sql.Identifier(table), "role": sql.Identifier(role)}
            cursor.execute(sql.SQL(revoke).format(**names).as_string(cursor.connection))
