"""The array that formulas see while they are followed: it records what is done to it.

It is no NumPy array, on purpose: whatever NumPy function is not recorded asks it for its values,
and it refuses. So nothing can be lost on the way; the formula is then kept whole, as a call.
Like an array it can be changed in place, and whoever else holds it sees the change.
"""

import operator
import sys
from collections.abc import Callable
from typing import Any, Final, NoReturn, Self

import numpy as np
from openfisca_core.indexed_enums import Enum

from openfisca_swift.arguments import Recorded, entity_of, placing, told
from openfisca_swift.folding import fold
from openfisca_swift.graph import Graph, Node, NotFollowedError, Ref
from openfisca_swift.operations import OPERATIONS

LONGEST: Final = 999_983  # and down, one for each entity: no batch is asked for so many rows
OF_MEMBERS: Final = frozenset(
    {"numpy.where", "numpy.select", "numpy.equal", "numpy.not_equal", "encoded", "gathered"}
)
NOWHERE: Final = np.iinfo(np.int64).min


class NoPlanError(Exception):
    """A formula can neither be followed nor called: what needs it has no plan."""


class Traced(Recorded):
    """An array without values: a node of the graph, and its enumeration if it has one."""

    __array_priority__ = 1000

    def __init__(self, graph: Graph, node: Node, possible_values: Any = None) -> None:
        self.graph = graph
        self.node = node
        self.possible_values = possible_values
        self.members: Any = None  # the enumeration whose members, not places, stock has here

    @property
    def dtype(self) -> np.dtype[Any]:
        """The dtype that the array will have."""
        return self.node.specimen.dtype

    def __array__(self, *_arguments: Any, **_keywords: Any) -> NoReturn:
        raise NotFollowedError("The values of an array were asked for.")

    def __bool__(self) -> NoReturn:
        raise NotFollowedError("A branch depends on values.")

    def __len__(self) -> int:
        """Return a length that stands for this entity's, in formulas proved to build with it."""
        if sys._getframe(1).f_code is not self.graph.builder:  # noqa: SLF001 - who asks?
            raise NotFollowedError("The number of rows was asked for.")
        return self.graph.lengths.setdefault(self.node.entity, LONGEST - len(self.graph.lengths))

    __iter__ = __float__ = __int__ = __index__ = __array__
    __hash__ = None  # type: ignore[assignment]

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **keywords: Any) -> Self:
        """Record a universal function."""
        if method != "__call__" or ("where" in keywords and "out" not in keywords):
            raise NotFollowedError(f"{ufunc.__name__}.{method} is not followed.")
        if "out" in keywords:  # at times a third argument by mistake: stock overwrites it too
            (out,) = keywords.pop("out")
            where = keywords.pop("where", True)
            found: Traced = self.__array_ufunc__(ufunc, method, *inputs, **keywords)
            return out._become(_under_or(found, where, out))  # type: ignore[no-any-return]  # noqa: SLF001
        return self._record(f"numpy.{ufunc.__name__}", ufunc, inputs, keywords)

    def __array_function__(
        self, function: Callable[..., Any], _types: Any, inputs: Any, keywords: Any
    ) -> Self:
        """Record a function of NumPy."""
        if function in {np.zeros_like, np.ones_like}:
            value = function(self.node.specimen, *inputs[1:], **keywords)
            return type(self)(self.graph, self.graph.constant(value, self.node.entity))
        return self._record(f"numpy.{function.__name__}", function, inputs, keywords)

    def _record(self, name: str, function: Any, inputs: Any, keywords: Any) -> Self:
        if name not in OPERATIONS or OPERATIONS[name].run is not function:
            raise NotFollowedError(f"{name} is not followed.")
        if name not in {"numpy.where", "numpy.select"}:
            return self.operation(name, inputs, keywords)
        inputs = (*inputs, *keywords.values())  # only `default` may be named
        members = _members(inputs[1:])
        if members is not None and name == "numpy.select" and len(inputs) == 2:  # noqa: PLR2004
            inputs = (*inputs, np.int16(-1))  # stock fails without a match
        found = self.operation(name, inputs)
        if members is not None:
            found = found.operation("encoded", (found, len(members)))
            found.members = members
        return found

    def enumerated(self, codes: Self, enumeration: Any) -> Self:
        """Return places checked to be in the enumeration."""
        found = self.operation("encoded", (codes, len(enumeration)))
        found.possible_values = enumeration
        return found

    def operation(self, name: str, inputs: Any, keywords: Any = None) -> Self:
        """Return what an operation gives on these arguments, on the rows of one entity."""
        members = [one.members for one in inputs if isinstance(one, Traced)]
        if any(members) and name not in OF_MEMBERS:
            raise NotFollowedError("Members of an enumeration are computed with.")
        words = name, told(inputs), told(keywords)
        node = self.graph.told.get(words)
        if node is None:
            placed = placing(tuple(inputs))
            named = {key: placing(value) for key, value in (keywords or {}).items()}
            node = fold(self.graph, name, placed, entity_of((inputs, keywords)), named)
            self.graph.remember(words, node, (inputs, keywords))
        return type(self)(self.graph, node)

    def astype(self, dtype: Any, **_keywords: Any) -> Self:
        """Cast, as arrays do; enumerations become their places."""
        return self.operation("cast", (self, np.dtype(dtype).str))

    def copy(self) -> Self:
        """Return an array that changes apart."""
        return type(self)(self.graph, self.node, self.possible_values)

    def round(self, decimals: int = 0) -> Self:
        """Round, as arrays do."""
        return self.operation("numpy.round", (self, decimals))

    def decode_to_str(self) -> Self:
        """Return the names of an enumeration's values."""
        names = np.array([one.name for one in self.possible_values])
        return self.operation("gathered", (names, self))

    def any(self) -> bool:
        """Whether one row is true: known of a constant only (a batch has at least one row)."""
        if not self.node.is_constant:
            raise NotFollowedError("A branch depends on values.")
        return bool(self.node.specimen[0])

    def all(self) -> bool:
        """Whether every row is true: known of a constant only."""
        return self.any()

    def __pos__(self) -> Self:
        return self.copy()

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)  # NumPy and copy look whether it is there
        raise NotFollowedError(f"An array's {name} was asked for.")

    def _become(self, other: Self) -> Self:
        self.graph.changes += 1
        self.node = other.astype(self.dtype).node
        return self

    def __setitem__(self, mask: Any, value: Any) -> None:
        if not isinstance(mask, Traced) or mask.dtype != np.bool_:
            raise NotFollowedError("An array is changed otherwise than under a mask.")
        self.graph.changes += 1
        if isinstance(value, Traced):
            if value.node.entity != _under(mask):
                raise NotFollowedError("Rows under two masks are mixed.")
            value = self._moved(value.node, self.node.entity).astype(self.dtype)
            self.node = self.operation("numpy.where", (mask, value, self)).node
        else:
            self.node = self.operation("assigned", (self, mask, value)).node

    def __getitem__(self, mask: Any) -> Self:
        """Return the rows under a mask: all are kept, and may only be put back under it."""
        if not isinstance(mask, Traced) or mask.dtype != np.bool_:
            raise NotFollowedError("An array is indexed otherwise than by a mask.")
        return self._moved(self.node, _under(mask))

    def _moved(self, node: Node, entity: str) -> Self:
        graph = self.graph
        if node.is_constant:
            return type(self)(graph, graph.constant(node.specimen, entity))
        return type(self)(graph, graph.call("same", (Ref(node.index),), entity))

    def __eq__(self, other: object) -> Self:  # type: ignore[override]
        return self.operation("numpy.equal", (self, self._comparable(other)))

    def __ne__(self, other: object) -> Self:  # type: ignore[override]
        return self.operation("numpy.not_equal", (self, self._comparable(other)))

    def _comparable(self, other: object) -> Any:
        if isinstance(other, Enum):
            kind: Any = type(other)
            # Places: `==`, as stock, since a file loaded twice makes twins, equal by their name.
            if self.possible_values is not None and self.possible_values == kind:
                return other.index
            if self.members is kind:
                return other.index
            if self.dtype.kind not in "bif":
                raise NotFollowedError("Objects are compared with an enumeration.")
            return NOWHERE  # another enumeration's value: stock finds it equal to nothing
        if (self.possible_values or self.members) is not None and not isinstance(other, Traced):
            raise NotFollowedError("An enumeration is compared with something else.")
        return other


def _under_or(found: Traced, where: Any, out: Traced) -> Traced:
    """Return what is found where it is asked, and what was there elsewhere."""
    kept = found.astype(out.dtype)
    return kept if where is True else found.operation("numpy.where", (where, kept, out))


def _under(mask: Traced) -> str:
    return f"{mask.node.entity}|{mask.node.index}"


def _members(choices: Any) -> Any:
    """Return the enumeration of a choice among members; among arrays, stock gives bare places."""
    flat = [one for part in choices for one in (part if isinstance(part, list | tuple) else [part])]
    kinds = {type(one) if isinstance(one, Enum) else getattr(one, "members", None) for one in flat}
    if kinds == {None}:
        return None
    if len(kinds) > 1:
        raise NotFollowedError("Choices of several kinds.")
    return kinds.pop()


def _binary(name: str) -> Any:
    def method(self: Traced, other: Any) -> Traced:
        return self.operation(f"numpy.{name}", (self, other))

    return method


def _reflected(name: str) -> Any:
    def method(self: Traced, other: Any) -> Traced:
        return self.operation(f"numpy.{name}", (other, self))

    return method


def _in_place(name: str) -> Any:
    def method(self: Traced, other: Any) -> Traced:
        return self._become(self.operation(f"numpy.{name}", (self, other)))

    return method


_OPERATORS: Final = {
    operator.add: "add",
    operator.sub: "subtract",
    operator.mul: "multiply",
    operator.truediv: "divide",
    operator.floordiv: "floor_divide",
    operator.mod: "remainder",
    operator.pow: "power",
    operator.and_: "bitwise_and",
    operator.or_: "bitwise_or",
    operator.xor: "bitwise_xor",
}
for _operator, _name in _OPERATORS.items():
    _stem = _operator.__name__.strip("_")
    setattr(Traced, f"__{_stem}__", _binary(_name))
    setattr(Traced, f"__r{_stem}__", _reflected(_name))
    setattr(Traced, f"__i{_stem}__", _in_place(_name))
for _stem, _name in {
    "lt": "less",
    "le": "less_equal",
    "gt": "greater",
    "ge": "greater_equal",
}.items():
    setattr(Traced, f"__{_stem}__", _binary(_name))
for _stem, _name in {"invert": "invert", "neg": "negative", "abs": "absolute"}.items():
    setattr(
        Traced, f"__{_stem}__", lambda self, _name=_name: self.operation(f"numpy.{_name}", (self,))
    )
