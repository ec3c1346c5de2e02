"""Writes what is staged: a few statements for any number of records, in one transaction.

Names of tables and columns come from our models; nothing that a file says is ever put in SQL.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import connection

from allervers.directory.domain.reading.record import Kind
from allervers.directory.queries.shown import COLUMNS, MODELS

# Every import writes under this one lock: two of them never interleave.
LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('allervers.directory'))"
SHARE_OF_ALL: Final = 2  # more than one half gone is taken for a mistake


@dataclass(frozen=True, slots=True)
class Counts:
    """What an import did, records counted; `warned` are among those taken."""

    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    gone: int = 0
    warned: int = 0


@dataclass(frozen=True, slots=True)
class Vanishing:
    """How many records of one source a complete file would mark gone."""

    source: str
    kind: str
    gone: int
    held: int


def lock() -> None:
    """Wait until no other import writes; released with the transaction."""
    _execute(LOCK)


def count() -> Counts:
    """Count what is staged against what is held, before anything is written."""
    created = changed = unchanged = 0
    for kind in Kind:
        row = _row(
            f"SELECT count(*) FILTER (WHERE t.id IS NULL),"
            f" count(*) FILTER (WHERE {_CHANGED}),"
            f" count(*) FILTER (WHERE t.digest = s.digest AND t.gone_at IS NULL)"
            f" {_joined(kind)}"
        )
        created, changed, unchanged = created + row[0], changed + row[1], unchanged + row[2]
    read, refused, warned = _row(
        "SELECT count(*), count(*) FILTER (WHERE refusals IS NOT NULL),"
        " count(*) FILTER (WHERE refusals IS NULL AND reserves IS NOT NULL) FROM staged"
    )
    return Counts(read, created, changed, unchanged, refused, 0, warned)


def report(import_id: UUID) -> None:
    """Write the report's rows: created, changed with before and after, refused, warned."""
    for kind in Kind:
        _execute(
            f"{_INSERT_ROW} SELECT %s, s.number, 'created', s.kind, s.id, s.title, '{{}}', NULL"
            f" {_joined(kind)} AND t.id IS NULL",
            [import_id],
        )
        _execute(
            f"{_INSERT_ROW} SELECT %s, s.number, 'changed', s.kind, s.id, s.title,"
            f" coalesce({_DIFF}, '{{}}') || {_BACK}, NULL {_joined(kind)} AND {_CHANGED}",
            [import_id],
        )
    for outcome, column, condition in (
        ("refused", "refusals", "refusals IS NOT NULL"),
        ("warned", "reserves", "refusals IS NULL AND reserves IS NOT NULL"),
    ):
        _execute(
            f"{_INSERT_ROW} SELECT %s, number, %s, kind, id, title, {column}, row"  # noqa: S608
            f" FROM staged WHERE {condition} ORDER BY number",
            [import_id, outcome],
        )


def write(now: datetime, today: date) -> None:
    """Create and change the records, structures first; unchanged ones are not touched."""
    for kind in Kind:
        _execute(_upsert(kind), {"now": now, "today": today})


def vanishing() -> list[Vanishing]:
    """Say how many records a complete file would mark gone, by source and kind."""
    found: list[Vanishing] = []
    for kind in Kind:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT t.source_id, count(*) FILTER (WHERE {_ABSENT}), count(*)"  # noqa: S608
                f" FROM {_table(kind)} t WHERE t.gone_at IS NULL AND {_OF_THESE_SOURCES}"
                f" GROUP BY t.source_id",
                {"kind": str(kind)},
            )
            found += [Vanishing(source, str(kind), gone, held) for source, gone, held in cursor]
    return [one for one in found if one.gone]


def bury(import_id: UUID | None, now: datetime) -> int:
    """Mark gone the records that a complete file no longer holds; report them; count them."""
    total = 0
    for kind in Kind:
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH gone AS (UPDATE {_table(kind)} t"  # noqa: S608 - names are ours
                f" SET gone_at = %(now)s, last_changed_at = %(now)s"
                f" WHERE t.gone_at IS NULL AND {_OF_THESE_SOURCES} AND {_ABSENT}"
                f" RETURNING t.id, t.nom),"
                f" told AS ({_INSERT_ROW} SELECT %(import)s, NULL, 'gone', %(kind)s, id, nom,"
                f" '{{}}', NULL FROM gone WHERE %(import)s::uuid IS NOT NULL RETURNING 1)"
                f" SELECT (SELECT count(*) FROM gone), (SELECT count(*) FROM told)",
                {"now": now, "kind": str(kind), "import": import_id},
            )
            total += cursor.fetchone()[0]
    return total


def sources() -> list[str]:
    """Return the codes of the sources of what is staged and accepted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT source FROM staged WHERE refusals IS NULL ORDER BY source")
        return [code for (code,) in cursor]


_INSERT_ROW: Final = (
    "INSERT INTO directory_directoryimportrow"
    " (taken_from_id, number, outcome, kind, record_id, title, detail, row)"
)
_CHANGED: Final = "t.id IS NOT NULL AND (t.digest <> s.digest OR t.gone_at IS NOT NULL)"
_DIFF: Final = (
    "(SELECT jsonb_object_agg(k.name,"
    " jsonb_build_array(t.as_read -> k.name, s.as_read -> k.name))"
    " FROM jsonb_object_keys(t.as_read || s.as_read) AS k(name)"
    " WHERE (t.as_read -> k.name) IS DISTINCT FROM (s.as_read -> k.name))"
)
_BACK: Final = (
    "CASE WHEN t.gone_at IS NULL THEN '{}'::jsonb"
    " ELSE jsonb_build_object('gone_at', jsonb_build_array(t.gone_at, NULL)) END"
)
_OF_THESE_SOURCES: Final = "t.source_id IN (SELECT s.source FROM staged s WHERE s.kind = %(kind)s)"
_ABSENT: Final = "NOT EXISTS (SELECT 1 FROM staged s WHERE s.kind = %(kind)s AND s.id = t.id)"


def _table(kind: Kind) -> str:
    return str(MODELS[kind]._meta.db_table)  # noqa: SLF001 - documented by Django


def _joined(kind: Kind) -> str:
    return (
        f"FROM staged s LEFT JOIN {_table(kind)} t ON t.id = s.id"
        f" WHERE s.kind = '{kind}' AND s.refusals IS NULL"
    )


def _upsert(kind: Kind) -> str:
    """Return the statement that writes the accepted records of one kind."""
    names = COLUMNS[kind]
    listed = ", ".join(names)
    read = ", ".join(f"r.{name}" for name in names)
    held = ", ".join(f"t.{name}" for name in names)
    new = ", ".join(f"excluded.{name}" for name in names)
    set_ = ", ".join(f"{name} = excluded.{name}" for name in names if name != "id")
    date_maj = "CASE WHEN excluded.as_read ? 'date_maj' THEN excluded.date_maj ELSE t.date_maj END"
    return (
        f"INSERT INTO {_table(kind)} AS t ({listed}, date_maj, as_read, digest, gone_at,"  # noqa: S608
        f" first_read_at, last_changed_at)"
        f" SELECT {read}, coalesce(s.date_maj, %(today)s), s.as_read, s.digest, NULL,"
        f" %(now)s, %(now)s FROM staged s"
        f" CROSS JOIN LATERAL jsonb_populate_record(NULL::{_table(kind)}, s.shown) r"
        f" WHERE s.kind = '{kind}' AND s.refusals IS NULL"
        f" ON CONFLICT (id) DO UPDATE SET {set_}, date_maj = {date_maj},"
        f" as_read = excluded.as_read, digest = excluded.digest, gone_at = NULL,"
        f" last_changed_at = CASE WHEN t.digest <> excluded.digest OR t.gone_at IS NOT NULL"
        f" THEN excluded.last_changed_at ELSE t.last_changed_at END"
        f" WHERE ({held}) IS DISTINCT FROM ({new}) OR t.digest <> excluded.digest"
        f" OR t.gone_at IS NOT NULL"
    )


def _execute(statement: str, values: object = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)  # type: ignore[arg-type]


def _row(statement: str) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found = cursor.fetchone()
    return tuple(found or ())
