"""The stock engine, untouched: it answers when a plan cannot, and plans are judged by it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core import periods
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.populations import GroupPopulation, Population
from openfisca_core.simulations import Simulation

from openfisca_swift.plan import Column
from openfisca_swift.structure import Structure

Array = NDArray[Any]


def stock_simulation(
    system: Any, structure: Structure, columns: Sequence[Column], inputs: Mapping[str, Array]
) -> Simulation:
    """Return a fresh simulation of the batch, inputs given."""
    persons = Population(system.person_entity)
    persons.count = structure.counts[system.person_entity.key]
    persons.ids = [str(place) for place in range(persons.count)]
    populations = {system.person_entity.key: persons}
    for entity in system.group_entities:
        populations[entity.key] = _groups(entity, persons, structure)
    simulation = Simulation(system, populations)
    for column in columns:
        variable = system.get_variable(column.variable, check_existence=True)
        array = inputs[column.name]
        if variable.value_type is Enum:
            array = EnumArray(array, variable.possible_values)
        for one in column.periods:
            period = periods.period(one)
            if variable.end is None or period.start.date <= variable.end:
                simulation.get_holder(column.variable).put_in_cache(array.copy(), period)
    return simulation


def _groups(entity: Any, persons: Any, structure: Structure) -> Any:
    one = structure.groups[entity.key]
    made = GroupPopulation(entity, persons)
    made.count = one.count
    made.ids = [str(place) for place in range(one.count)]
    made.members_entity_id = one.ids
    roles = np.empty(len(entity.flattened_roles), dtype=object)
    roles[:] = entity.flattened_roles
    made._members_role = roles[one.roles]  # noqa: SLF001 - its setter loops over persons
    return made


def stock_answers(
    system: Any,
    structure: Structure,
    columns: Sequence[Column],
    inputs: Mapping[str, Array],
    outputs: Sequence[tuple[str, str]],
) -> dict[str, Array]:
    """Return the outputs, each asked alone of a fresh simulation."""
    found = {}
    for variable, period in outputs:
        simulation = stock_simulation(system, structure, columns, inputs)
        array = simulation.calculate(variable, period)
        found[f"{variable}@{period}"] = np.asarray(array)
    return found
