"""The refused rows of an import as a table, to be corrected and sent again."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from allervers.tours.domain.intake import safe_for_spreadsheets


def refused_csv(report: Mapping[str, Any]) -> str:
    """Write the rows as they were, with their number and the reason; no cell is ever a formula."""
    rows = report["refused"]
    names = list(dict.fromkeys(name for row in rows for name, _ in row["kept"]))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([*map(safe_for_spreadsheets, names), "ligne", "raison du refus"])
    for row in rows:
        kept = dict(row["kept"])
        cells = [safe_for_spreadsheets(kept.get(name, "")) for name in names]
        writer.writerow([*cells, row["row"], safe_for_spreadsheets(row["reason"])])
    return out.getvalue()
