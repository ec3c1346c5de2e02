"""Following the formulas of a legislation: the stock engine's own control, recorded arrays.

`FollowingSimulation` is OpenFisca's `Simulation`: cache, cycles and spirals are decided by its
code, in its order. Only arrays differ. As no branch of a formula that was followed depends on
values, what was recorded is what the stock engine does for every household.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from openfisca_core import periods
from openfisca_core.errors import CycleError, SpiralError
from openfisca_core.indexed_enums import Enum
from openfisca_core.simulations import Simulation

from openfisca_swift.calling import Call
from openfisca_swift.graph import Graph, NotFollowedError, Ref
from openfisca_swift.lengths import builds_only
from openfisca_swift.plan import Column
from openfisca_swift.populations import TracedGroups, TracedPersons
from openfisca_swift.reading import Reader
from openfisca_swift.recording import recording
from openfisca_swift.traced import NoPlanError, Traced

# What Python and NumPy raise at an array without values, when they do not ask it for them first.
UNFORESEEN: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(slots=True)
class Trail:
    """What was met on the way, besides the graph."""

    left: dict[str, str] = field(default_factory=dict)
    spirals: list[str] = field(default_factory=list)
    not_followed: dict[str, str] = field(default_factory=dict)
    variables: set[tuple[str, str]] = field(default_factory=set)


class FollowingSimulation(Simulation):  # type: ignore[misc]
    """A simulation whose arrays are recorded instead of computed."""

    def __init__(
        self, system: Any, graph: Graph, trail: Trail, rowwise: frozenset[str] = frozenset()
    ) -> None:
        self.graph = graph
        self.rowwise = rowwise
        self.trail = trail
        persons = TracedPersons(system.person_entity)
        groups = {one.key: TracedGroups(one, persons) for one in system.group_entities}
        super().__init__(system, {system.person_entity.key: persons, **groups})

    def give(self, column: Column) -> None:
        """Give an input to come."""
        variable = self.tax_benefit_system.get_variable(column.variable, check_existence=True)
        entity = variable.entity.key
        specimen = np.asarray(variable.default_array(1))
        if specimen.dtype.kind == "f":
            specimen = np.ones(1, dtype=specimen.dtype)
        node = self.graph.given(column.name, entity, specimen)
        enumeration = variable.possible_values if variable.value_type is Enum else None
        for one in column.periods:
            array = Traced(self.graph, node, enumeration)  # apart: a formula may change it in place
            period = periods.period(one)
            if variable.end is None or period.start.date <= variable.end:
                holder = self.populations[entity].get_holder(column.variable)
                holder._memory_storage.put(array, period)  # noqa: SLF001 - stock's own store

    def _run_formula(self, variable: Any, population: Any, period: Any) -> Any:
        self.trail.variables.add((variable.name, str(period)))
        formula = variable.get_formula(period)
        before, changes = self.graph.builder, self.graph.changes
        may_build = formula is not None and builds_only(formula)
        self.graph.builder = formula.__code__ if may_build else None
        try:
            return super()._run_formula(variable, population, period)
        except (NotFollowedError, *UNFORESEEN) as reason:
            if self.graph.changes != changes:
                raise NoPlanError(f"{variable.name} changes arrays, then: {reason}") from reason
            self.trail.not_followed[f"{variable.name}@{period}"] = str(reason)
        finally:
            self.graph.builder = before
        return self._called(variable, population, period)

    def _called(self, variable: Any, population: Any, period: Any) -> Traced:
        """Return what a formula gives that cannot be followed: it will be called, on its reads."""
        reader = Reader(population)
        formula = variable.get_formula(period)
        try:
            found = np.asarray(formula(reader, period))
        except (NotFollowedError, *UNFORESEEN) as reason:
            why = f"{variable.name} can neither be followed nor called: {reason}"
            raise NoPlanError(why) from reason
        call = Call(formula, period, tuple(reader.names), variable.name in self.rowwise)
        arguments = [Ref(one.node.index) for one in reader.arrays]
        node = self.graph.opaque(call, arguments, variable.entity.key, found[:1])
        return Traced(self.graph, node)

    def _check_for_cycle(self, variable: str, period: Any) -> None:
        try:
            super()._check_for_cycle(variable, period)
        except SpiralError:
            self.trail.spirals.append(f"{variable}@{period}")
            raise

    def _cast_formula_result(self, value: Any, variable: Any) -> Traced:
        key = variable.entity.key
        if not isinstance(value, Traced):
            value = self.populations[key].filled_array(value)
        if value.node.entity != key:
            raise NoPlanError(f"{variable.name} is given rows of {value.node.entity}.")
        if variable.value_type is Enum:
            return _enumerated(value, variable.possible_values)
        found: Traced = value
        return found if found.dtype == variable.dtype else found.astype(variable.dtype)


def _enumerated(value: Traced, enumeration: Any) -> Traced:
    if value.possible_values is not None and value.possible_values == enumeration:
        return value
    if value.members is not None and value.members == enumeration:
        return Traced(value.graph, value.node, enumeration)
    if (value.possible_values or value.members) is not None or value.dtype.kind != "i":
        raise NoPlanError("Another enumeration, or names, are given.")
    return value.enumerated(value, enumeration)


def follow(
    system: Any,
    columns: Sequence[Column],
    outputs: Sequence[tuple[str, str]],
    graph: Graph,
    rowwise: frozenset[str] = frozenset(),
) -> tuple[Mapping[str, Ref], Trail]:
    """Record how each output is computed, each alone in a fresh simulation.

    Alone: that makes the answer independent of the order in which outputs are asked. What can be
    neither followed nor called is left to the stock engine, with the reason.
    """
    trail = Trail()
    found: dict[str, Ref] = {}
    with recording(graph), np.errstate(all="ignore"):
        for variable, period in outputs:
            simulation = FollowingSimulation(system, graph, trail, rowwise)
            for column in columns:
                simulation.give(column)
            try:
                array = simulation.calculate(variable, periods.period(period))
            except (NoPlanError, NotFollowedError, CycleError) as reason:
                trail.left[f"{variable}@{period}"] = str(reason)
            else:
                found[f"{variable}@{period}"] = Ref(array.node.index)
    return found, trail
