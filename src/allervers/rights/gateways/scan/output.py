"""The file of findings put together from its pieces, in the order of the households.

Rows are grouped by `GROUP` whatever the size of the pieces, so that neither it nor the number of
processes changes a byte. An identifier seen before is set aside, and says where it was first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from allervers.rights.domain.population import Array
from allervers.rights.gateways.scan.parts import Parts
from allervers.rights.gateways.scan.table import FOUND, LINE, REFUSED

GROUP: Final = 65_536
# A spreadsheet would compute these texts: whoever fills the households would run formulas at ours.
FORMULA: Final = r"^[=+\-@\t\r]"
FIGURE: Final = r"^[+\-]?[0-9.,]+$"
WRITTEN_BY_OTHERS: Final = ("id", "row")
REASON: Final = "identifiant déjà vu à la ligne {line}"


@dataclass(slots=True)
class Counts:
    """Rows read, households found, rows set aside (those seen twice among them)."""

    rows: int = 0
    found: int = 0
    refused: int = 0
    twice: int = 0


class Writer(Protocol):
    """Writes tables one after the other."""

    def write_table(self, table: Any) -> None:
        """Write rows."""
        ...

    def close(self) -> None:
        """Finish the file."""
        ...


def assemble(
    parts: Parts, count: int, path: Path, delimiter: str, see: Callable[[Any], None]
) -> Counts:
    """Write the findings, and the rows set aside if any; `see` is given each table written.

    Both files are written under another name, then renamed.
    """
    twice = _seen_twice(parts, count)
    counts = Counts()
    found = _Grouped(path, FOUND, delimiter)
    aside = _Grouped(refused_path(path), REFUSED, delimiter)
    for table, refused, rows in _without_twice(parts, count, twice, counts):
        counts.rows += rows
        counts.found += table.num_rows
        counts.refused += refused.num_rows
        found.add(table)
        see(table)
        aside.add(refused)
    if counts.rows != counts.found + counts.refused:
        raise AssertionError(f"rows were lost: {counts}")
    found.close(is_kept=True)
    aside.close(is_kept=counts.refused > 0)
    return counts


def refused_path(path: Path) -> Path:
    """Return the file of the rows set aside: findings.refused.csv beside findings.csv."""
    return path.with_name(f"{path.stem}.refused{path.suffix}")


def _hashes(ids: Any) -> Array:
    return np.fromiter(map(hash, ids.to_pylist()), dtype=np.int64, count=len(ids))


def _seen_twice(parts: Parts, count: int) -> frozenset[str]:
    """Return the identifiers that may come twice: 8 bytes of memory for each household."""
    hashes = [_hashes(one.findings.column("id")) for one in parts.each(count)]
    every = np.sort(np.concatenate(hashes)) if hashes else np.array([], dtype=np.int64)
    again = np.unique(every[1:][every[1:] == every[:-1]])
    if not len(again):
        return frozenset()
    found: set[str] = set()
    for one, hashed in zip(parts.each(count), hashes, strict=True):
        ids = one.findings.column("id")
        found.update(ids.filter(pa.array(np.isin(hashed, again))).to_pylist())
    return frozenset(found)


def _without_twice(
    parts: Parts, count: int, twice: frozenset[str], counts: Counts
) -> Iterator[tuple[Any, Any, int]]:
    """Give each piece without the households whose identifier was seen before."""
    first: dict[str, int] = {}
    values = pa.array(sorted(twice), pa.string())
    for one in parts.each(count):
        table, refused = one.findings, one.refused
        maybe = pc.is_in(table.column("id"), value_set=values) if twice else None
        if maybe is not None and pc.any(maybe).as_py():
            again = _again(table, maybe, first)
            counts.twice += len(again)
            refused = pa.concat_tables([refused, _refused(table, again, first)]).sort_by(LINE)
            table = table.filter(pa.array(~np.isin(np.arange(table.num_rows), again)))
        yield table, refused, one.rows


def _again(table: Any, maybe: Any, first: dict[str, int]) -> list[int]:
    places = np.flatnonzero(maybe.to_numpy()).tolist()
    ids, lines = table.column("id"), table.column(LINE)
    again = []
    for place in places:
        name, line = ids[place].as_py(), lines[place].as_py()
        if first.setdefault(name, line) != line:
            again.append(place)
    return again


def _refused(table: Any, places: list[int], first: dict[str, int]) -> Any:
    ids = [table.column("id")[one].as_py() for one in places]
    lines = [table.column(LINE)[one].as_py() for one in places]
    reasons = [REASON.format(line=first[one]) for one in ids]
    columns = [lines, ids, reasons, [None] * len(places)]
    arrays = [pa.array(one, field.type) for one, field in zip(columns, REFUSED, strict=True)]
    return pa.table(arrays, REFUSED)


class _Grouped:
    """A file being written, by groups of rows that do not depend on what is added when."""

    def __init__(self, path: Path, schema: Any, delimiter: str) -> None:
        self.path = path
        self.for_now = path.with_name(f".{path.name}.tmp")
        self.schema = schema
        self.waiting = schema.empty_table()
        is_csv = path.suffix.lower() == ".csv"
        self.writer: Writer = (
            _Csv(self.for_now, schema, delimiter or ";")
            if is_csv
            else _parquet(self.for_now, schema)
        )

    def add(self, table: Any) -> None:
        """Write what fills groups, keep the rest for later."""
        self.waiting = pa.concat_tables([self.waiting, table])
        while self.waiting.num_rows >= GROUP:
            self.writer.write_table(self.waiting.slice(0, GROUP).combine_chunks())
            self.waiting = self.waiting.slice(GROUP)

    def close(self, *, is_kept: bool) -> None:
        """Write the last group, and give the file its name, unless it is not wanted."""
        if self.waiting.num_rows:
            self.writer.write_table(self.waiting.combine_chunks())
        self.writer.close()
        if is_kept:
            self.for_now.replace(self.path)
        else:
            self.for_now.unlink()
            self.path.unlink(missing_ok=True)


def _parquet(path: Path, schema: Any) -> Writer:
    texts = [one.name for one in schema if not pa.types.is_floating(one.type)]
    made: Writer = pq.ParquetWriter(path, schema, compression="zstd", use_dictionary=texts)
    return made


class _Csv:
    """A CSV; with « ; » between values, decimals are written with a comma, as a French table.

    A text of others that looks like a formula is written after an apostrophe, which disarms it.
    """

    def __init__(self, path: Path, schema: Any, delimiter: str) -> None:
        self.has_comma = delimiter == ";"
        plain = pa.schema([pa.field(one.name, self._type(one.type)) for one in schema])
        options = pa.csv.WriteOptions(delimiter=delimiter, quoting_style="needed")
        self.schema = plain
        self.writer = pa.csv.CSVWriter(path, plain, write_options=options)

    def _type(self, kind: Any) -> Any:
        if pa.types.is_dictionary(kind) or (pa.types.is_floating(kind) and self.has_comma):
            return pa.string()
        return kind

    def write_table(self, table: Any) -> None:
        """Write rows."""
        columns = [
            disarmed(table.column(one.name))
            if one.name in WRITTEN_BY_OTHERS
            else self._plain(table.column(one.name))
            for one in table.schema
        ]
        self.writer.write_table(pa.table(columns, self.schema))

    def _plain(self, column: Any) -> Any:
        if pa.types.is_floating(column.type) and self.has_comma:
            return pc.replace_substring(column.cast(pa.string()), ".", ",")
        return column.cast(self._type(column.type))

    def close(self) -> None:
        """Finish the file."""
        self.writer.close()


def disarmed(texts: Any) -> Any:
    """Write texts that look like formulas after an apostrophe; figures stay as they are."""
    is_formula = pc.and_(
        pc.match_substring_regex(texts, FORMULA),
        pc.invert(pc.match_substring_regex(texts, FIGURE)),
    )
    return pc.if_else(is_formula, pc.binary_join_element_wise("'", texts, ""), texts)
