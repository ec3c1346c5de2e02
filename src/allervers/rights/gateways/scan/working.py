"""One piece of a file computed, from bytes to bytes: what each process does, here or elsewhere."""

import gc
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv

from allervers.rights.domain.engine import Engine
from allervers.rights.domain.local.rights import LocalRight
from allervers.rights.domain.scan.judging import judged
from allervers.rights.domain.scan.local_rights import local_judged
from allervers.rights.gateways.scan.chunks import Chunk, bytes_of
from allervers.rights.gateways.scan.parsing import parsed
from allervers.rights.gateways.scan.table import found_table, refused_table

REFUSED_KEY: Final = b"refused"
ROWS_KEY: Final = b"rows"


@dataclass(frozen=True, slots=True)
class Job:
    """What all pieces of one scan share. `loader`: "module:function" that returns the engine.

    `local`: local rights go with it, since another machine may not have their files.
    """

    month: date
    kind: str
    names: tuple[str, ...]
    known: tuple[str, ...]
    delimiter: str
    supposed: tuple[tuple[str, str], ...]
    loader: str
    local: tuple[LocalRight, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece computed: its bytes, and the most memory its process ever held (kB; 0: unknown)."""

    place: int
    content: bytes
    peak: int


@lru_cache(maxsize=1)
def engine_of(loader: str) -> Engine:
    """Return the process's engine, loaded once."""
    module, _colon, name = loader.partition(":")
    load: Callable[[], Engine] = getattr(import_module(module), name)
    found = load()
    gc.collect()
    gc.freeze()
    return found


def prepare(job: Job) -> None:
    """Make what the processes will only have to read: the plan of the month, some 10 s once."""
    nobody = pa.table({"id": ["0"]})
    judged(parsed(nobody, job.month, {}).sheet, job.month, engine_of(job.loader))


def work(job: Job, chunk: Chunk) -> Part:
    """Compute one piece. The same piece always gives the same bytes."""
    engine = engine_of(job.loader)
    rows = _csv_rows(job, chunk) if job.kind == "csv" else _arrow_rows(chunk)
    read = parsed(rows.table, job.month, dict(job.supposed))
    findings = judged(read.sheet, job.month, engine)
    local = tuple(local_judged(job.local, findings.found.sheet, job.month))
    lines = rows.lines[read.rows]
    table = found_table(findings, local, read.ids, lines, job.month, engine.rules)
    refused = dict(rows.refused)
    aside = sorted(read.refused)
    for row, name, text in zip(aside, rows.names(aside), rows.texts(aside), strict=True):
        refused[int(rows.lines[row])] = (name, " ; ".join(read.refused[row]), text)
    count = table.num_rows + len(refused)
    if count != rows.count:
        raise AssertionError(f"{rows.count} rows in, {count} out")
    metadata = {
        REFUSED_KEY: bytes_of(refused_table(refused)),
        ROWS_KEY: str(rows.count).encode(),
    }
    content = _file_of(table.replace_schema_metadata(metadata))
    del findings, table, read
    gc.collect()  # what is computed refers to itself here and there
    return Part(chunk.place, content, peak())


def _file_of(table: Any) -> bytes:
    sink = io.BytesIO()
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with pa.ipc.new_file(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    return sink.getvalue()


def peak() -> int:
    """Return the most memory this process ever held, in kB; 0 where Linux does not say."""
    try:
        said = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return next((int(one.split()[1]) for one in said.splitlines() if one[:6] == "VmHWM:"), 0)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of a piece: `count` of them, those that are no rows at all already in `refused`."""

    count: int
    table: Any
    lines: Any
    refused: dict[int, tuple[str, str, str]]
    texts: Callable[[list[int]], list[str]]

    def names(self, rows: list[int]) -> list[str]:
        """Return the ids of some rows, as they were written."""
        ids = self.table.column("id").take(pa.array(rows, pa.int64())).to_pylist()
        return ["" if one is None else str(one) for one in ids]


def _arrow_rows(chunk: Chunk) -> Rows:
    table = pa.ipc.open_stream(chunk.payload).read_all()
    lines = chunk.first_line + _numbers(range(table.num_rows))

    def texts(rows: list[int]) -> list[str]:
        written = table.take(pa.array(rows, pa.int64())).to_pylist()
        return [json.dumps(one, ensure_ascii=False, default=str) for one in written]

    return Rows(table.num_rows, table, lines, {}, texts)


def _csv_rows(job: Job, chunk: Chunk) -> Rows:
    """Read lines of a CSV; those without the right number of values are refused."""
    written = [one.rstrip("\r") for one in _decoded(chunk.payload).split("\n")]
    kept = [place for place, line in enumerate(written) if line.strip()]
    wrong: list[int] = []

    def handle(row: Any) -> str:
        wrong.append(int(row.number) - 1)
        return "skip"

    table = _read_csv(job, "\n".join(written[one] for one in kept).encode(), handle)
    bad = frozenset(wrong)
    good = [kept[one] for one in range(len(kept)) if one not in bad]
    what = f"{len(job.names)} valeurs attendues, séparées par « {job.delimiter} »"
    refused = {chunk.first_line + kept[one]: ("", what, written[kept[one]]) for one in wrong}
    lines = chunk.first_line + _numbers(good)
    return Rows(len(kept), table, lines, refused, lambda rows: [written[good[row]] for row in rows])


def _decoded(payload: bytes) -> str:
    """Return the text, in UTF-8 or else as Windows writes it."""
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        return payload.decode("cp1252", errors="replace")


def _read_csv(job: Job, block: bytes, handle: Callable[[Any], str]) -> Any:
    if not block:
        return pa.table({one: pa.array([], pa.string()) for one in job.known})
    return pa.csv.read_csv(
        io.BytesIO(block),
        pa.csv.ReadOptions(use_threads=False, column_names=job.names),
        pa.csv.ParseOptions(
            delimiter=job.delimiter, invalid_row_handler=handle, ignore_empty_lines=False
        ),
        pa.csv.ConvertOptions(
            column_types=dict.fromkeys(job.known, pa.string()),
            include_columns=job.known,
            strings_can_be_null=True,
            null_values=[""],
        ),
    )


def _numbers(values: Any) -> Any:
    return np.array(list(values), dtype=np.int64)
