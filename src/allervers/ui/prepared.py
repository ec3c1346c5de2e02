"""Statements prepared once by each connection, sent together when nothing depends on an answer.

A page asks ten short questions. Sent one by one, the way to PostgreSQL and back costs more than
most of the answers. Here a statement whose answer is not needed yet waits for the next one:

    ran(LINE, …)                     # its answer is not read: sent with what comes next
    sheet = ahead(SHEET, …)          # its answer is read later
    rows = prepared(ENTRIES, …)      # all three leave now, in this order, and their answers come
    sheet()

Nothing overtakes what waits: whatever else is said on the connection sends it first, and so does
the commit (config/postgres); a rollback forgets it. Statements that fail raise at the journey that
took them, and those after them in it are not run.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from functools import partial
from typing import Any, Final

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.psycopg_any import register_tzloader
from psycopg._preparing import Prepare
from psycopg.abc import PQGen
from psycopg.errors import error_from_result
from psycopg.postgres import types
from psycopg.pq import ConnStatus, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult
from psycopg.types.datetime import TimestamptzLoader
from psycopg.waiting import Wait

TIMESTAMPTZ: Final = types["timestamptz"].oid
Values = Mapping[str, Any] | Sequence[Any]
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Said:
    """What was run, for those who count queries."""

    query: bytes


class PreparedCursor(psycopg.Cursor[Any]):
    """A cursor whose statement is prepared: parsed and planned once by each connection.

    It is kept with its connection, for one statement: how its values are written and its columns
    read is then found once. What was asked and answered is forgotten at once.
    """

    def execute(self, query: Any, params: Any = None, **named: Any) -> "PreparedCursor":
        """Run a statement by itself, prepared at its first use."""
        super().execute(query, params, prepare=True, **named)
        if self._query is None:  # psycopg does not keep what it only names; Django logs it
            self._query = _Said(query.encode())  # type: ignore[assignment]
        return self

    def write(self, query: str, params: Values) -> tuple[bytes, Any] | None:
        """Return the statement's name, and its values as PostgreSQL reads them.

        None when it is not prepared yet.
        """
        if self._last_query is None:
            return None
        written = self._convert_query(query, params)
        is_prepared, name = self._conn._prepared.get(written, True)  # noqa: SLF001 - psycopg's
        return (name, written) if is_prepared is Prepare.YES else None

    def read(self, result: PGresult) -> Rows:
        """Return the rows of an answer."""
        self._tx.set_pgresult(result)
        try:
            return self._tx.load_rows(0, result.ntuples, tuple) if result.nfields else []
        finally:
            self._tx.set_pgresult(None)

    def forget(self) -> None:
        """Let go of what the last execution was given and what it found."""
        self._reset()
        self._tx.set_pgresult(None)


@dataclass(slots=True)
class Ask:
    """A statement with its values, then its rows."""

    statement: str
    values: Values
    rows: Rows | None = None


def prepared(statement: str, values: Values) -> Rows:
    """Run a statement that reads, after those that wait; return its rows."""
    return ahead(statement, values)()


def ahead(statement: str, values: Values) -> Callable[[], Rows]:
    """Let a statement that reads wait for the next; return what gives its rows, once it left."""
    ask = Ask(statement, values)
    here: Any = connections[DEFAULT_DB_ALIAS]  # itself: its proxy is looked through at each name
    _pass(here, ask)

    def answer() -> Rows:
        if ask.rows is None:
            send(here)
        # Forgotten by a rollback, it is asked again, in whatever transaction is now.
        return prepared(statement, values) if ask.rows is None else ask.rows

    return answer


def ran(statement: str, values: Values) -> None:
    """Run a statement that returns no row: with the next one, at the latest with the commit."""
    here: Any = connections[DEFAULT_DB_ALIAS]
    _pass(here, Ask(statement, values))
    if not here.in_atomic_block:
        send(here)


def _pass(here: Any, ask: Ask) -> None:
    """Let those who look at each statement see this one, then let it wait.

    While queries are logged each leaves at once, through Django's own cursor that logs them.
    """
    here.validate_no_broken_transaction()
    if here.queries_logged:
        send(here)
        ask.rows = _alone(here, ask)
        return

    def wait(*_seen: object) -> None:
        here.waiting.append(ask)

    told: Callable[..., None] = wait
    for wrapper in reversed(here.execute_wrappers):
        told = partial(wrapper, told)
    told(ask.statement, ask.values, False, {"connection": here, "cursor": None})


def send(here: Any) -> None:
    """Send all that waits on a connection; give each its rows. Raises what Django raises."""
    asks: list[Ask] = here.waiting
    if not asks:
        return
    here.waiting = []
    cursors = _cursors(here)
    raw: psycopg.Connection[Any] = here.connection
    asked = [(cursors.of_statement(ask.statement), ask) for ask in asks]
    written = [cursor.write(ask.statement, ask.values) for cursor, ask in asked]
    ready = [one for one in written if one is not None]
    if len(ready) < len(asked):  # once for each statement and connection
        for ask in asks:
            ask.rows = _alone(here, ask)
        return
    with here.wrap_database_errors, raw.lock:
        results = raw.wait(_journey(raw, ready))
        for (cursor, ask), result in zip(asked, results, strict=True):
            ask.rows = cursor.read(result)


def _alone(here: Any, ask: Ask) -> Rows:
    """Run one statement by itself, in Django's wrappers."""
    cursor = _cursors(here).of_statement(ask.statement)
    wrapped = here.make_debug_cursor(cursor) if here.queries_logged else here.make_cursor(cursor)
    try:
        wrapped.execute(ask.statement, ask.values)
        # All rows came with the answer: no error is left to translate, and nothing to close.
        return cursor.fetchall() if cursor.description else []
    finally:
        cursor.forget()


def _journey(raw: psycopg.Connection[Any], asked: Iterable[tuple[bytes, Any]]) -> PQGen[Any]:
    """Send statements, a transaction's beginning before them if need be; return their answers."""
    line = raw.pgconn
    is_begun = raw.autocommit or line.transaction_status != TransactionStatus.IDLE
    line.enter_pipeline_mode()
    is_over = False
    try:
        if not is_begun:
            line.send_query_params(raw._get_tx_start_command(), None)  # noqa: SLF001 - as psycopg's
        for name, one in asked:
            line.send_query_prepared(name, one.params, param_formats=one.formats)
        line.pipeline_sync()
        while line.flush():
            if (yield Wait.RW) & Wait.R:
                line.consume_input()
        results: list[PGresult] = yield from _answers(line)
        is_over = True
    finally:
        if is_over:
            line.exit_pipeline_mode()
        else:
            line.finish()  # answers are still to come: nobody may take them for theirs
    for result in results:
        if result.status == ExecStatus.FATAL_ERROR:
            raise error_from_result(result, encoding=raw.info.encoding)
    return results if is_begun else results[1:]


def _answers(line: Any) -> PQGen[list[PGresult]]:
    """Wait for the answers of a pipeline, to its end."""
    found: list[PGresult] = []
    while True:
        while line.is_busy():
            if (yield Wait.R):
                line.consume_input()
        result = line.get_result()
        if result is None:  # the end of one statement's answer; for ever, of a line that is dead
            if line.status == ConnStatus.BAD:
                raise psycopg.OperationalError(line.get_error_message())
            continue
        if result.status == ExecStatus.PIPELINE_SYNC:
            return found
        found.append(result)


def _cursors(here: Any) -> "_Cursors":
    """Return the cursors of prepared statements of this connection, opened if need be."""
    here.close_if_health_check_failed()
    if here.connection is None:
        here.ensure_connection()
    raw, zone = here.connection, here.timezone
    kept: _Cursors | None = getattr(here, "prepared_cursors", None)
    if kept is None or kept.of is not raw or kept.zone is not zone:
        raw.prepare_threshold = 0  # else nothing is ever prepared; Django's other cursors never are
        kept = here.prepared_cursors = _Cursors(raw, zone)
    return kept


@dataclass(frozen=True, slots=True)
class _Cursors:
    """The cursors of one connection, in one time zone, one for each statement."""

    of: psycopg.Connection[Any]
    zone: tzinfo
    found: dict[str, PreparedCursor] = field(default_factory=dict)

    def of_statement(self, statement: str) -> PreparedCursor:
        """Return the cursor of a statement, made at its first use."""
        return self.found.get(statement) or self._made(statement)

    def _made(self, statement: str) -> PreparedCursor:
        cursor = PreparedCursor(self.of)
        loader: Any = self.of.adapters.get_loader(TIMESTAMPTZ, Format.TEXT)
        if self.zone is UTC:  # the connection's own: psycopg reads it, in C
            cursor.adapters.register_loader(TIMESTAMPTZ, TimestamptzLoader)
        elif loader.timezone != self.zone:
            register_tzloader(self.zone, cursor)
        self.found[statement] = cursor
        return cursor
