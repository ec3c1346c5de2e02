"""The graph of array operations: each one once, constants folded as they are met.

A node stands for one array with a row for each member of an entity. It carries a *specimen*, an
array of length one: its dtype is the node's, and for a constant (the same value on every row,
whatever the batch) it is the value itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import CodeType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from openfisca_swift.operations import OPERATIONS

Array = NDArray[Any]
INPUT: Final = "input"
CONSTANT: Final = "constant"
OPAQUE: Final = "opaque"
PLAIN: Final = frozenset({bool, int, float, str, bytes, type(None)})  # known by what they print


class NotFollowedError(Exception):
    """A formula did what the recording cannot follow."""


@dataclass(frozen=True, slots=True)
class Ref:
    """The place of a node in its graph, where an argument is another node's array."""

    index: int


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One array: what computes it, from what, and for which entity."""

    index: int
    operation: str
    arguments: tuple[Any, ...]
    keywords: tuple[tuple[str, Any], ...]
    entity: str
    specimen: Array

    @property
    def is_constant(self) -> bool:
        """Whether every row has the specimen's value."""
        return self.operation == CONSTANT


def references(value: Any) -> list[int]:
    """Return the places of the nodes named in an argument, at any depth."""
    if isinstance(value, Ref):
        return [value.index]
    found: list[int] = []
    if isinstance(value, tuple):
        for one in value:
            if isinstance(one, Ref):
                found.append(one.index)
            elif isinstance(one, tuple):
                found += references(one)
    return found


def replaced(value: Any, arrays: Mapping[int, Any]) -> Any:
    """Return an argument with each node replaced by its array."""
    if isinstance(value, Ref):
        return arrays[value.index]
    if isinstance(value, tuple):
        return [replaced(one, arrays) for one in value]
    return value


def signature(value: Any) -> Any:
    """Return what tells two arguments apart: 0, 0.0, -0.0 and False are four."""
    kind = type(value)
    if kind is Ref:
        return value.index
    if kind is tuple:
        return tuple([signature(one) for one in value])
    if isinstance(value, np.ndarray | np.generic):
        return (value.dtype.str, repr(value.tolist()))
    if kind in PLAIN:
        return (kind.__name__, repr(value))
    return (kind.__name__, id(value))


@dataclass(slots=True)
class Graph:
    """Nodes in an order where each comes after those it reads."""

    nodes: list[Node] = field(default_factory=list)
    builder: CodeType | None = None  # the formula that may ask for lengths, being followed
    lengths: dict[str, int] = field(default_factory=dict)
    changes: int = 0  # arrays changed in place so far
    told: dict[Any, Node] = field(default_factory=dict)  # operations met, as formulas wrote them
    _known: dict[Any, int] = field(default_factory=dict)
    _kept: list[Any] = field(default_factory=list)  # alive, so that `id` stays theirs

    def constant(self, value: Any, entity: str) -> Node:
        """Return the array of an entity that has the same value on every row; shape (1,)."""
        specimen = np.asarray(value).reshape(1)
        return self._add((CONSTANT, signature(specimen), entity), CONSTANT, entity, specimen)

    def given(self, name: str, entity: str, specimen: Array) -> Node:
        """Return an array that the caller will give at each run."""
        key = (INPUT, name, entity)
        return self._add(key, INPUT, entity, specimen, arguments=(name,))

    def call(
        self,
        operation: str,
        arguments: Sequence[Any],
        entity: str,
        keywords: Mapping[str, Any] | None = None,
    ) -> Node:
        """Return the array that an operation gives, folded when it is provably a constant."""
        placed = tuple(arguments)
        named = tuple(sorted((keywords or {}).items()))
        key = (operation, signature(placed), signature(named), entity)
        if key in self._known:
            return self.nodes[self._known[key]]
        indices = references((placed, named))
        known = OPERATIONS[operation]
        is_folded = known.is_rowwise and all(self.nodes[one].is_constant for one in indices)
        run = known.run if is_folded else known.specimen
        specimen = self._specimen(run, placed, named, indices)
        if is_folded:
            return self.constant(specimen, entity)
        self._kept.append((placed, named))
        return self._add(key, operation, entity, specimen, placed, named)

    def remember(self, told: Any, node: Node, alive: Any) -> None:
        """Note what an operation gave; its arguments stay, so that their `id` stays theirs."""
        self.told[told] = node
        self._kept.append(alive)

    def opaque(self, function: Any, arguments: Sequence[Any], entity: str, specimen: Array) -> Node:
        """Return what a Python function gives: it could not be followed, it will be called."""
        self._kept.append(function)
        key = (OPAQUE, id(function), signature(tuple(arguments)), entity)
        placed = (function, *arguments)
        return self._add(key, OPAQUE, entity, specimen, placed)

    def _specimen(
        self, run: Callable[..., Any], placed: Any, named: Any, indices: Sequence[int]
    ) -> Array:
        arrays = {one: self.nodes[one].specimen for one in indices}
        found = run(
            *[replaced(one, arrays) for one in placed],
            **{name: replaced(one, arrays) for name, one in named},
        )
        if np.shape(found) != (1,):
            raise NotFollowedError("Not one value for each row.")
        return np.asarray(found)

    def _add(
        self,
        key: Any,
        operation: str,
        entity: str,
        specimen: Array,
        arguments: tuple[Any, ...] = (),
        keywords: tuple[tuple[str, Any], ...] = (),
    ) -> Node:
        if key in self._known:
            return self.nodes[self._known[key]]
        node = Node(len(self.nodes), operation, arguments, keywords, entity, specimen)
        self.nodes.append(node)
        self._known[key] = node.index
        return node
