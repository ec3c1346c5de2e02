"""A season's plan as a spreadsheet that no formula can hide in."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from allervers.seasons.exchange.rows import SeasonRow
from allervers.tours.exchange.calendar_csv import neutral

CONTENT_TYPE = "text/csv; charset=utf-8"


def season_csv(rows: Iterable[SeasonRow]) -> str:
    """Return the visits as CSV: semicolons, byte order mark, as French spreadsheets open it."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            _("date"),
            _("début"),
            _("fin"),
            _("unité mobile"),
            _("commune"),
            _("lieu"),
            _("adresse"),
            _("partenaires"),
        ]
    )
    for row in rows:
        cells = [
            f"{row.day:%d/%m/%Y}",
            f"{row.starts:%H:%M}",
            f"{row.ends:%H:%M}",
            row.unit,
            row.commune,
            row.halt,
            row.address,
            ", ".join(row.partners),
        ]
        writer.writerow([neutral(cell) for cell in cells])
    return out.getvalue()
