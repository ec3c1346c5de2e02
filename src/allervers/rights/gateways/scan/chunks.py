"""A file of households read piece by piece, so that memory does not grow with the file.

A piece is bytes, ready to be sent to whoever computes it: lines of a CSV, or Arrow rows.
"""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from allervers.rights.domain.scan.columns import BY_NAME, ID
from allervers.ui.domain.refusal import Refusal

DELIMITERS: Final = ";,\t"
BLOCK: Final = 1 << 20
LONGEST_HEADER: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows. `first_line`: the line of the file of the first (CSV), or its row (Parquet)."""

    place: int
    first_line: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """A file of households: `kind` is "csv" or "parquet"; `delimiter` is a CSV's."""

    path: Path
    kind: str
    names: tuple[str, ...]
    delimiter: str = ""

    @property
    def known(self) -> tuple[str, ...]:
        """Return the columns that are read."""
        return tuple(one for one in self.names if one in BY_NAME)

    def digest(self) -> str:
        """Return the hash of the whole file."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def chunks(self, size: int) -> Iterator[Chunk]:
        """Give the rows, `size` at a time."""
        return self._lines(size) if self.kind == "csv" else self._batches(size)

    def _lines(self, size: int) -> Iterator[Chunk]:
        with self.path.open("rb") as file:
            file.readline()
            for place in count():
                block = b"".join(islice(file, size))
                if not block:
                    return
                yield Chunk(place, 2 + place * size, block)

    def _batches(self, size: int) -> Iterator[Chunk]:
        with pq.ParquetFile(self.path, memory_map=True, pre_buffer=False) as file:
            place, waiting = 0, []
            for batch in file.iter_batches(size, columns=list(self.known), use_threads=False):
                waiting.append(batch)
                while sum(one.num_rows for one in waiting) >= size:
                    table = pa.Table.from_batches(waiting)
                    yield Chunk(place, 1 + place * size, bytes_of(table.slice(0, size)))
                    rest = table.slice(size)
                    waiting = rest.to_batches() if rest.num_rows else []
                    place += 1
            if waiting:
                table = pa.Table.from_batches(waiting)
                yield Chunk(place, 1 + place * size, bytes_of(table))

    def count(self, size: int) -> int:
        """Return how many pieces there are."""
        if self.kind == "parquet":
            rows = int(pq.read_metadata(self.path).num_rows)
        else:
            with self.path.open("rb") as file:
                rows = _count_lines(file) - 1
        return -(-rows // size)


def _count_lines(file: Any) -> int:
    lines, last = 0, b"\n"
    while block := file.read(BLOCK):
        lines += block.count(b"\n")
        last = block[-1:]
    return lines + (last != b"\n")


def bytes_of(table: Any) -> bytes:
    """Write an Arrow table to bytes."""
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return sink.getvalue()


def open_source(path: Path) -> Source:
    """Look at a file of households; refuse what cannot be read, with a sentence."""
    if not path.is_file():
        raise _refused("missing", f"« {path} » n'existe pas.", "Vérifiez le nom du fichier.")
    kinds = {".csv": _csv, ".parquet": _parquet}
    if path.suffix.lower() not in kinds:
        what = f"« {path.name} » n'est ni un .csv ni un .parquet."
        raise _refused("kind", what, "Exportez les foyers dans l'un de ces formats.")
    source = kinds[path.suffix.lower()](path)
    if ID.name not in source.names:
        what = "Le fichier n'a pas de colonne « id »."
        raise _refused("id", what, "Donnez à chaque foyer un identifiant qui n'est pas un nom.")
    twice = sorted({one for one in source.names if source.names.count(one) > 1})
    if twice:
        what = f"Des colonnes sont là deux fois : {', '.join(twice)}."
        raise _refused("twice", what, "Gardez-en une seule.")
    return source


def _csv(path: Path) -> Source:
    with path.open("rb") as file:
        header = file.readline(LONGEST_HEADER).decode("utf-8-sig", errors="replace").strip()
    delimiter = max(DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    return Source(path, "csv", tuple(one.strip().lower() for one in names), delimiter)


def _parquet(path: Path) -> Source:
    try:
        names = pq.read_schema(path).names
    except pa.ArrowInvalid as error:
        what = f"« {path.name} » n'est pas un fichier Parquet lisible."
        raise _refused("parquet", what, "Exportez-le de nouveau.") from error
    return Source(path, "parquet", tuple(names))


def _refused(code: str, what: str, todo: str) -> Refusal:
    return Refusal(f"scan_{code}", what, "", todo)
