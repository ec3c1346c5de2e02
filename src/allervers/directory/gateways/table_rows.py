"""Rows of a CSV, one at a time; separators `;`, `,`, `|` or tabulation."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from allervers.directory.gateways.decoding import refusal

Row = dict[str, object]

MAX_COLUMNS: Final = 300
_TITLE_LINES: Final = 10
_FEWEST_COLUMNS: Final = 3
_DELIMITERS: Final = (";", ",", "\t", "|")


def table_rows(text: str) -> Iterator[Row]:
    """Yield the rows of a CSV by the headers of its first line; refuse one without columns."""
    start = _start_of_table(text)
    stream = io.StringIO(text, newline="")
    stream.seek(start)
    first = text[start : start + 20_000].split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    if delimiter not in first:
        raise refusal(
            "columns",
            "Le tableau n'a qu'une colonne.",
            "Les colonnes se séparent par « ; », « , », « | » ou une tabulation.",
            "Enregistrez le tableau en CSV.",
        )
    try:
        yield from _rows(csv.reader(stream, delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise refusal(
            "csv",
            "Le tableau est abîmé.",
            "Un guillemet ouvert n'est jamais refermé, ou une cellule est trop longue.",
            "Enregistrez-le de nouveau depuis le tableur.",
        ) from error


def _start_of_table(text: str) -> int:
    """Return where the headers begin: a title of one cell may stand above them."""
    position = 0
    for line in text[:50_000].splitlines(keepends=True)[:_TITLE_LINES]:
        found = [cell for cell in re.split("[;,\t|]", line) if cell.strip(' "\r\n')]
        if len(found) >= _FEWEST_COLUMNS:
            return position
        if len(found) > 1 or '"' in line:
            break
        position += len(line)
    return 0


def _rows(lines: Iterator[list[str]]) -> Iterator[Row]:
    headers = [" ".join(cell.replace("\ufeff", "").split()) for cell in next(lines)]
    named = [one for one in headers if one]
    if len(headers) > MAX_COLUMNS or len(set(named)) < len(named) or not named:
        raise refusal(
            "headers",
            "La première ligne ne donne pas des titres de colonnes utilisables.",
            "Deux colonnes ont le même titre, ou il y en a plus de 300.",
            "Donnez un titre différent à chaque colonne.",
        )
    for line in lines:
        if not any(cell.strip() for cell in line):
            continue
        row: Row = {name: cell for name, cell in zip(headers, line, strict=False) if name}
        if len(line) > len(headers):
            row["(trop de colonnes)"] = line[len(headers) :]
        yield row
