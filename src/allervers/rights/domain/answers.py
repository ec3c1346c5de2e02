"""Answers as they are kept, and as they are read: absent, unknown, or a value. Never zero for no.

Kept as JSON: {code: value}. Absent: not asked. {"unknown": true}: asked, the person does not know.
{"skipped": true}: not asked, on purpose; not proposed again unless somebody goes back to it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from allervers.rights.domain.household import Received

Json = object  # what JSON gives: text, whole number, list, or {"unknown": true}
UNKNOWN: Final[Json] = {"unknown": True}
SKIPPED: Final[Json] = {"skipped": True}


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one check. Each reader answers None (or nothing) unless a value is known."""

    raw: Mapping[str, Json]

    def __iter__(self) -> Iterator[str]:
        return iter(self.raw)

    def is_asked(self, code: str) -> bool:
        """Whether the question has been asked, even without a value."""
        return code in self.raw and not self.is_skipped(code)

    def is_skipped(self, code: str) -> bool:
        """Whether the question was passed over: as good as not asked, but not to be proposed."""
        return self.raw.get(code) == SKIPPED

    def is_unknown(self, code: str) -> bool:
        """Whether the person was asked and does not know."""
        return self.raw.get(code) == UNKNOWN

    def is_known(self, code: str) -> bool:
        """Whether there is a value."""
        return self.is_asked(code) and not self.is_unknown(code)

    def text(self, code: str) -> str | None:
        """Return a choice."""
        found = self.raw.get(code)
        return found if isinstance(found, str) else None

    def number(self, code: str) -> int | None:
        """Return a whole number."""
        found = self.raw.get(code)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def euros(self, code: str) -> Decimal | None:
        """Return euros, kept as text so that cents stay exact."""
        found = self.text(code)
        return Decimal(found) if found is not None else None

    def ages(self, code: str) -> tuple[int, ...]:
        """Return the numbers of a list; nothing when there is no value."""
        found = self.raw.get(code)
        if not isinstance(found, list):
            return ()
        return tuple(one for one in found if isinstance(one, int))

    def many(self, code: str) -> frozenset[str]:
        """Return the choices ticked; nothing when there is no value."""
        found = self.raw.get(code)
        if not isinstance(found, list):
            return frozenset()
        return frozenset(one for one in found if isinstance(one, str))

    def received(self, code: str) -> Received | None:
        """Return a benefit received."""
        found = self.raw.get(code)
        if not isinstance(found, dict) or "months" not in found:
            return None
        return Received(Decimal(str(found["amount"])), int(str(found["months"])))

    def with_answer(self, code: str, value: Json) -> "Answers":
        """Return the same answers with one more, or changed."""
        return Answers({**self.raw, code: value})

    def without(self, code: str) -> "Answers":
        """Return the same answers, this question not asked."""
        return Answers({one: value for one, value in self.raw.items() if one != code})
