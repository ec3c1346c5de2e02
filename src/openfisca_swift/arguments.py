"""The arguments of an operation, as formulas write them: recorded arrays among plain values."""

from typing import Any

import numpy as np
from openfisca_core.indexed_enums import Enum

from openfisca_swift.graph import Node, NotFollowedError, Ref, signature


class Recorded:
    """An array that stands for a node of the graph (`traced.Traced`)."""

    node: Node


def entity_of(value: Any) -> str:
    """Return the entity whose rows the arguments have; they must have one."""
    entities: set[str] = set()
    _add_entities(value, entities)
    if len(entities) != 1:
        raise NotFollowedError(f"Rows of {sorted(entities)} are mixed.")
    return entities.pop()


def _add_entities(value: Any, entities: set[str]) -> None:
    if isinstance(value, Recorded):
        entities.add(value.node.entity)
    elif isinstance(value, tuple | list):
        for one in value:
            _add_entities(one, entities)
    elif isinstance(value, dict):
        _add_entities(tuple(value.values()), entities)


def told(value: Any) -> Any:
    """Return what tells the arguments of an operation apart, before anything is made of them."""
    if isinstance(value, Recorded):
        return value.node.index
    if isinstance(value, tuple | list):
        return tuple([told(one) for one in value])
    if isinstance(value, dict):
        return tuple([(name, told(one)) for name, one in value.items()])
    return signature(value)


def placing(value: Any) -> Any:
    """Return an argument with places in the graph for arrays, and tuples for lists."""
    if isinstance(value, Recorded):
        return Ref(value.node.index)
    if isinstance(value, tuple | list):
        return tuple(placing(one) for one in value)
    if isinstance(value, Enum):
        return np.int16(value.index)
    if isinstance(value, np.ndarray) and value.ndim > 1:
        raise NotFollowedError("An array of more than one dimension.")
    return value
