"""Findings counted as they are written, for the summary (domain/scan/summary.py)."""

import csv
from pathlib import Path
from typing import Any, Final

import pyarrow.compute as pc

from allervers.rights.domain.finding import Status
from allervers.rights.domain.right import RIGHTS, WITHOUT_AMOUNT, YEARLY
from allervers.rights.domain.scan.summary import PLACES, Group, Line, Tally, lines_of

NOBODY_KNOWS: Final = ""  # households whose commune is not known
HIDDEN: Final = "secret"


class Summing:
    """Counts the tables it is given."""

    def __init__(self) -> None:
        self.tally = Tally()

    def see(self, table: Any) -> None:
        """Count one table of findings."""
        statuses = {one: table.column(f"{one}_status").combine_chunks() for one in RIGHTS}
        entitled = {one: pc.equal(found, Status.ENTITLED) for one, found in statuses.items()}
        has_right = pc.fill_null(entitled[RIGHTS[0]], fill_value=False)
        for right in RIGHTS[1:]:
            has_right = pc.or_(has_right, entitled[right])
        euros = table.column("certain_month")
        self.tally.total.add(table.num_rows, _count(has_right), _sum(euros))
        for right in RIGHTS:
            self._see_right(str(right), statuses[right], table, entitled[right])
        for breakdown in PLACES:
            self._see_groups(breakdown, table, has_right)

    def _see_right(self, right: str, statuses: Any, table: Any, entitled: Any) -> None:
        counts = self.tally.rights.setdefault(right, {})
        for one in pc.value_counts(statuses.dictionary_decode()).to_pylist():
            counts[one["values"]] = counts.get(one["values"], 0) + one["counts"]
        if right not in WITHOUT_AMOUNT and right not in YEARLY:
            euros = _sum(table.column(f"{right}_low").filter(entitled))
            self.tally.euros[right] = self.tally.euros.get(right, 0.0) + euros

    def _see_groups(self, breakdown: str, table: Any, has_right: Any) -> None:
        groups = self.tally.groups[breakdown]
        codes = table.column(breakdown).cast("string").fill_null(NOBODY_KNOWS)
        some = table.select(["certain_month"]).append_column("code", codes)
        some = some.append_column("has", pc.cast(has_right, "int64"))
        found = some.group_by("code").aggregate(
            [("has", "count"), ("has", "sum"), ("certain_month", "sum")]
        )
        for one in found.to_pylist():
            group = groups.setdefault(one["code"], Group())
            group.add(one["has_count"], one["has_sum"], one["certain_month_sum"])


def _count(mask: Any) -> int:
    return int(pc.sum(mask).as_py() or 0)


def _sum(euros: Any) -> float:
    return float(pc.sum(euros).as_py() or 0.0)


def write_summary(tally: Tally, path: Path) -> None:
    """Write the summary as a CSV with « ; » and decimal commas."""
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["breakdown", "code", "what", "households", "euros_month"])
        writer.writerows(_row(one) for one in lines_of(tally))


def _row(line: Line) -> list[str]:
    count = HIDDEN if line.households is None else str(line.households)
    euros = "" if line.euros is None else f"{line.euros:.2f}".replace(".", ",")
    return [line.breakdown, line.code, line.what, count, euros]
