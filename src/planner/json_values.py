"""A decoded JSON value that knows where it stands, so that an error can say it."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date

DAY = 1440
LARGEST = 2**31 - 1
"""Whole numbers above this would not fit in the arrays."""
CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")


class Unreadable(ValueError):  # noqa: N818 - what the file is
    """Where a file is wrong, what was expected there, what was found."""

    def __init__(self, path: str, expected: str, found: object) -> None:
        self.path, self.expected, self.found = path or "the file", expected, found
        super().__init__(f"{self.path}: expected {expected}, found {str(found)[:60]!r}")


class Node:
    """A value and its path: `halts[3].openings[0].opens`."""

    def __init__(self, value: object, path: str) -> None:
        self.value, self.path = value, path

    def __contains__(self, key: str) -> bool:
        return key in self.mapping()

    def __getitem__(self, key: str) -> "Node":
        mapping = self.mapping()
        if key not in mapping:
            raise Unreadable(self.path, f"the field {key!r}", "nothing")
        return Node(mapping[key], f"{self.path}.{key}".lstrip("."))

    def get(self, key: str, default: object) -> "Node":
        """Return a field, or a default."""
        return self[key] if key in self else Node(default, f"{self.path}.{key}")

    def mapping(self) -> Mapping[str, object]:
        """Read an object."""
        if not isinstance(self.value, dict):
            raise Unreadable(self.path, "an object", self.value)
        return self.value

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """Read the fields of an object."""
        return ((key, self[key]) for key in self.mapping())

    def members(self) -> "list[Node]":
        """Read a list."""
        if not isinstance(self.value, list):
            raise Unreadable(self.path, "a list", self.value)
        return [Node(one, f"{self.path}[{k}]") for k, one in enumerate(self.value)]

    def text(self) -> str:
        """Read a text."""
        if not isinstance(self.value, str):
            raise Unreadable(self.path, "a text", self.value)
        return self.value

    def texts(self) -> list[str]:
        """Read a list of texts."""
        return [one.text() for one in self.members()]

    def names(self) -> dict[str, int]:
        """Read a list of texts, each given once; return the rank of each."""
        found: dict[str, int] = {}
        for one in self.members():
            if one.text() in found:
                raise Unreadable(one.path, "a name given once", one.value)
            found[one.text()] = len(found)
        return found

    def of(self, count: int) -> "list[Node]":
        """Read a list of so many things."""
        if len(self.members()) != count:
            raise Unreadable(self.path, f"a list of {count} things", self.value)
        return self.members()

    def number(self) -> float:
        """Read a number that is finite; whether it makes sense is for `faults`."""
        if isinstance(self.value, bool) or not isinstance(self.value, (int, float)):
            raise Unreadable(self.path, "a number", self.value)
        if abs(self.value) > LARGEST or math.isnan(self.value):
            raise Unreadable(self.path, "a number of ordinary size", self.value)
        return float(self.value)

    def above_zero(self) -> float:
        """Read a number greater than zero."""
        if self.number() <= 0.0:
            raise Unreadable(self.path, "a number above zero", self.value)
        return self.number()

    def share(self) -> float:
        """Read a number between 0 and 1."""
        share = self.number()
        if not 0.0 <= share <= 1.0:
            raise Unreadable(self.path, "a number between 0 and 1", share)
        return share

    def whole(self) -> int:
        """Read a whole number that is not negative."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise Unreadable(self.path, "a whole number, not negative", self.value)
        if not 0 <= self.value <= LARGEST:
            raise Unreadable(self.path, "a whole number, not negative", self.value)
        return self.value

    def wholes(self) -> list[int]:
        """Read a list of whole numbers."""
        return [one.whole() for one in self.members()]

    def date(self) -> date:
        """Read a date, YYYY-MM-DD."""
        try:
            return date.fromisoformat(self.text())
        except ValueError as error:
            raise Unreadable(self.path, "a date like 2027-03-01", self.value) from error

    def clock(self) -> int:
        """Read an hour, HH:MM, as minutes after midnight; 24:00 ends a day."""
        match = CLOCK.fullmatch(self.text())
        minutes = int(match[1]) * 60 + int(match[2]) if match else DAY + 1
        if minutes > DAY:
            raise Unreadable(self.path, "an hour like 09:30", self.value)
        return minutes

    def one_of(self, *texts: str) -> str:
        """Read one of some texts."""
        if self.text() not in texts:
            raise Unreadable(self.path, " or ".join(texts), self.value)
        return self.text()

    def among(self, names: Mapping[str, int]) -> int:
        """Read a name, and return its rank."""
        if self.text() not in names:
            raise Unreadable(self.path, "a name given elsewhere in the file", self.value)
        return names[self.text()]
