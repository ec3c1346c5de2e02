"""What is read of a file, one record at a time; what was mended, what was refused, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Cells = Mapping[str, object]  # one row as it was read: names of columns, then anything
Fields = dict[str, object]  # one record under the names of data·inclusion v1


class Kind(StrEnum):
    """The two kinds of records."""

    STRUCTURE = "structure"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something wrong with one field: what, why, what to do. In French, for a person."""

    field: str
    what: str
    why: str = ""
    todo: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return it as the report keeps it."""
        return {"field": self.field, "what": self.what, "why": self.why, "todo": self.todo}


@dataclass(frozen=True, slots=True)
class Draft:
    """A row under the names of v1, before anything is checked.

    `is_dated` is false for the formats that give no date: the day of the first reading stands
    for it. `is_beside` is true for a structure that an answer repeats beside each of its services:
    the first one stands for all.
    """

    kind: Kind
    number: int
    fields: Fields
    row: Cells
    is_dated: bool = True
    is_beside: bool = False
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A record checked against the schema; `refusals` say why it is not taken."""

    kind: Kind
    number: int
    id: str
    fields: Fields
    row: Cells
    reserves: tuple[Remark, ...] = ()
    refusals: tuple[Remark, ...] = ()

    @property
    def title(self) -> str:
        """A short name for the report."""
        return str(self.fields.get("nom") or self.id or "")[:200]

    def text(self, name: str) -> str:
        """Return a field as text, empty when absent."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""


@dataclass(slots=True)
class Notebook:
    """Where remarks are written while a record is read."""

    reserves: list[Remark] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)

    def reserve(self, name: str, what: str, why: str = "", todo: str = "") -> None:
        """Note what was mended or set aside."""
        self.reserves.append(Remark(name, what, why, todo))

    def refuse(self, name: str, what: str, why: str = "", todo: str = "") -> None:
        """Note why the record cannot be taken."""
        self.refusals.append(Remark(name, what, why, todo))
