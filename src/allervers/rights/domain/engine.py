"""What an engine of rules must do; `gateways/openfisca_france.py` is the one we have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from allervers.rights.domain.household import Household
from allervers.rights.domain.right import Right


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules give for one right.

    `amount` is in euros, exact to the cent. For the `css`, `is_due` says whether the person is
    covered, `amount` what the household pays a month (0: free), and `is_doubtful` that resources
    fall where the ceiling in force may differ from the last one known.
    """

    is_due: bool
    amount: Decimal
    is_doubtful: bool = False


Outcomes = dict[Right, Outcome]


class Engine(Protocol):
    """Rules in force, for some households and one month."""

    @property
    def rules(self) -> str:
        """The version of the rules, such as "openfisca-france 176.1.8 + 1 correction"."""
        ...

    def compute(self, households: Sequence[Household], month: date) -> list[Outcomes]:
        """Return every right of each household, in the same order.

        The answer is the same whatever the order of the rights and the other households asked.
        """
        ...
