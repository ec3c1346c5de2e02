"""Reads a CSV of any size, row by row: `;`, `,`, `|` or tab, UTF-8 or that of old Windows."""

import csv
from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from allervers.ui.domain.refusal import Refusal

CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line in the file, its text, its cells by column in lower case, what is odd."""

    line: int
    text: str
    cells: dict[str, str]
    odd: str = ""


def names_in(path: Path) -> list[str]:
    """Return the columns of a table; raises Refusal when it cannot be read."""
    with _opened(path) as file:
        header = file.readline()
    return [name.strip().lower() for name in _cells(header, _delimiter(header)) or []]


def rows_in(path: Path) -> Iterator[Row]:
    """Give each row that is not empty; raises Refusal when the file cannot be read.

    These files hold no line break inside a cell: each line is a row, so that a quote that nobody
    closes spoils its own row only.
    """
    with _opened(path) as file:
        header = file.readline()
        delimiter = _delimiter(header)
        names = [name.strip().lower() for name in _cells(header, delimiter) or []]
        for number, line in enumerate(file, 2):
            text = line.rstrip("\r\n").replace("\0", "")
            if text.strip(f'{delimiter} "'):
                yield _row(number, text, names, delimiter)


def refusal(path: Path, why: str) -> Refusal:
    """Return what to say of a file that is not read."""
    return Refusal(
        "territory.area_file",
        f"Le fichier {path.name} n'a pas été lu.",
        why,
        "Vérifiez le fichier, puis recommencez : rien n'a été enregistré.",
    )


def _row(number: int, text: str, names: list[str], delimiter: str) -> Row:
    cells = _cells(text, delimiter)
    if cells is None:
        return Row(number, text, {}, "un guillemet n'est pas refermé")
    odd = "" if len(cells) == len(names) else f"{len(cells)} cases pour {len(names)} colonnes"
    return Row(number, text, dict(zip(names, cells, strict=False)), odd)


def _cells(text: str, delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None


def _opened(path: Path) -> TextIO:
    try:
        encoding = _encoding(path)
        return path.open(newline=None, encoding=encoding, errors="replace")
    except OSError as error:
        raise refusal(path, f"Il ne s'ouvre pas ({error.strerror}).") from error


def _encoding(path: Path) -> str:
    decoder = getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _delimiter(header: str) -> str:
    return max(";,\t|", key=header.count)
