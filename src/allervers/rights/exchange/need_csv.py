"""The expected need of communes as a spreadsheet: what is not bounded stays empty."""

import csv
import io
from collections.abc import Iterable, Sequence

from allervers.rights.domain.need.rows import NeedRow
from allervers.rights.models import ExpectedNeed
from allervers.tours.exchange.calendar_csv import neutral

FIGURES = tuple(name for name in NeedRow.__slots__ if name != "commune")
HEADINGS = ("commune", "name", "departement", *FIGURES, "assumptions")


def need_csv(found: Iterable[ExpectedNeed], assumptions: Sequence[str]) -> str:
    """Return every commune with what its figures suppose; semicolons and a byte order mark."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    supposed = " ".join(assumptions)
    for one in found:
        place = [one.commune_id, one.commune.name, one.commune.departement_id]
        figures = [_said(one, name) for name in FIGURES]
        writer.writerow([neutral(cell) for cell in (*place, *figures, supposed)])
    return out.getvalue()


def _said(one: ExpectedNeed, name: str) -> str:
    if name == "month":
        return f"{one.month:%Y-%m}"
    found = getattr(one, name)
    return "" if found is None else str(found)
