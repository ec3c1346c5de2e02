"""The refused rows of an import as a table, to be corrected and sent again."""

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Final

from allervers.directory.models import DirectoryImportRow

# A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection).
_FORMULA: Final = re.compile(r"^\s*[=+\-@\t\r]")


def refused_csv(rows: Iterable[DirectoryImportRow]) -> str:
    """Write the rows as they were read, with their number and the reasons; never a formula."""
    held = list(rows)
    names = list(dict.fromkeys(name for one in held for name in (one.row or {})))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([*map(safe, names), "ligne", "raison du refus"])
    for one in held:
        row = one.row or {}
        cells = [safe(_cell(row.get(name))) for name in names]
        writer.writerow([*cells, one.number, safe(reasons(one))])
    return out.getvalue()


def reasons(row: DirectoryImportRow) -> str:
    """Return why a row was refused, in one line."""
    said = row.detail if isinstance(row.detail, list) else []
    return " ".join(part for one in said for part in (one["what"], one["why"], one["todo"]) if part)


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
