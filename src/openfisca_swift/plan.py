"""A plan: what to compute, in order, for given inputs, outputs and month. Data, no code."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from openfisca_swift.graph import INPUT, Node


@dataclass(frozen=True, slots=True)
class Column:
    """An input: one array for one variable, at one period or at several of the same value."""

    variable: str
    periods: tuple[str, ...]

    @property
    def name(self) -> str:
        """How the array is called: the variable and its first period."""
        return f"{self.variable}@{self.periods[0]}"


@dataclass(frozen=True, slots=True)
class Kind:
    """What the arrays of a variable are: whose rows, which dtype, the names of an enumeration."""

    entity: str
    dtype: str
    names: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Nodes to run in order; `outputs` gives their places.

    `spirals` must be empty for the answers not to depend on the order of computation: it names
    what the stock engine cut short because a variable was needed to compute itself. `left` names
    the outputs that have no plan, and why: the stock engine answers them, from every column.
    """

    rules: str
    entities: Mapping[str, tuple[str, ...]]
    columns: tuple[Column, ...] = field(repr=False)
    kinds: Mapping[str, Kind] = field(repr=False)
    outputs: Mapping[str, int]
    nodes: tuple[Node, ...] = field(repr=False)
    spirals: tuple[str, ...]
    called: tuple[str, ...]
    left: Mapping[str, str] = field(default_factory=dict)

    @property
    def read(self) -> tuple[str, ...]:
        """Inputs that can change an output; the others need not be given."""
        if self.left:
            return tuple(one.name for one in self.columns)
        return tuple(str(one.arguments[0]) for one in self.nodes if one.operation == INPUT)
