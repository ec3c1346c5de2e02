"""What is found for one right, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from allervers.rights.domain.right import Right


class Status(StrEnum):
    """The four answers; "not asked" is never "no"."""

    ENTITLED = "entitled"
    NOT_ENTITLED = "not_entitled"
    PERHAPS = "perhaps"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason or assumption: a stable code, said in French by wording/, and its details."""

    code: str
    detail: Mapping[str, str] = field(default_factory=dict)

    def as_row(self) -> dict[str, str]:
        """Return it as kept: {"code": …, detail…}."""
        return {"code": self.code, **self.detail}


@dataclass(frozen=True, slots=True)
class Found:
    """One right: status, euros a month (a year for `YEARLY`) when one figure is known, reasons.

    `low` and `high` bound the amount over every way to answer what is missing or not known;
    `is_estimate`: the ways were too many to try them all. `waiting`: euros that one more month of
    delay loses for good, when the right is certain and is not retroactive.
    """

    right: Right
    status: Status
    amount: Decimal | None = None
    received: Decimal | None = None
    missing: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    is_estimate: bool = False
    waiting: Decimal | None = None
