"""Rules that remove operations without changing one bit of what is computed.

A rule stands here only if it holds for every value that its types allow, NaN, infinities and the
sign of zero included. `x * 0.0` is not zero for a negative or infinite x: no rule for it.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from openfisca_swift.graph import Graph, Node, Ref

AND: Final = {"numpy.logical_and", "numpy.bitwise_and", "numpy.multiply"}
OR: Final = {"numpy.logical_or", "numpy.bitwise_or", "numpy.add"}
SCALES: Final = {"marginal_rate", "marginal_amount", "single_amount"}


def fold(
    graph: Graph, name: str, arguments: tuple[Any, ...], entity: str, named: Mapping[str, Any]
) -> Node:
    """Return the node of an operation, or a simpler one that gives the same bits."""
    found: Node | None = None
    if named:
        return graph.call(name, arguments, entity, named)
    if name == "cast":
        found = _cast(graph, arguments)
    elif name in AND | OR and len(arguments) == 2:  # noqa: PLR2004
        found = _logic(graph, name, arguments, entity)
    elif name == "numpy.where":
        found = _where(graph, arguments, entity)
    elif name == "numpy.select":
        found = _select(graph, arguments, entity)
    elif name.startswith("group_") or name in {"projected", "person_in_role", "nth_person"}:
        found = _grouped(graph, name, arguments, entity)
    return found if found is not None else graph.call(name, arguments, entity)


def fold_scale(graph: Graph, name: str, arguments: tuple[Any, ...], entity: str) -> Node:
    """Return the node of a scale; of a constant base, folded if it is an exact zero."""
    found = graph.call(name, arguments, entity)
    base = _node(graph, arguments[0])
    if base is not None and base.is_constant and _is_zero(found.specimen):
        return graph.constant(found.specimen, entity)
    return found


def _node(graph: Graph, argument: Any) -> Node | None:
    return graph.nodes[argument.index] if isinstance(argument, Ref) else None


def _is_zero(specimen: Any) -> bool:
    return bool(specimen[0] == 0) and not bool(np.signbit(specimen[0]))


def _known(graph: Graph, argument: Any) -> Any:
    """Return the value of a constant or of a scalar; `None` when it is neither."""
    node = _node(graph, argument)
    if node is None:
        return argument if isinstance(argument, bool | np.bool_) else None
    return node.specimen[0] if node.is_constant and node.specimen.dtype == np.bool_ else None


def _cast(graph: Graph, arguments: tuple[Any, ...]) -> Node | None:
    node = _node(graph, arguments[0])
    return node if node is not None and node.specimen.dtype.str == arguments[1] else None


def _logic(graph: Graph, name: str, arguments: tuple[Any, ...], entity: str) -> Node | None:
    """Fold what a known truth decides: all operands are booleans, or the function makes them so."""
    is_logical = name.startswith("numpy.logical")
    nodes = [_node(graph, one) for one in arguments]
    if not all(
        isinstance(one, bool) if node is None else node.specimen.dtype == np.bool_
        for node, one in zip(nodes, arguments, strict=True)
    ):
        return None if not is_logical else _decided(graph, name, arguments, entity)
    decided = _decided(graph, name, arguments, entity)
    if decided is not None:
        return decided
    for one, other in (arguments, arguments[::-1]):
        known = _known(graph, one)
        if known is not None and bool(known) == (name in AND):
            return _node(graph, other)
    return None


def _decided(graph: Graph, name: str, arguments: tuple[Any, ...], entity: str) -> Node | None:
    for one in arguments:
        known = _known(graph, one)
        if known is not None and bool(known) == (name in OR):
            return graph.constant(np.array([name in OR]), entity)
    return None


def _where(graph: Graph, arguments: tuple[Any, ...], entity: str) -> Node | None:
    known = _known(graph, arguments[0])
    if known is None:
        return None
    whole = graph.call("numpy.where", arguments, entity)
    return _chosen(graph, arguments[1] if known else arguments[2], whole, entity)


def _chosen(graph: Graph, choice: Any, whole: Node, entity: str) -> Node:
    """Return one branch with the dtype that the whole choice has."""
    dtype = whole.specimen.dtype
    node = _node(graph, choice)
    if node is None:
        return graph.constant(np.asarray(choice).astype(dtype), entity)
    return fold(graph, "cast", (Ref(node.index), dtype.str), entity, {})


def _select(graph: Graph, arguments: tuple[Any, ...], entity: str) -> Node | None:
    """Write a choice among many as choices among two, from the last to the first.

    `numpy.select` casts every choice to their common type, then copies: so does this.
    """
    conditions, choices = arguments[:2]
    whole = graph.call("numpy.select", arguments, entity)
    dtype = whole.specimen.dtype
    default = arguments[2] if len(arguments) > 2 else 0  # noqa: PLR2004
    if dtype.kind in "OU":
        return None
    made = _chosen(graph, default, whole, entity)
    for condition, choice in reversed(list(zip(conditions, choices, strict=True))):
        known = _known(graph, condition)
        taken = _chosen(graph, choice, whole, entity)
        if known is None and _node(graph, condition) is None:
            return None
        if known is None:
            made = graph.call("numpy.where", (condition, Ref(taken.index), Ref(made.index)), entity)
        elif known:
            made = taken
    return made


def _grouped(graph: Graph, name: str, arguments: tuple[Any, ...], entity: str) -> Node | None:
    """Fold what a group makes of a constant when no structure can change it."""
    if len(arguments) < 3:  # noqa: PLR2004 - the count of members
        return None
    node = _node(graph, arguments[2])
    if node is None or not node.is_constant:
        return None
    value = node.specimen
    if (name == "projected" and arguments[1] is None) or _is_all_true(name, value):
        return graph.constant(value, entity)
    if name in {"projected", "group_sum", "group_any"}:
        whole = graph.call(name, arguments, entity)
        zero = value.dtype.kind in "bif" and _is_zero(value)
        return graph.constant(np.zeros(1, dtype=whole.specimen.dtype), entity) if zero else None
    if name in {"person_in_role", "nth_person"}:
        default = np.asarray(arguments[3]).astype(value.dtype).reshape(1)
        return graph.constant(value, entity) if _same(default, value) else None
    return None


def _is_all_true(name: str, value: Any) -> bool:
    return name == "group_all" and value.dtype == np.bool_ and bool(value[0])


def _same(one: Any, other: Any) -> bool:
    return bool(one.dtype == other.dtype and repr(one.tolist()) == repr(other.tolist()))
