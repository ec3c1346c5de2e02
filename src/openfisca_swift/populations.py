"""OpenFisca's populations, for formulas that are being followed."""

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

import numpy as np
from openfisca_core.holders import Holder
from openfisca_core.indexed_enums import Enum
from openfisca_core.populations import GroupPopulation, Population
from openfisca_core.projectors import Projector

from openfisca_swift.arguments import placing
from openfisca_swift.folding import fold
from openfisca_swift.graph import Graph, NotFollowedError
from openfisca_swift.traced import Traced

Method = TypeVar("Method", bound=Callable[..., Any])


def projectable(method: Method) -> Method:
    """Mark a method whose result projectors carry on, as OpenFisca's own decorator does."""
    method.projectable = True  # type: ignore[attr-defined]
    return method


class TracedHolder(Holder):  # type: ignore[misc]
    """Keeps recorded arrays as they are."""

    def _to_array(self, value: Any) -> Any:
        return value

    def default_array(self) -> Traced:
        """Return the variable's default, the same on every row."""
        variable, population = self.variable, self.population
        return constant(
            population.simulation.graph,
            np.asarray(variable.default_array(1)),
            population.entity.key,
            variable.possible_values if variable.value_type is Enum else None,
        )


def constant(graph: Graph, value: Any, entity: str, possible_values: Any = None) -> Traced:
    """Return an array with the same value on every row."""
    return Traced(graph, graph.constant(value, entity), possible_values)


class _Rows:
    """What both kinds of populations do without knowing how many rows there are."""

    entity: Any
    simulation: Any
    _holders: dict[str, Any]

    @property
    def count(self) -> NoReturn:
        raise NotFollowedError("The number of rows was asked for.")

    def get_holder(self, variable_name: str) -> Any:
        """Return the holder of a variable of this entity."""
        self.entity.check_variable_defined_for_entity(variable_name)
        if variable_name not in self._holders:
            variable = self.entity.get_variable(variable_name)
            self._holders[variable_name] = TracedHolder(variable, self)
        return self._holders[variable_name]

    def empty_array(self) -> Traced:
        """Return zeros; float32, as stock."""
        return self.filled_array(0, np.float32)

    def filled_array(self, value: Any, dtype: Any = None) -> Traced:
        """Return an array with the same value on every row."""
        if isinstance(value, Enum):
            return constant(self.graph, np.int16(value.index), self.entity.key, type(value))
        return constant(self.graph, np.full(1, value, dtype), self.entity.key)

    def check_array_compatible_with_entity(self, array: Any) -> None:
        """Refuse what is not an array of this entity."""
        if not isinstance(array, Traced) or array.members or array.node.entity != self.entity.key:
            raise NotFollowedError(f"Not an array of {self.entity.key}.")

    @property
    def graph(self) -> Graph:
        """The graph where everything is written."""
        graph: Graph = self.simulation.graph
        return graph

    def made(self, name: str, entity: str, *arguments: Any) -> Traced:
        """Return what an operation on the structure gives."""
        return Traced(self.graph, fold(self.graph, name, placing(arguments), entity, {}))


class TracedPersons(_Rows, Population):  # type: ignore[misc]
    """The persons."""

    @projectable
    def has_role(self, role: Any) -> Traced:
        """Whether each person has a role in its group."""
        self.entity.check_role_validity(role)
        return self.made("has_role", self.entity.key, role.entity.key, places_of(role))

    @projectable
    def get_rank(self, entity: Any, criteria: Any, condition: Any = True) -> Traced:  # noqa: FBT002
        """Return the rank of each person in its group, by criteria."""
        group = entity.reference_entity if isinstance(entity, Projector) else entity
        asked = self.filled_array(condition) if isinstance(condition, bool) else condition
        return self.made("rank", self.entity.key, group.entity.key, criteria, asked)

    @projectable
    def value_from_partner(self, *_arguments: Any) -> NoReturn:
        """Refuse: no formula followed so far asks for it."""
        raise NotFollowedError("The partner's value was asked for.")


class TracedGroups(_Rows, GroupPopulation):  # type: ignore[misc]
    """The groups of one kind."""

    members_entity_id = property(lambda self: self.count)
    members_role = members_position = ordered_members_map = members_entity_id

    def _gathered(self, name: str, array: Any, role: Any, *others: Any) -> Traced:
        self.entity.check_role_validity(role)
        self.members.check_array_compatible_with_entity(array)
        key = self.entity.key
        return self.made(name, key, key, None if role is None else places_of(role), array, *others)

    @projectable
    def sum(self, array: Any, role: Any = None) -> Traced:
        """Sum members' values."""
        return self._gathered("group_sum", array, role)

    @projectable
    def any(self, array: Any, role: Any = None) -> Traced:
        """Whether it is true of a member."""
        return self._gathered("group_any", array, role)

    @projectable
    def reduce(self, array: Any, reducer: Any, neutral_element: Any, role: Any = None) -> Traced:
        """Combine members' values, in their order."""
        names = {np.logical_and: "group_all", np.maximum: "group_max", np.minimum: "group_min"}
        if reducer not in names:
            raise NotFollowedError("An unknown way to combine members' values.")
        return self._gathered(names[reducer], array, role, neutral_element)

    @projectable
    def nb_persons(self, role: Any = None) -> Traced:
        """Count members."""
        key = self.entity.key
        if not role:
            return self.made("group_count", key, key)
        condition = self.made("has_role", self.members.entity.key, key, places_of(role))
        return self._gathered("group_sum", condition, None)

    @projectable
    def value_from_person(self, array: Any, role: Any, default: Any = 0) -> Traced:
        """Return the value of the only member who has a role."""
        if role.max != 1 or role.entity.key != self.entity.key:
            raise NotFollowedError(f"Role {role.key} is not unique.")
        found = self._gathered("person_in_role", array, role, default)
        found.possible_values = array.possible_values
        return found

    @projectable
    def value_nth_person(self, n: int, array: Any, default: Any = 0) -> Traced:
        """Return the value of the nth member."""
        self.members.check_array_compatible_with_entity(array)
        key = self.entity.key
        found = self.made("nth_person", key, key, n, array, default)
        found.possible_values = array.possible_values
        return found

    def project(self, array: Any, role: Any = None) -> Traced:
        """Give each person the value of its group."""
        self.check_array_compatible_with_entity(array)
        roles = None if role is None else places_of(role)
        found = self.made("projected", self.members.entity.key, self.entity.key, roles, array)
        found.possible_values = array.possible_values
        return found


def places_of(role: Any) -> tuple[str, tuple[int, ...]]:
    """Return whose role it is, and the places of its subroles among the flattened roles."""
    flat = [one.key for one in role.entity.flattened_roles]
    return role.entity.key, tuple(flat.index(one.key) for one in (role.subroles or [role]))
