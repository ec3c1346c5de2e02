"""A temporary table where records wait, checked, until all of them are written at once.

It belongs to the session: nobody else sees it, and nothing is half-written when a file turns out
to be refused. Memory stays bounded: records go there by batches.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.db import connection
from psycopg.types.json import Jsonb

from allervers.directory.domain.reading.record import Kind, Remark

_CREATE: Final = """
CREATE TEMP TABLE staged (
  kind text NOT NULL, id text NOT NULL, source text NOT NULL, number int, title text NOT NULL,
  as_read jsonb, digest text, date_maj date, shown jsonb,
  reserves jsonb, refusals jsonb, row jsonb
)
"""
_INDEX: Final = "CREATE INDEX staged_id ON staged (kind, id)"
_COLUMNS: Final = (
    "kind, id, source, number, title, as_read, digest, date_maj, shown, reserves, refusals, row"
)


@dataclass(frozen=True, slots=True)
class StagedRow:
    """One record on its way; `refusals` given, it goes no further than the report."""

    kind: Kind
    id: str
    source: str
    number: int
    title: str
    as_read: Mapping[str, object] | None = None
    digest: str | None = None
    shown: Mapping[str, object] | None = None
    reserves: tuple[Remark, ...] = ()
    refusals: tuple[Remark, ...] = ()
    row: Mapping[str, object] | None = None

    def cells(self) -> tuple[object, ...]:
        """Return the values of its columns."""
        said = self.as_read or {}
        return (
            str(self.kind), self.id, self.source, self.number, self.title, _json(self.as_read),
            self.digest, said.get("date_maj"), _json(self.shown), _remarks(self.reserves),
            _remarks(self.refusals), _json(self.row),
        )  # fmt: skip


@contextmanager
def staging() -> Iterator[None]:
    """Make the table, and drop it in the end."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.staged")
        cursor.execute(_CREATE)
        cursor.execute(_INDEX)
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("DROP TABLE IF EXISTS pg_temp.staged")


def stage(rows: Iterable[StagedRow]) -> None:
    """Add rows by COPY."""
    errors = connection.wrap_database_errors
    with (
        connection.cursor() as cursor,
        errors,
        cursor.copy(f"COPY staged ({_COLUMNS}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row.cells())


def staged_places(ids: Collection[str]) -> dict[str, dict[str, object]]:
    """Return the columns shown of the structures of these ids that are staged and accepted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, shown FROM staged"
            " WHERE kind = 'structure' AND refusals IS NULL AND id = ANY(%s)",
            [list(ids)],
        )
        return {id_: json.loads(held) if isinstance(held, str) else held for id_, held in cursor}


def _json(value: Mapping[str, object] | None) -> Jsonb | None:
    return None if value is None else Jsonb(dict(value))


def _remarks(remarks: tuple[Remark, ...]) -> Jsonb | None:
    return Jsonb([one.as_dict() for one in remarks]) if remarks else None
