"""What a thief of the database, or of a backup, reads: nothing that was sealed.

Every row of every table as text, then pg_dump's file, then that file put back.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.db import connections

from allervers.people.domain.section import Section
from allervers.people.mapping.sealed_words import is_sealed
from allervers.people.models.sealed import SealedTextField
from tests.cast import make_cast, viewer
from tests.database import address_of, drop_database, owner_conninfo
from tests.people.keeping.files import File, make_file, owned
from tests.people.keeping.keys import FORMER, OTHER, as_variable, use
from tests.people.keeping.typed import COLUMNS, type_everything
from tests.people.world import make_people_world
from tools.place import ROOT
from tools.postgres import binaries

CANARY = "canari4517"
READ = """
import django; django.setup()
from allervers.people.mapping.file_keys import unwrapped
from allervers.people.models import FileKey
from allervers.people.queries.acting import Task, working
with working(Task.KEYS):
    print({len(unwrapped(one)) for one in FileKey.objects.order_by("pk")})
"""


@pytest.fixture
def file(transactional_db: None, settings: Any) -> File:
    """Return a file with an entry in each section, all that may be typed beside; really saved."""
    use(settings, FORMER)
    world = make_people_world(make_cast())
    made = make_file(viewer(world.cast.bruno))
    for section in Section:
        made.write(f"{CANARY} {section}", section)
    type_everything(world, CANARY)
    return made


def test_no_row_of_the_database_holds_it_in_clear(file: File) -> None:
    tables = owned("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")
    has = "position('{word}' in one::text) > 0"  # bytes are written in hexadecimal there
    asked = " OR ".join(has.format(word=word) for word in (CANARY, CANARY.encode().hex()))
    found = "SELECT 1 FROM {table} one WHERE {asked}"
    held = [table for (table,) in tables if owned(found.format(table=table, asked=asked))]
    assert len(tables) > 60
    assert held == []
    assert owned("SELECT count(*) FROM people_entry") == [(len(Section),)]


def test_each_text_was_typed_and_is_sealed(file: File) -> None:
    for named in COLUMNS:
        table, column = named.split(".")
        asked = f"SELECT {column} FROM {table}"  # noqa: S608 - our own names
        found = [str(one) for (one,) in owned(asked) if one]
        assert found, f"{named}: nothing was typed there"
        assert [one for one in found if not is_sealed(one)] == [], named
    assert {
        f"{model._meta.db_table}.{field.name}"
        for model in apps.get_app_config("people").get_models()
        for field in model._meta.fields
        if isinstance(field, SealedTextField)
    } == COLUMNS


def dumped(folder: Path) -> Path:
    """Save the tests' database as the guide says."""
    name = connections["default"].settings_dict["NAME"]
    made = folder / "allervers.dump"
    ran(
        "pg_dump", "--format=custom", "--compress=0", "--enable-row-security",
        f"--file={made}", owner_conninfo(name),
    )  # fmt: skip
    return made


def ran(program: str, *line: str) -> None:
    """Run one of PostgreSQL's programs."""
    command = [str(binaries() / program), *line]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_backup_holds_every_row_and_no_word_in_clear(file: File, tmp_path: Path) -> None:
    content = dumped(tmp_path).read_bytes()
    assert str(file.person.pk).encode() in content
    assert CANARY.encode() not in content
    assert CANARY.encode().hex().encode() not in content


@pytest.fixture
def restored(file: File, tmp_path: Path) -> Iterator[str]:
    """Put the backup into a fresh database; return its name."""
    name = f"{connections['default'].settings_dict['NAME']}_restored"
    base = owner_conninfo(django_settings.OWNER_DATABASE["NAME"])
    with psycopg.connect(base, autocommit=True) as connection:
        drop_database(connection, name)
        connection.execute(f"CREATE DATABASE {name}".encode())
    ran(
        "pg_restore", "--no-owner", "--no-comments", "--exit-on-error", "--single-transaction",
        f"--dbname={owner_conninfo(name)}", str(dumped(tmp_path)),
    )  # fmt: skip
    yield name
    with psycopg.connect(base, autocommit=True) as connection:
        drop_database(connection, name)


def told(database: str, key: tuple[str, str], *line: str) -> subprocess.CompletedProcess[str]:
    """Run Python on the restored database with this key of the host."""
    environment = {
        **os.environ,
        "DATABASE_URL": address_of(database),
        "ALLERVERS_FILE_KEYS": as_variable(key),
    }
    command = [sys.executable, *line]
    return subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_backup_opens_with_its_key_only(restored: str) -> None:
    check = ("-m", "allervers", "check", "--database", "default")
    refused = told(restored, OTHER, *check)
    assert refused.returncode != 0
    assert "allervers.E004" in refused.stderr
    assert "does not open with the key 'hote2026'" in refused.stderr
    assert told(restored, FORMER, *check).returncode == 0
    assert told(restored, FORMER, "-c", READ).stdout.strip() == "{32}"
