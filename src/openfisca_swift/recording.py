"""What OpenFisca does to arrays outside formulas, recorded too: scales, parameters by value.

The methods are replaced while formulas are followed, and do what they did for ordinary arrays.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import numpy as np
from openfisca_core.parameters import ParameterNodeAtInstant, VectorialParameterNodeAtInstant
from openfisca_core.taxscales import (
    MarginalAmountTaxScale,
    MarginalRateTaxScale,
    SingleAmountTaxScale,
)

from openfisca_swift.arguments import entity_of, placing
from openfisca_swift.folding import fold_scale
from openfisca_swift.graph import Graph, NotFollowedError
from openfisca_swift.traced import Traced

_LOCK: Final = threading.Lock()


def _scaled(name: str, scale: Any, base: Traced, *options: Any) -> Traced:
    amounts = scale.rates if name == "marginal_rate" else scale.amounts
    arguments = (base, tuple(scale.thresholds), tuple(amounts), *options)
    entity = entity_of(arguments)
    return Traced(base.graph, fold_scale(base.graph, name, placing(arguments), entity))


def _rate(
    self: Any, tax_base: Any, factor: Any = 1.0, round_base_decimals: int | None = None
) -> Any:
    return _scaled("marginal_rate", self, tax_base, factor, round_base_decimals)


def _amount(self: Any, tax_base: Any, right: bool = False) -> Any:  # noqa: FBT001, FBT002
    return _scaled("marginal_amount", self, tax_base)


def _single(self: Any, tax_base: Any, right: bool = False) -> Any:  # noqa: FBT001, FBT002
    return _scaled("single_amount", self, tax_base, right)


class Selection:
    """A node of parameters chosen by the values of an array."""

    def __init__(self, children: list[Any], codes: Traced) -> None:
        self.children = children
        self.codes = codes

    def __getattr__(self, name: str) -> Any:
        return chosen([None if one is None else one[name] for one in self.children], self.codes)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            return getattr(self, key)
        first = next(one for one in self.children if one is not None)
        names, codes = keys_of(first._children, key)  # noqa: SLF001 - as stock's class does
        grid = [
            None if one is None or name not in one._children else one[name]  # noqa: SLF001
            for one in self.children
            for name in names
        ]
        return chosen(grid, _both(self.codes, codes, len(names)))


def _both(first: Traced, second: Traced, width: int) -> Traced:
    """Return one code for two; where either has none, none."""
    wide = first.operation("numpy.multiply", (first.astype("int64"), width))
    both = first.operation("numpy.add", (wide, second.astype("int64")))
    lowest = first.operation("numpy.minimum", (first, second))
    none = first.operation("numpy.less", (lowest, 0))
    return first.operation("numpy.where", (none, -1, both))


def chosen(children: list[Any], codes: Traced) -> Any:
    """Return the parameter of each row: a selection of nodes, or an array of values."""
    known = [one for one in children if one is not None]
    if isinstance(known[0], ParameterNodeAtInstant):
        return Selection(children, codes)
    if not {type(one) for one in known} <= {float, int}:
        raise NotFollowedError("Parameters that are not numbers.")
    # Integers among floats are made floats: stock does so when the batch needs one of the floats.
    table = np.array(known)
    if len(known) < len(children):
        kept = np.cumsum([one is not None for one in children]) - 1
        holes = np.array([k if c is not None else -1 for k, c in zip(kept, children, strict=True)])
        codes = codes.operation("gathered", (holes, codes))
    return codes.operation("gathered", (table, codes))


def keys_of(children: Mapping[str, Any], key: Traced) -> tuple[list[str], Traced]:
    """Return the names that a key may take and, for each row, the place among them."""
    enumeration = key.possible_values or key.members
    if enumeration is not None:
        return [one.name for one in enumeration], Traced(key.graph, key.node)
    if key.dtype.kind not in "Ui":
        raise NotFollowedError("Parameters by date or by object.")
    names = tuple(children)
    return list(names), key.operation("codes_of", (key, names))


@contextmanager
def recording(graph: Graph) -> Iterator[None]:
    """Record, in this block, what is done to recorded arrays outside formulas."""
    with _LOCK:
        undo = [
            _replaced(MarginalRateTaxScale, "calc", _rate),
            _replaced(MarginalAmountTaxScale, "calc", _amount),
            _replaced(SingleAmountTaxScale, "calc", _single),
            _replaced(ParameterNodeAtInstant, "__getitem__", _item),
            _replaced(np.char, "startswith", _starts_with),
            *(_built(name, graph) for name in ("zeros", "ones")),
        ]
        try:
            yield
        finally:
            for owner, name, stock in undo:
                setattr(owner, name, stock)


def _replaced(owner: Any, name: str, ours: Any) -> tuple[Any, str, Any]:
    """Put our function in place of stock's, for recorded arrays only; return how to undo it."""
    stock = getattr(owner, name)
    place = 0 if owner is np.char else 1

    def either(*arguments: Any, **keywords: Any) -> Any:
        if any(isinstance(one, Traced) for one in (*arguments[place:], *keywords.values())):
            return ours(*arguments, **keywords)
        return stock(*arguments, **keywords)

    setattr(owner, name, either)
    return owner, name, stock


def _built(name: str, graph: Graph) -> tuple[Any, str, Any]:
    """Put in place of `np.zeros` what builds a recorded array from a length that stands for one."""
    stock = getattr(np, name)

    def either(*arguments: Any, **keywords: Any) -> Any:
        for entity, length in graph.lengths.items():
            if graph.builder is not None and arguments == (length,) and not keywords:
                return Traced(graph, graph.constant(stock(1), entity))
        return stock(*arguments, **keywords)

    setattr(np, name, either)
    return np, name, stock


def _item(self: Any, key: Traced) -> Any:
    VectorialParameterNodeAtInstant.check_node_vectorisable(self)
    names, codes = keys_of(self._children, key)
    return chosen([self._children.get(name) for name in names], codes)


def _starts_with(array: Traced, prefix: str) -> Traced:
    return array.operation("starts_with", (array, prefix))
