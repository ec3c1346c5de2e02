"""Invented households for the benchmark of the scan, as a Parquet or CSV file.

Drawn with a given seed, many at a time: kinds of households met on a truck, and a few whose rent,
taxed income or disability nobody knows. Shares are ours, not statistics.
"""

from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from allervers.rights.domain.questionnaire import COUNTED, QUESTIONS
from allervers.rights.domain.scan.columns import COLUMNS, Shape

COMMUNES: Final = ("92040", "92036", "92050", "94028", "75056", "59350")
UNKNOWN: Final = 0.01  # share of the values not known, in the columns below
OFTEN_UNKNOWN: Final = ("rent", "taxed_income", "disability", "other_parent")
GROUP: Final = 100_000
WAGE_SHARE: Final = 0.5
COUPLES: Final = 0.35


def made(count: int, seed: int) -> Any:
    """Return invented households as an Arrow table."""
    chance = np.random.default_rng(seed)
    children = chance.choice(6, count, p=[0.5, 0.18, 0.17, 0.1, 0.04, 0.01])
    couple = chance.random(count) < COUPLES
    columns: dict[str, Any] = {}
    for one in COLUMNS:
        if one.is_list:
            columns[one.name] = _list(one.name, children, chance)
        elif one.name not in ("birth", "partner_birth"):
            columns[one.name] = _column(one, count, couple, chance)
    columns["id"] = pa.array([f"F{seed}-{place}" for place in range(count)])
    columns["couple"], columns["children"] = pa.array(couple), pa.array(children)
    columns.pop("children_births")
    return pa.table(columns)


def _column(one: Any, count: int, couple: Any, chance: Any) -> Any:
    mask = chance.random(count) < UNKNOWN if one.name in OFTEN_UNKNOWN else None
    if one.name.startswith("partner_"):
        mask = ~couple
    if one.shape is Shape.FLAG:
        return pa.array(chance.random(count) < _share(one.name), mask=mask)
    if one.shape is Shape.CHOICE:
        names = pa.array(QUESTIONS[one.code].choices)
        return names.take(pa.array(chance.integers(len(names), size=count), mask=mask))
    if one.shape is Shape.COMMUNE:
        return pa.array(np.array(COMMUNES)[chance.integers(len(COMMUNES), size=count)])
    if one.shape is Shape.WHOLE:
        return pa.array(_whole(one, count, chance), mask=mask)
    return pa.array(_euros(one.name, count, chance), mask=mask)


def _share(name: str) -> float:
    if name.endswith("steady"):
        return 1.0
    return 0.03 if "_other" in name or "_self_employed" in name else 0.1


def _whole(one: Any, count: int, chance: Any) -> Any:
    if one.name.endswith("_months"):
        return chance.integers(1, 13, size=count)
    if one.name.endswith("age"):
        return chance.integers(18, 85, size=count)
    return chance.integers(int(one.lowest), min(int(one.highest), 12) + 1, size=count)


def _euros(name: str, count: int, chance: Any) -> Any:
    kind = name.removeprefix("partner_").removesuffix("_year")
    if kind == "rent":
        return chance.integers(250, 1100, size=count).astype(float)
    if kind == "taxed_income":
        return chance.integers(0, 40_000, size=count).astype(float)
    share = {"wages": WAGE_SHARE, "unemployment": 0.15, "retirement": 0.15}.get(kind, 0.05)
    amount = chance.integers(100, 2_200 if kind in COUNTED else 700, size=count).astype(float)
    return np.where(chance.random(count) < share, amount, 0.0)


def _list(name: str, children: Any, chance: Any) -> Any:
    ends = np.concatenate(([0], np.cumsum(children)))
    total = int(ends[-1])
    flags = chance.random(total) < 0.1  # noqa: PLR2004 - a share
    values = chance.integers(0, 20, size=total) if name == "children_ages" else flags
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.array(values))


def write(path: Path, count: int) -> None:
    """Write that many households."""
    first = made(min(count, GROUP), 0)
    with pq.ParquetWriter(path, first.schema) as writer:
        for seed in range(-(-count // GROUP)):
            size = min(GROUP, count - seed * GROUP)
            writer.write_table(made(size, seed) if seed else first)


def write_csv(path: Path, count: int) -> None:
    """Write that many households as a CSV, lists joined by « | »."""
    table = made(count, 0)
    columns = {}
    for name in table.column_names:
        column = table.column(name)
        if pa.types.is_list(column.type):
            column = ["|".join(map(str, one)).lower() for one in column.to_pylist()]
        columns[name] = column
    pa.csv.write_csv(pa.table(columns), path)
