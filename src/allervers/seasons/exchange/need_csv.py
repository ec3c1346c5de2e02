"""The need of areas as a spreadsheet: two bounds by audience; what is unknown stays empty."""

import csv
import io
from collections.abc import Iterable

from allervers.seasons.domain.need import AUDIENCES
from allervers.seasons.domain.precarity import AreaNeed
from allervers.seasons.domain.ranges import Range
from allervers.tours.exchange.calendar_csv import neutral

HEADINGS = (
    "kind", "code", "name", "commune", "basis", "precarity_low", "precarity_high",
    *(f"{one}_{end}" for one in AUDIENCES for end in ("low", "high")),
    "is_partly_secret", "zeros_to_check", "sources",
)  # fmt: skip


def need_csv(needs: Iterable[AreaNeed]) -> str:
    """Return every area; semicolons and a byte order mark, as spreadsheets in France expect."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for one in needs:
        figures = [*_ends(one.precarity), *(end for name in AUDIENCES
                   for end in _ends(one.people.get(name)))]  # fmt: skip
        area = one.area
        secret = "1" if area.has_secrets() else "0"
        zeros = "1" if area.has_zeros() else "0"
        cells = [area.kind, area.code, area.name, area.commune, one.basis.value, *figures, secret,
                 zeros, " | ".join(one.sources)]  # fmt: skip
        writer.writerow([neutral(cell) for cell in cells])
    return out.getvalue()


def _ends(one: Range | None) -> tuple[str, str]:
    if one is None:
        return "", ""
    return f"{one.low:.1f}", f"{one.high:.1f}" if one.is_bounded else ""
