"""Rows of a file made a sheet of households; those that cannot be read are set aside, with why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from allervers.rights.domain.population import Array
from allervers.rights.domain.scan.columns import BY_NAME, COLUMNS, ID, ScanColumn, Shape
from allervers.rights.domain.scan.settling import ages_on
from allervers.rights.domain.scan.sheet import Sheet, members_of, nothing_known
from allervers.rights.gateways.scan.values import WHAT, Values, is_text, values_of

CHILDREN: Final = "children"
LISTS: Final = tuple(one for one in COLUMNS if one.is_list)
SEPARATOR: Final = "|"
MOST_SHOWN: Final = 40  # characters of a wrong value


@dataclass(slots=True)
class Refusals:
    """Why rows are set aside: sentences by row."""

    reasons: dict[int, list[str]] = field(default_factory=dict)

    def add(self, row: int, sentence: str) -> None:
        """Say one thing more about a row."""
        self.reasons.setdefault(row, []).append(sentence)

    def add_bad(self, array: Any, column: ScanColumn, bad: Array, what: str) -> None:
        """Say of each bad value what it should have been."""
        for row in np.flatnonzero(bad).tolist():
            shown = str(array[row].as_py())[:MOST_SHOWN]
            self.add(row, f"{column.name} : « {shown} » {what}")


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """The households that can be read (`rows` of the table), and why the others cannot."""

    sheet: Sheet
    ids: Array
    rows: Array
    refused: Mapping[int, list[str]]


def parsed(table: Any, month: date, supposed: Mapping[str, str]) -> Parsed:
    """Read a table of rows. `supposed`: what is taken as true where a column is not known."""
    reader = _Reader(table, month, supposed)
    sheet, ids = reader.sheet(), reader.ids
    _contradictions(sheet, reader.refusals)
    refused = reader.refusals.reasons
    rows = np.array([one for one in range(table.num_rows) if one not in refused], dtype=np.int64)
    if refused:
        sheet, ids = sheet.taken(rows), ids[rows]
    return Parsed(sheet, ids, rows, refused)


class _Reader:
    """One table being read."""

    def __init__(self, table: Any, month: date, supposed: Mapping[str, str]) -> None:
        self.table, self.month, self.supposed = table, month, supposed
        self.refusals = Refusals()
        self.count = table.num_rows
        self.values: dict[str, Array] = {}
        self.known: dict[str, Array] = {}
        found = self.read(self.array(ID.name), ID)
        self.ids = found.values
        for row in np.flatnonzero(~found.known).tolist():
            self.refusals.add(row, "id : manque")

    def array(self, name: str) -> Any:
        """Return a column of the table as one Arrow array; nulls when there is none."""
        if name not in self.table.column_names:
            return pa.nulls(self.count, pa.string())
        column = self.table.column(name)
        if isinstance(column, pa.ChunkedArray):
            return column.combine_chunks()
        return column

    def sheet(self) -> Sheet:
        """Return the households, those with bad values among them."""
        lists = {one.name: self.lists(one) for one in LISTS}
        children = self.children(lists)
        for column in COLUMNS:
            if column.is_list:
                self.settle(column, *self.aligned(column, *lists[column.name], children))
            elif column.name not in (ID.name, CHILDREN):
                self.scalar(column)
        return Sheet(self.count, self.values, self.known, children)

    def scalar(self, column: ScanColumn) -> None:
        """Read a column with one value for each household."""
        if column.name not in self.table.column_names:
            self.settle(column, *nothing_known(column, self.count, 0))
            return
        found = self.read(self.array(column.name), column)
        self.settle(column, found.values, found.known)

    def settle(self, column: ScanColumn, values: Array, known: Array) -> None:
        """Keep a column, with what is supposed where it is not known."""
        told = self.supposed.get(column.name)
        if told is not None and not known.all():
            value = values_of(pa.array([told]), column).values[0]
            missing = ~known
            if column.is_list:
                missing = np.repeat(missing, self.sizes)
            values = np.where(missing, value, values).astype(values.dtype)
            known = np.ones_like(known)
        self.values[column.name], self.known[column.name] = values, known

    def read(self, array: Any, column: ScanColumn) -> Values:
        """Read one column, refuse what is bad, and take it as not known."""
        found = values_of(array, column)
        self.refusals.add_bad(array, column, found.bad, WHAT[column.shape])
        beyond = found.known & _beyond(found.values, column, self.month)
        what = f"hors limites ({column.lowest:g} à {column.highest:g})"
        if column.shape is Shape.DATE:
            what = f"donne un âge {what}"
        self.refusals.add_bad(array, column, beyond, what)
        return Values(found.values, found.known & ~beyond, found.bad)

    def lists(self, column: ScanColumn) -> tuple[Values, Array, Array]:
        """Return the values of a list, how many each household has, which have a list."""
        array = self.array(column.name)
        if is_text(array):
            text = pc.if_else(pc.equal(array, ""), pa.scalar(None, array.type), array)
            array = pc.split_pattern(text, SEPARATOR)
        if not (pa.types.is_list(array.type) or pa.types.is_large_list(array.type)):
            array = pa.array([None if one is None else [one] for one in array.to_pylist()])
        if pa.types.is_null(array.type):
            array = array.cast(pa.list_(pa.string()))
        has = array.is_valid().to_numpy(zero_copy_only=False)
        sizes = array.value_lengths().fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
        flat = array.flatten()
        found = values_of(flat, column)
        beyond = found.known & _beyond(found.values, column, self.month)
        owners = np.repeat(np.arange(self.count), sizes)
        for place in np.flatnonzero(found.bad | beyond).tolist():
            what = WHAT[column.shape] if found.bad[place] else "hors limites"
            self.refusals.add(
                int(owners[place]), f"{column.name} : « {flat[place].as_py()} » {what}"
            )
        return found, sizes, has

    def children(self, lists: Mapping[str, tuple[Values, Array, Array]]) -> Array:
        """Return how many children each household has: said, or as long as a list."""
        column = BY_NAME[CHILDREN]
        found = self.read(self.array(CHILDREN), column)
        counts, known = found.values.astype(np.int64), found.known
        for name, (_values, sizes, has) in lists.items():
            wrong = known & has & (sizes != counts)
            for row in np.flatnonzero(wrong).tolist():
                self.refusals.add(row, f"{name} : {sizes[row]} valeurs pour {counts[row]} enfants")
            counts = np.where(has & ~known & ~found.bad, sizes, counts)
            known = known | (has & ~found.bad)
        self.sizes = np.where(known, counts, 0)
        self.settle(column, self.sizes.astype(np.float64), known)
        self.sizes = self.values[CHILDREN].astype(np.int64)
        return self.sizes

    def aligned(
        self, column: ScanColumn, found: Values, sizes: Array, has: Array, children: Array
    ) -> tuple[Array, Array]:
        """Return a list with one value for each child, zeros where it is not known."""
        values, known = nothing_known(column, self.count, int(children.sum()))
        rows = np.flatnonzero(has & (sizes == children))
        values[members_of(children, rows)] = found.values[members_of(sizes, rows)]
        owners = np.repeat(np.arange(self.count), sizes)
        holes = np.bincount(owners[~found.known], minlength=self.count) > 0
        known[rows] = ~holes[rows]
        return values, known


def _beyond(values: Array, column: ScanColumn, month: date) -> Array:
    """Whether numbers, or the ages that days of birth make, are out of bounds."""
    if column.shape is Shape.DATE:
        values = ages_on(values, month)
    elif column.shape not in (Shape.WHOLE, Shape.EUROS):
        return np.zeros(len(values), dtype=bool)
    return (values < column.lowest) | (values > column.highest)


def _contradictions(sheet: Sheet, refusals: Refusals) -> None:
    """Set aside households whose columns say two things."""
    alone = sheet.has("couple", 0)
    for name in ("partner_age", "partner_birth"):
        for row in np.flatnonzero(alone & sheet.known[name]).tolist():
            refusals.add(row, f"couple dit non, et {name} est rempli")
