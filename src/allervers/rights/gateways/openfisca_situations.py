"""OpenFisca situations calculated, each value as if it were asked alone in a fresh simulation.

The untouched rules: what existing clients of OpenFisca's web API get. Its own answer depends on
the order of the keys when a variable needs itself in the past (docs/why/rights.md); this
one does not. The stock engine answers; a form of situation (which variables and periods are given,
which are asked) that comes back may be given a plan, which answers the same sooner.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from openfisca_core.errors import (
    CycleError,
    ParameterNotFoundError,
    PeriodMismatchError,
    SituationParsingError,
    SpiralError,
)
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import period as period_of
from openfisca_core.simulations import Simulation, SimulationBuilder

from allervers.rights.domain.population import Array
from allervers.rights.domain.situation import Requested, Situation, SituationError, refused
from openfisca_swift.columns import Membership, build
from openfisca_swift.engine import Engine
from openfisca_swift.plan import Column, Plan
from openfisca_swift.planning import make_plan
from openfisca_swift.stock import stock_answers
from openfisca_swift.structure import Group, Structure

ROWWISE: Final = frozenset({"zone_apl"})  # one commune, one zone: it loops over values
# What the stock engine raises at a situation that it cannot read or compute.
FAILURES: Final = (
    SpiralError, CycleError, ParameterNotFoundError,
    ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError,
)  # fmt: skip

Output = tuple[str, str]  # variable, period


@dataclass(frozen=True, slots=True)
class Form:
    """What a situation gives and asks, whatever the values and the persons: what a plan is for."""

    given: tuple[Output, ...]
    asked: tuple[Output, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the inputs."""
        return tuple(Column(variable, (period,)) for variable, period in self.given)


@dataclass(slots=True)
class Built:
    """A situation read by OpenFisca itself: its arrays, and who belongs to what."""

    situation: Situation
    form: Form
    structure: Structure
    inputs: Mapping[str, Array]
    identifiers: Mapping[str, Sequence[str]]
    periods: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_empty_groups(self) -> bool:
        """Whether a group has nobody: plans and the stock engine differ there."""
        return any(not one.sizes.all() for one in self.structure.groups.values())


class Situations:
    """Reads situations and calculates them by the stock engine; makes plans when asked to."""

    def __init__(self, system: Any) -> None:
        self.system = system

    def build(self, situation: Situation) -> Built:
        """Read a situation as OpenFisca does; raises SituationError where it refuses."""
        try:
            simulation = SimulationBuilder().build_from_entities(
                self.system, dict(situation.entities)
            )
            inputs = _inputs(simulation)
        except SituationParsingError as error:
            raise SituationError(error.error, error.code or 400) from error
        except PeriodMismatchError as error:
            raise refused((error.variable_name,), str(error)) from error
        except FAILURES as error:
            raise refused((), f"OpenFisca ne sait pas lire cette situation : {error}") from error
        for name, array in inputs.items():
            if array.dtype.kind == "f" and not np.isfinite(array).all():
                raise refused((name.split("@")[0],), "Ce n'est pas un nombre fini.")
        periods = {one.period: self._period(simulation, one) for one in situation.requested}
        asked = {(one.variable, periods[one.period]) for one in situation.requested}
        given = sorted(tuple(name.split("@")) for name in inputs)
        return Built(
            situation,
            Form(tuple((name, period) for name, period in given), tuple(sorted(asked))),
            _structure(simulation),
            inputs,
            {one.entity.plural: one.ids for one in simulation.populations.values()},
            periods,
        )

    def _period(self, simulation: Simulation, one: Requested) -> str:
        """Return the period asked, as OpenFisca writes it; refuse what the variable has not."""
        try:
            found = period_of(one.period)
            variable = self.system.get_variable(one.variable, check_existence=True)
            simulation._check_period_consistency(found, variable)  # noqa: SLF001 - its own check
        except FAILURES as error:
            raise refused(one.path, str(error)) from error
        return str(found)

    def stock_of(self, situation: Situation) -> dict[Requested, Any]:
        """Read and calculate by the stock engine; raises SituationError."""
        return self.stock(self.build(situation))

    def stock(self, built: Built) -> dict[Requested, Any]:
        """Calculate by the stock engine, each output in a fresh simulation."""
        try:
            found = stock_answers(
                self.system, built.structure, built.form.columns, built.inputs, built.form.asked
            )
        except FAILURES as error:
            raise refused((), f"OpenFisca ne sait pas calculer : {error}", 422) from error
        return self._values(built, found)

    def planned(self, built: Built, engine: Engine) -> dict[Requested, Any]:
        """Calculate by a plan made for this form: the same values."""
        persons = built.structure.counts[self.system.person_entity.key]
        groups = {
            key: Membership(one.ids, one.roles, one.count)
            for key, one in built.structure.groups.items()
        }
        batch = build(engine.plan, persons, groups, built.inputs)
        return self._values(built, engine.calculate(batch))

    def plan(self, form: Form) -> Plan:
        """Follow the formulas for a form: seconds."""
        return make_plan(self.system, form.columns, form.asked, rowwise=ROWWISE)

    def _values(self, built: Built, found: Mapping[str, Array]) -> dict[Requested, Any]:
        values = {}
        for one in built.situation.requested:
            array = found[f"{one.variable}@{built.periods[one.period]}"]
            row = built.identifiers[one.entity].index(one.identifier)
            values[one] = self._value(one.variable, array, row)
        return values

    def _value(self, name: str, array: Array, row: int) -> Any:
        """Return a value as OpenFisca's web API writes it."""
        variable = self.system.get_variable(name)
        if variable.value_type is Enum:
            return list(variable.possible_values)[int(np.asarray(array)[row])].name
        if variable.value_type is float:
            return float(str(array[row]))
        if variable.value_type is str:
            return str(array[row])
        return array.tolist()[row]


def stock_situations() -> Situations:
    """Return the untouched legislation, ready to calculate: 4 to 8 s, 130 MB."""
    from openfisca_france import FranceTaxBenefitSystem  # noqa: PLC0415 - only for France

    return Situations(FranceTaxBenefitSystem())


def _inputs(simulation: Simulation) -> dict[str, Array]:
    """Return every array given, by "variable@period"."""
    return {
        f"{name}@{period}": np.asarray(holder.get_array(period))
        for population in simulation.populations.values()
        for name, holder in population._holders.items()  # noqa: SLF001 - it has no other door
        for period in holder.get_known_periods()
    }


def _structure(simulation: Simulation) -> Structure:
    groups = {}
    counts = {}
    for key, population in simulation.populations.items():
        counts[key] = population.count
        if population.entity.is_person:
            continue
        places = {id(role): place for place, role in enumerate(population.entity.flattened_roles)}
        roles = [places[id(role)] for role in population.members_role]
        ids = np.asarray(population.members_entity_id, dtype=np.int64)
        groups[key] = Group(population.count, ids, np.array(roles, dtype=np.uint8))
    return Structure(counts, groups)
