"""What every test gets: a database of its own, used as the application's role."""

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from pytest_django import DjangoDbBlocker


def _owner_conninfo(name: str) -> str:
    owner = settings.OWNER_DATABASE
    return psycopg.conninfo.make_conninfo(
        host=owner["HOST"],
        port=owner["PORT"],
        user=owner["USER"],
        password=owner["PASSWORD"],
        dbname=name,
    )


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make a database as the owner, migrate it, then let the tests in as `app`."""
    name = f"test_allervers_{os.getpid()}"
    app = settings.DATABASES["default"]["USER"]
    base = _owner_conninfo(settings.OWNER_DATABASE["NAME"])
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    with psycopg.connect(_owner_conninfo(name), autocommit=True) as connection:
        grants = (
            "GRANT USAGE ON SCHEMA public TO {app}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
            " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
        )
        for grant in grants:
            connection.execute(sql.SQL(grant).format(app=sql.Identifier(app)))  # type: ignore[arg-type]
    with django_db_blocker.unblock():
        as_owner: dict[str, Any] = {**settings.OWNER_DATABASE, "NAME": name}
        default = connections["default"]
        default.close()
        original = dict(default.settings_dict)
        default.settings_dict.update(USER=as_owner["USER"], PASSWORD=as_owner["PASSWORD"], NAME=name)
        default.settings_dict["OPTIONS"] = {}
        call_command("migrate", verbosity=0, interactive=False)
        default.close()
        default.settings_dict.update(
            USER=original["USER"], PASSWORD=original["PASSWORD"], NAME=name, OPTIONS={}
        )
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
