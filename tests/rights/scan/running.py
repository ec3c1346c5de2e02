"""Files of households and runs of the command, for the tests of the scan."""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from allervers.rights.commands.scan import main
from tests.rights.households import answered
from tests.rights.scan.fake import LOADER
from tests.rights.scan.rows import Row, row_of

MONTH = "2026-11"
COMMAND = (sys.executable, "-m", "allervers", "scan")


def rows_of(count: int, *, unknown: float = 0.0, first: int = 0) -> list[Row]:
    """Return generated households."""
    return [
        row_of(answered(seed, unknown=unknown), f"F{seed}") for seed in range(first, first + count)
    ]


def write(path: Path, rows: Sequence[Row], *, delimiter: str = ",") -> Path:
    """Write rows as the file's name says."""
    names = sorted({name for row in rows for name in row})
    if path.suffix == ".parquet":
        columns = {
            name: pa.array([_text(row.get(name)) for row in rows], pa.string()) for name in names
        }
        pq.write_table(pa.table(columns), path)
        return path
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([_text(row.get(name)) or "" for name in names] for row in rows)
    return path


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def scan(source: Path, found: Path, *more: str, loader: str = LOADER) -> int:
    """Run the command in this process."""
    arguments = [str(source), "-o", str(found), "--month", MONTH, "--workers", "1"]
    return main([*arguments, "--loader", loader, *more])


def table(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """Read a CSV."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file, delimiter=delimiter))
