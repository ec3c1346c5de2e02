"""OpenFisca-France behind the Protocol of domain/engine.py: its only importer.

Every month before the one asked is given, incomes and benefits received alike: nothing of the
past is simulated, so that the answer does not depend on the order in which rights are computed
(docs/why/droits.md; openfisca-core #749, #956).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from importlib.metadata import version
from threading import Lock
from typing import Any, Final

import numpy as np
from openfisca_core.errors import (
    CycleError,
    ParameterNotFoundError,
    SituationParsingError,
    SpiralError,
)
from openfisca_core.periods import Instant, Period, instant, period
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_france import FranceTaxBenefitSystem

from allervers.rights.domain.engine import EngineError, Outcome, Outcomes
from allervers.rights.domain.household import Household
from allervers.rights.domain.right import RIGHTS, YEARLY, Right
from allervers.rights.gateways.openfisca_corrections import CORRECTIONS, CSS_CEILING
from allervers.rights.gateways.openfisca_inputs import Entry, entries_of, structure_of

VARIABLES: Final = tuple(right.value for right in RIGHTS if right is not Right.CSS)
CSS: Final = ("cmu_c", "css_participation_forfaitaire", "css_cmu_base_ressources")
# The ceiling of the css grows by the price index each 1 April: a year of it is under 3 %.
DOUBT: Final = 1.03
CENT: Final = Decimal("0.01")
# What OpenFisca raises when a situation or a month is beyond it.
FAILURES: Final = (
    SituationParsingError, SpiralError, CycleError, ParameterNotFoundError,
    ArithmeticError, LookupError, TypeError, ValueError,
)  # fmt: skip
_loading: Final = Lock()  # two threads must not load 130 MB each


class OpenFiscaFrance:
    """The rules as OpenFisca-France publishes them, and our corrections."""

    def __init__(self) -> None:
        self.system: Any = FranceTaxBenefitSystem()
        self.applied = sum(correct(self.system, one) for one in CORRECTIONS)

    @property
    def rules(self) -> str:
        """Return "openfisca-france 176.1.8 + 1 correction"."""
        name = f"openfisca-france {version('openfisca-france')}"
        if not self.applied:
            return name
        return f"{name} + {self.applied} correction{'s' if self.applied > 1 else ''}"

    def compute(self, households: Sequence[Household], month: date) -> list[Outcomes]:
        """Return every right of each household (domain/engine.py)."""
        try:
            return self._compute(households, month) if households else []
        except FAILURES as error:
            raise EngineError(str(error)) from error

    def _compute(self, households: Sequence[Household], month: date) -> list[Outcomes]:
        simulation = self.simulation(households, month)
        when = period_of(month)
        found = {name: values(simulation, name, when) for name in (*VARIABLES, *CSS)}
        ceilings = (
            values(simulation, "cmu_c_plafond", when),
            values(simulation, "acs_plafond", when),
        )
        askers = list(first_of_each(households))
        return [
            outcomes_of(found, ceilings, place, askers[place], month)
            for place in range(len(households))
        ]

    def simulation(self, households: Sequence[Household], month: date) -> Any:
        """Return a simulation of these households in which all of the past is given."""
        built = SimulationBuilder().build_from_entities(
            self.system, structure_of(households, month)
        )
        for entry in entries_of(households, month):
            set_input(built, entry)
        return built


def set_input(simulation: Any, entry: Entry) -> None:
    """Give the values of one variable for one period (a month, a year, or "ETERNITY")."""
    simulation.set_input(entry.variable, period(entry.period), np.array(entry.values))


def period_of(month: date) -> Period:
    """Return OpenFisca's period of a month."""
    made: Period = period(f"{month:%Y-%m}")
    return made


def values(simulation: Any, name: str, when: Period) -> Any:
    """Compute one variable; a yearly one for the year of the month."""
    yearly = name in {right.value for right in YEARLY}
    return simulation.calculate(name, when.this_year if yearly else when)


def first_of_each(households: Sequence[Household]) -> Iterator[int]:
    """Give the place of each household's asker among all persons."""
    place = 0
    for household in households:
        yield place
        place += len(household.adults) + len(household.children)


def outcomes_of(
    found: dict[str, Any], ceilings: tuple[Any, Any], place: int, asker: int, month: date
) -> Outcomes:
    """Gather one household's outcomes; `aah` belongs to a person, the others to a family."""
    outcomes = {}
    for name in VARIABLES:
        amount = cents(found[name][asker if name == "aah" else place])
        outcomes[Right(name)] = Outcome(amount > 0, amount)
    resources = float(found["css_cmu_base_ressources"][place])
    is_free = bool(found["cmu_c"][place])
    paid = cents(found["css_participation_forfaitaire"][place])
    is_stale = month > CSS_CEILING.checked_until
    near = any(one[place] < resources <= one[place] * DOUBT for one in ceilings)
    outcomes[Right.CSS] = Outcome(
        is_free or paid > 0, Decimal(0) if is_free else paid, is_stale and near and not is_free
    )
    return outcomes


def cents(amount: float) -> Decimal:
    """Return euros rounded to the cent, as they are paid."""
    return Decimal(str(float(amount))).quantize(CENT, rounding=ROUND_HALF_UP)


def correct(system: Any, correction: Any) -> int:
    """Apply one correction unless the rules already have a value since then; return 0 or 1.

    Before any computation: the rules keep what they have read at an instant.
    """
    node: Any = system.parameters
    for name in correction.parameter.split("."):
        node = getattr(node, name)
    since: Instant = instant(correction.since.isoformat())
    if any(one.instant_str >= str(since) for one in node.values_list):
        return 0
    node.update(start=since, value=correction.value)
    return 1


def engine() -> OpenFiscaFrance:
    """Return the process's engine: 4 to 8 s and 130 MB the first time. For the worker only."""
    with _loading:
        return _engine()


@lru_cache(maxsize=1)
def _engine() -> OpenFiscaFrance:
    return OpenFiscaFrance()
