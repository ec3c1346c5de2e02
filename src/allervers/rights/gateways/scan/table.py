"""What was found for some households as an Arrow table: the columns of the file of findings."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa

from allervers.rights.domain.finding import Status
from allervers.rights.domain.population import Array
from allervers.rights.domain.right import RIGHTS
from allervers.rights.domain.scan.judging import STATUSES, Findings
from allervers.rights.domain.scan.local_facts import communes_of
from allervers.rights.domain.scan.local_rights import LocalJudged
from allervers.rights.domain.scan.totals import (
    KINDS,
    certain,
    kind_of,
    not_received,
    waiting,
)

CODES: Final = pa.dictionary(pa.int8(), pa.string())
SEPARATOR: Final = "|"
LINE: Final = "line"
REFUSED: Final = pa.schema([
    (LINE, pa.int64()), ("id", pa.string()), ("reasons", pa.string()), ("row", pa.string()),
])  # fmt: skip
FOUND: Final = pa.schema([
    (LINE, pa.int64()), ("id", pa.string()), ("month", pa.string()), ("rules", pa.string()),
    ("commune", pa.string()), ("kind", CODES),
    ("certain_month", pa.float64()), ("certain_year", pa.float64()),
    ("not_received_month", pa.float64()), ("waiting", pa.float64()), ("missing", pa.string()),
    ("local", pa.string()),
    *(
        (f"{right}_{what}", CODES if what == "status" else pa.float64())
        for right in RIGHTS
        for what in ("status", "low", "high")
    ),
])  # fmt: skip


def found_table(
    findings: Findings,
    local: Sequence[LocalJudged],
    ids: Array,
    lines: Array,
    month: date,
    rules: str,
) -> Any:
    """Return the table of `FOUND`, one row for each household."""
    count = len(ids)
    columns: dict[str, Any] = {
        LINE: lines,
        "id": pa.array(ids, pa.string()),
        "month": pa.repeat(f"{month:%Y-%m}", count),
        "rules": pa.repeat(rules, count),
        "commune": _communes(findings),
        "kind": _codes(kind_of(findings), KINDS),
        "certain_month": certain(findings, is_yearly=False),
        "certain_year": certain(findings, is_yearly=True),
        "not_received_month": _euros(not_received(findings)),
        "waiting": _euros(waiting(findings)),
        "missing": _missing(findings),
        "local": _local(local, communes_of(findings.found.sheet)),
    }
    for right, one in findings.rights.items():
        columns[f"{right}_status"] = _codes(one.status, tuple(map(str, STATUSES)))
        columns[f"{right}_low"] = _euros(one.low)
        columns[f"{right}_high"] = _euros(one.high)
    return pa.table(columns, FOUND)


def _codes(places: Array, names: tuple[str, ...]) -> Any:
    return pa.DictionaryArray.from_arrays(pa.array(places, pa.int8()), pa.array(names))


def _euros(values: Array) -> Any:
    return pa.array(values, pa.float64(), mask=np.isnan(values))


def _communes(findings: Findings) -> Any:
    sheet = findings.found.sheet
    return pa.array(sheet.values["commune"], pa.string(), mask=~sheet.known["commune"])


def _missing(findings: Findings) -> Any:
    """Return the questions missing for each household, joined by « | »; null when none is."""
    count = findings.found.sheet.count
    if not findings.missing:
        return pa.nulls(count, pa.string())
    codes = tuple(findings.missing)
    packed = np.packbits(np.stack([findings.missing[one] for one in codes], axis=1), axis=1)
    patterns, place = np.unique(packed, axis=0, return_inverse=True)
    bits = np.unpackbits(patterns, axis=1, count=len(codes))
    said = [SEPARATOR.join(c for c, bit in zip(codes, row, strict=True) if bit) for row in bits]
    names = pa.array([one or None for one in said], pa.string())
    return names.take(pa.array(place.reshape(-1)))


def _local(local: Sequence[LocalJudged], communes: Array) -> Any:
    """Return « fsl-92:perhaps|pass-plus:entitled:100.00:100.00 »: those that are not excluded.

    « commune:not_asked » first where nobody knows the commune: those of a place are not known.
    """
    if not local:
        return pa.nulls(len(communes), pa.string())
    # Few different findings for many households: each is written once.
    columns = [communes == "", *(c for one in local for c in (one.status, one.low, one.high))]
    found, place = np.unique(np.stack(columns, axis=1).astype(float), axis=0, return_inverse=True)
    said = [_local_text(local, bool(nowhere), row) for nowhere, *row in found]
    return pa.array(said, pa.string()).take(pa.array(place.reshape(-1)))


def _local_text(local: Sequence[LocalJudged], nowhere: bool, row: Sequence[float]) -> str | None:  # noqa: FBT001
    parts = ["commune:not_asked"] if nowhere else []
    for one, place, low, high in zip(local, row[::3], row[1::3], row[2::3], strict=True):
        status = STATUSES[int(place)]
        if status is not Status.NOT_ENTITLED:
            parts.append(":".join([one.of.slug, str(status), *_figures(low, high)]))
    return SEPARATOR.join(parts) or None


def _figures(low: float, high: float) -> tuple[str, ...]:
    return () if np.isnan(high) else (f"{low:.2f}", f"{high:.2f}")


def refused_table(
    refused: dict[int, tuple[str, str, str]],
) -> Any:
    """Return the table of `REFUSED`: by line, the id, the reasons, the row as it was."""
    lines = sorted(refused)
    return pa.table(
        [
            pa.array(lines, pa.int64()),
            *(pa.array([refused[one][n] for one in lines], pa.string()) for n in range(3)),
        ],
        REFUSED,
    )
