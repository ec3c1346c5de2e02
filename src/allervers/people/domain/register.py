"""The register of data: what is kept of whom, why, who reads it, for how long (GDPR 30)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

PROCESSING: Final = ("nom", "but", "fondement", "personnes", "lecteurs", "conservation")
TABLE: Final = frozenset({
    "traitement", "colonnes", "acteurs", "techniques", "scellees", "lecteurs", "conservation",
})  # fmt: skip


class RegisterError(ValueError):
    """A register that says something impossible: where, and what."""


@dataclass(frozen=True, slots=True)
class Processing:
    """One processing of data, as a record of processing names it."""

    code: str
    name: str
    purpose: str
    ground: str
    people: str
    readers: str
    retention: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column that tells something of somebody. `of_staff`: which professional did it."""

    table: str
    name: str
    what: str
    processing: Processing
    readers: str
    retention: str
    is_sealed: bool = False
    of_staff: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """All of it; `named`: every column of every table listed, technical ones too."""

    processings: tuple[Processing, ...]
    columns: tuple[Column, ...]
    named: Mapping[str, frozenset[str]]
    without_people: Mapping[str, str]  # table → why it holds nothing of anybody

    def of(self, processing: Processing) -> list[Column]:
        """Return the columns of one processing."""
        return [one for one in self.columns if one.processing == processing]


def read_register(source: Mapping[str, Any]) -> Register:
    """Read the file. Raises RegisterError naming the table that is wrong."""
    processings = {code: _processing(code, row) for code, row in source["traitements"].items()}
    tables = source["tables"]
    columns = [one for table, row in tables.items() for one in _columns(table, row, processings)]
    unused = set(processings) - {row["traitement"] for row in tables.values()}
    if unused:
        raise RegisterError(f"No table is for {', '.join(sorted(unused))}.")
    return Register(
        processings=tuple(processings.values()),
        columns=tuple(columns),
        named={table: _named(table, row) for table, row in tables.items()},
        without_people={
            table: why for why, names in source["sans_donnees"].items() for table in names
        },
    )


def _processing(code: str, row: Mapping[str, str]) -> Processing:
    if set(row) != set(PROCESSING) or not all(row.values()):
        raise RegisterError(f"{code}: expected {', '.join(PROCESSING)}.")
    return Processing(code, *(row[field] for field in PROCESSING))


def _columns(
    table: str, row: Mapping[str, Any], processings: Mapping[str, Processing]
) -> list[Column]:
    extra = set(row) - TABLE
    if extra or row.get("traitement") not in processings:
        raise RegisterError(f"{table}: {', '.join(sorted(extra)) or 'traitement'} is unknown.")
    told = row.get("colonnes") or {}
    sealed = set(row.get("scellees", ()))
    if not sealed <= set(told):
        raise RegisterError(f"{table}: a sealed column is one of its columns.")
    processing = processings[row["traitement"]]
    readers = row.get("lecteurs", processing.readers)
    kept = row.get("conservation", processing.retention)
    staff: Sequence[str] = row.get("acteurs", ())
    return [
        *(Column(table, name, what, processing, readers, kept, is_sealed=name in sealed)
          for name, what in told.items()),
        *(Column(table, name, "le professionnel qui a agi", processing, readers, kept,
                 of_staff=True) for name in staff),
    ]  # fmt: skip


def _named(table: str, row: Mapping[str, Any]) -> frozenset[str]:
    names = [*(row.get("colonnes") or {}), *row.get("acteurs", ()), *row.get("techniques", ())]
    if len(set(names)) != len(names):
        raise RegisterError(f"{table}: a column is named twice.")
    return frozenset(names)
