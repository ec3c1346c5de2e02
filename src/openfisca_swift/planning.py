"""Making a plan: the formulas are followed once, what the outputs do not need is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from openfisca_core.indexed_enums import Enum

from openfisca_swift.graph import Graph, Node, Ref, references
from openfisca_swift.plan import Column, Kind, Plan
from openfisca_swift.tracing import Trail, follow


def make_plan(
    system: Any,
    columns: Sequence[Column],
    outputs: Sequence[tuple[str, str]],
    *,
    rules: str = "",
    rowwise: frozenset[str] = frozenset(),
) -> Plan:
    """Follow the formulas once, and keep what the outputs need.

    `rowwise` names variables whose formula, if it has to be called, maps each value by itself.
    An output that can be neither followed nor called is left to the stock engine (`Plan.left`).
    """
    graph = Graph()
    kinds = _kinds(system, columns, outputs)
    found, trail = follow(system, columns, outputs, graph, rowwise)
    nodes, places = _needed(graph, list(found.values()))
    return Plan(
        rules=rules,
        entities=_entities(system),
        columns=tuple(columns),
        kinds=kinds,
        outputs={name: places[ref.index] for name, ref in found.items()},
        nodes=nodes,
        spirals=_spirals(trail),
        called=tuple(sorted(trail.not_followed)),
        left=dict(trail.left),
    )


def _spirals(trail: Trail) -> tuple[str, ...]:
    return tuple(dict.fromkeys(trail.spirals))


def _entities(system: Any) -> dict[str, tuple[str, ...]]:
    """Return each entity's roles, in OpenFisca's flattened order; the persons first, with none."""
    groups = {
        one.key: tuple(role.key for role in one.flattened_roles) for one in system.group_entities
    }
    return {system.person_entity.key: (), **groups}


def _kinds(
    system: Any, columns: Sequence[Column], outputs: Sequence[tuple[str, str]]
) -> dict[str, Kind]:
    names = {*(one.variable for one in columns), *(name for name, _period in outputs)}
    kinds = {}
    for name in sorted(names):
        one = system.get_variable(name, check_existence=True)
        members = (
            tuple(item.name for item in one.possible_values) if one.value_type is Enum else None
        )
        kinds[name] = Kind(one.entity.key, str(np.dtype(one.dtype)), members)
    return kinds


def _needed(graph: Graph, outputs: Sequence[Ref]) -> tuple[tuple[Node, ...], dict[int, int]]:
    """Keep the nodes that an output reads, in order, and number them anew."""
    kept: set[int] = set()
    waiting = [ref.index for ref in outputs]
    while waiting:
        index = waiting.pop()
        if index not in kept:
            kept.add(index)
            node = graph.nodes[index]
            waiting += references((node.arguments, node.keywords))
    places = {index: place for place, index in enumerate(sorted(kept))}
    return tuple(_renumbered(graph.nodes[index], places) for index in sorted(kept)), places


def _renumbered(node: Node, places: Mapping[int, int]) -> Node:
    return replace(
        node,
        index=places[node.index],
        arguments=_moved(node.arguments, places),
        keywords=_moved(node.keywords, places),
    )


def _moved(value: Any, places: Mapping[int, int]) -> Any:
    if isinstance(value, Ref):
        return Ref(places[value.index])
    if isinstance(value, tuple):
        return tuple(_moved(one, places) for one in value)
    return value
