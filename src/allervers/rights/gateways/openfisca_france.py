"""OpenFisca-France behind the Protocol of domain/engine.py: its only importer.

Every month before the one asked is given, incomes and benefits received alike: nothing of the
past is simulated, so that the answer does not depend on the order in which rights are computed
(docs/why/rights.md; openfisca-core #749, #956). The formulas are followed once for a month, by
openfisca_swift, and run as array code; the legislation itself is loaded only to make that plan.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np
from openfisca_core.errors import (
    CycleError,
    ParameterNotFoundError,
    SituationParsingError,
    SpiralError,
)

from allervers.rights.domain.engine import Amounts, EngineError, Outcome, Outcomes
from allervers.rights.domain.household import Household
from allervers.rights.domain.populating import population_of
from allervers.rights.domain.population import Array, Population
from allervers.rights.domain.right import RIGHTS, Right
from allervers.rights.gateways.openfisca_images import Images
from allervers.rights.gateways.openfisca_inputs import inputs_of, memberships, values_of
from allervers.rights.gateways.openfisca_variables import (
    CSS,
    CSS_CEILINGS,
    SOURCES,
    outputs_of,
)
from openfisca_allervers import corrected_system, overlay
from openfisca_allervers.corrected import corrections
from openfisca_swift.columns import Batch, build
from openfisca_swift.engine import Engine as Swift
from openfisca_swift.image import fingerprint
from openfisca_swift.operations import OutOfPlanError
from openfisca_swift.plan import Column, Plan
from openfisca_swift.planning import make_plan

# The ceiling of the css grows by the price index each 1 April: a year of it is under 3 %.
DOUBT: Final = 1.03
CSS_CHECKED: Final = next(
    one.checked_until for one in corrections() if one.code == "css_ceiling_2025"
)
CENT: Final = Decimal("0.01")
ROWWISE: Final = frozenset({"zone_apl"})  # one commune, one zone: it loops over values
MONTHS: Final = 3  # plans kept in memory
# What OpenFisca raises when a situation or a month is beyond it.
FAILURES: Final = (
    SituationParsingError, SpiralError, CycleError, ParameterNotFoundError,
    ArithmeticError, LookupError, TypeError, ValueError,
)  # fmt: skip
_making: Final = Lock()  # two threads must not load 130 MB each, nor make the same plan


class OpenFiscaFrance:
    """The rules as OpenFisca-France publishes them, and our corrections."""

    def __init__(self, images: Images | None = None) -> None:
        self.images = images
        self.overlay = overlay()
        self._system: Any = None
        self._engines: dict[date, Swift] = {}

    @property
    def rules(self) -> str:
        """Return "openfisca-france 176.1.8 + corrections 1f0c2a9b"."""
        return f"openfisca-france {version('openfisca-france')} + corrections {self.overlay[:8]}"

    @property
    def system(self) -> Any:
        """Return the legislation, corrected: 4 to 8 s and 130 MB the first time."""
        if self._system is None:
            self._system, _applied = corrected_system()
        return self._system

    def compute(self, households: Sequence[Household], month: date) -> list[Outcomes]:
        """Return every right of each household, to the cent (domain/engine.py)."""
        if not households:
            return []
        found = self.amounts(population_of(households, month), month)
        return [
            {right: outcome_of(found[right], place) for right in RIGHTS}
            for place in range(len(households))
        ]

    def amounts(self, population: Population, month: date) -> dict[Right, Amounts]:
        """Return every right of each household of a population (domain/engine.py)."""
        try:
            found = self._calculated(population, month)
        except FAILURES as error:
            raise EngineError(str(error)) from error
        named = {name.split("@")[0]: array for name, array in found.items()}
        askers = population.askers
        amounts = {
            right: (opened if one.is_flag else paid)(
                named[one.variable][askers] if one.of == "asker" else named[one.variable]
            )
            for right, one in SOURCES.items()
        }
        return {**amounts, Right.CSS: css_of(named, month)}

    def _calculated(self, population: Population, month: date) -> dict[str, Array]:
        try:
            return self.swift(month).calculate(self.batch(population, month))
        except OutOfPlanError:  # the stock engine answers, which needs every input
            return self.swift(month).calculate(self.batch(population, month, is_whole=True))

    def batch(self, population: Population, month: date, *, is_whole: bool = False) -> Batch:
        """Return the population as the plan of the month reads it, or with every input."""
        plan = self.swift(month).plan
        names = {name: one.names for name, one in plan.kinds.items() if one.names}
        read = {one.name for one in plan.columns} if is_whole else set(plan.read)
        inputs = [one for one in inputs_of(month) if one.name in read]
        values = dict(values_of(inputs, population, names))
        groups = memberships(population, plan.entities)
        return build(plan, len(population.role), groups, values)

    def swift(self, month: date) -> Swift:
        """Return the month's plan, ready to run: from its image, or made in some 10 s."""
        with _making:
            if month not in self._engines:
                while len(self._engines) >= MONTHS:
                    self._engines.pop(next(iter(self._engines)))
                self._engines[month] = Swift(self._plan(month), lambda: self.system)
            return self._engines[month]

    def _plan(self, month: date) -> Plan:
        name = f"rights-{month:%Y-%m}"
        columns = [Column(one.variable, one.periods) for one in inputs_of(month)]
        outputs = outputs_of(f"{month:%Y-%m}")
        rules = fingerprint(overlay=repr((self.overlay, columns, outputs)))
        kept = self.images.find(name, rules) if self.images else None
        if kept is not None:
            return kept
        made = make_plan(self.system, columns, outputs, rules=rules, rowwise=ROWWISE)
        if self.images:
            self.images.keep(name, made)
        return made


def paid(amount: Array) -> Amounts:
    """Return a right that is due when something is paid, at least a cent."""
    euros = np.asarray(amount, dtype=np.float64)
    return Amounts(euros, np.round(euros, 2) > 0, np.zeros(len(euros), dtype=bool))


def opened(flag: Array) -> Amounts:
    """Return a right that is open or not, without a figure."""
    euros = np.zeros(len(flag))
    return Amounts(euros, np.asarray(flag, dtype=bool), np.zeros(len(flag), dtype=bool))


def css_of(found: dict[str, Array], month: date) -> Amounts:
    """Return the css: covered or not, what the household pays, doubtful near a stale ceiling."""
    free, participation, resources = (found[name] for name in CSS)
    near = np.zeros(len(free), dtype=bool)
    for ceiling in CSS_CEILINGS:
        near |= (found[ceiling] < resources) & (resources <= found[ceiling] * DOUBT)
    is_stale = month > CSS_CHECKED
    euros = np.where(free, 0.0, participation).astype(np.float64)
    return Amounts(euros, free | (np.round(euros, 2) > 0), near & ~free & is_stale)


def outcome_of(found: Amounts, place: int) -> Outcome:
    """Return one household's outcome."""
    amount = cents(found.amount[place])
    return Outcome(bool(found.is_due[place]), amount, bool(found.is_doubtful[place]))


def cents(amount: float) -> Decimal:
    """Return euros rounded to the cent, as they are paid."""
    return Decimal(str(float(amount))).quantize(CENT, rounding=ROUND_HALF_UP)


@lru_cache(maxsize=2)
def engine(folder: Path | None = None, key: bytes = b"") -> OpenFiscaFrance:
    """Return the process's engine, its plans kept in `folder` and sealed by `key`, if given.

    For the worker and the service of the rights: pages never load it.
    """
    return OpenFiscaFrance(Images(folder, key) if folder and key else None)
