"""Queries written with the ORM and compiled once: kept as SQL, planned once by each connection.

Building a query of many subqueries costs Django several milliseconds, and PostgreSQL as much to
plan it; a page read a thousand times an hour asks the same question with other values. Here the
ORM still writes the question, once, from marks that stand for the values:

    FILES = Compiled(lambda asked: Person.objects.filter(pk=asked.uuid("file")))
    FILES.rows(file=person_id)

Nothing of an answer is ever kept: each call asks PostgreSQL, in the name that the transaction
said, and row-level security is computed again. Statements pass through Django's cursor wrappers
as any other (a page that only reads is still held to it).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from psycopg import sql

from allervers.ui.prepared import ahead, prepared

Row = TypeVar("Row", bound=Model)
Mark = TypeVar("Mark", UUID, date, datetime, int)
PLACES: Final = re.compile(r"%s|%%")
FIRST_ID: Final = 0xA11E_0000_0000_4000_8000_0000_0000_0000
FIRST_DAY: Final = date(4000, 1, 1)


@dataclass(slots=True)
class Asked:
    """Marks that stand, while a query is written, for the values that will be given."""

    marks: dict[Any, str] = field(default_factory=dict)

    def uuid(self, name: str) -> UUID:
        """Stand for an identifier."""
        return self._kept(UUID(int=FIRST_ID + len(self.marks)), f"%({name})s::uuid")

    def day(self, name: str) -> date:
        """Stand for a day."""
        return self._kept(FIRST_DAY + timedelta(days=len(self.marks)), f"%({name})s::date")

    def moment(self, name: str) -> datetime:
        """Stand for an instant."""
        mark = datetime.combine(FIRST_DAY, datetime.min.time(), UTC)
        mark += timedelta(days=len(self.marks))
        return self._kept(mark, f"%({name})s::timestamptz")

    def number(self, name: str) -> int:
        """Stand for a whole number."""
        return self._kept(-4_000_000_000 - len(self.marks), f"%({name})s::bigint")

    def _kept(self, mark: Mark, written: str) -> Mark:
        self.marks[mark] = written
        return mark


@dataclass(slots=True)
class _Written(Generic[Row]):
    """What the ORM made of a query: its SQL, and how a row becomes an object."""

    statement: str
    compiler: Any
    model: type[Row]
    names: list[str]
    span: slice
    populators: Sequence[Any]
    converters: Mapping[int, Any]

    def objects(self, rows: Sequence[tuple[Any, ...]]) -> Iterator[Row]:
        """Turn rows into objects, as QuerySet does."""
        positions, using = self.compiler.annotation_col_map or {}, self.compiler.using
        read: Any = rows
        if self.converters:
            read = self.compiler.apply_converters(rows, self.converters)
        for row in read:
            found = self.model.from_db(using, self.names, row[self.span])
            for populator in self.populators:
                populator.populate(row, found)
            for name, position in positions.items():
                setattr(found, name, row[position])
            yield found


class Compiled(Generic[Row]):
    """A query compiled at its first use. `write` is given the marks and returns a QuerySet."""

    def __init__(self, write: Callable[[Asked], QuerySet[Row]], *, is_cut: bool = False) -> None:
        self.write = write
        self.is_cut = is_cut

    def rows(self, **values: Any) -> list[Row]:
        """Ask, with these values; of a query that is cut, also `limit` and `offset`."""
        written = self._written
        return list(written.objects(prepared(written.statement, values)))

    def ahead(self, **values: Any) -> Callable[[], list[Row]]:
        """Ask with what is asked next; return what will give the rows."""
        written = self._written
        answer = ahead(written.statement, values)
        return lambda: list(written.objects(answer()))

    def tuples(self, **values: Any) -> list[tuple[Any, ...]]:
        """Ask a query written with values_list(): rows as they come from the database."""
        return prepared(self._statement, values)

    def first(self, **values: Any) -> Row | None:
        """Ask for at most one object."""
        found = self.rows(**values)
        return found[0] if found else None

    @cached_property
    def _statement(self) -> str:
        return self._compiled()[0]

    def _compiled(self) -> tuple[str, Any]:
        asked = Asked()
        compiler = self.write(asked).query.get_compiler(connection.alias)
        text, values = compiler.as_sql()
        statement = _named(text, values, asked.marks)
        if self.is_cut:
            statement += " LIMIT %(limit)s::bigint OFFSET %(offset)s::bigint"
        return statement, compiler

    @cached_property
    def _written(self) -> _Written[Row]:
        statement, compiler = self._compiled()
        about = compiler.klass_info
        if about is None:
            raise FieldError("A compiled query returns objects, not values().")
        place = about["select_fields"]
        span = slice(place[0], place[-1] + 1)
        names = [one[0].target.attname for one in compiler.select[span]]
        populators = get_related_populators(  # type: ignore[call-arg]  # types of another version
            about, compiler.select, connection.alias
        )
        converters = compiler.get_converters([one[0] for one in compiler.select])
        return _Written(statement, compiler, about["model"], names, span, populators, converters)


def _named(text: str, values: Sequence[Any], marks: Mapping[Any, str]) -> str:
    """Write the marks as named values, and every other value as a constant."""
    given = iter(values)
    connection.ensure_connection()

    def written(found: re.Match[str]) -> str:
        if found.group() == "%%":
            return "%%"
        value = next(given)
        if value.__hash__ is not None and value in marks:
            return marks[value]
        return sql.Literal(value).as_string(connection.connection).replace("%", "%%")

    return PLACES.sub(written, text)
