"""The operations that a plan may hold, by name, so that a plan can be written to a file.

An operation is *rowwise* when each row of its result depends on the same row of its arguments
only: of constants it makes a constant. The others know the structure of the households.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from openfisca_swift.scales import SCALES
from openfisca_swift.structure import Structure

Array = NDArray[Any]


class OutOfPlanError(Exception):
    """The data took a way that the plan does not hold: the stock engine has to answer."""


@dataclass(frozen=True, slots=True)
class Operation:
    """How to run an operation; `specimen` does the same on arrays of length one."""

    run: Callable[..., Any]
    specimen: Callable[..., Any]
    is_rowwise: bool = True
    has_structure: bool = False


def cast(array: Array, dtype: str) -> Array:
    """Return the array with another dtype, as `astype` does."""
    return array.astype(dtype)


def assigned(array: Array, mask: Array, value: Any) -> Array:
    """Return a copy where `array[mask] = value` was done; `value` is a scalar."""
    return np.where(mask, np.asarray(value).astype(array.dtype), array)


def gathered(table: Array, codes: Array) -> Array:
    """Return a table's value at each code; a negative code has none."""
    if codes.size and int(codes.min()) < 0:
        raise OutOfPlanError("A parameter was asked for a value that has none.")
    return table[codes]


def codes_of(keys: Array, names: tuple[str, ...]) -> Array:
    """Return the place of each key among names; int64."""
    found, places = np.unique(keys, return_inverse=True)
    known = {name: place for place, name in enumerate(names)}
    return np.array([known.get(str(one), -1) for one in found], dtype=np.int64)[places]


def encoded(codes: Array, size: int) -> Array:
    """Return places in an enumeration as the stock engine stores them; int16."""
    if codes.size and not (int(codes.min()) >= 0 and int(codes.max()) < size):
        raise OutOfPlanError("A value outside its enumeration.")
    return codes.astype(np.int16)


def same(array: Array) -> Array:
    """Return the array: it marks rows that count under a mask only."""
    return array


def starts_with(array: Array, prefix: str) -> Array:
    """Return whether each text starts so; as `numpy.char.startswith`, which refuses objects."""
    return np.char.startswith(array, prefix)


FUNCTIONS: Final[tuple[str, ...]] = (
    "where",
    "select",
    "round",
    "around",
    "isin",
    "clip",
    "busday_count",
)
_OWN: Final[dict[str, Callable[..., Any]]] = {
    "cast": cast,
    "assigned": assigned,
    "gathered": gathered,
    "codes_of": codes_of,
    "encoded": encoded,
    "same": same,
    "starts_with": starts_with,
}


def _ufuncs() -> dict[str, Operation]:
    # `vars`, not `dir`: the latter would have NumPy load the parts that it loads when asked.
    found = [one for one in vars(np).values() if isinstance(one, np.ufunc)]
    return {
        f"numpy.{one.__name__}": Operation(one, one)
        for one in found
        if one.nout == 1 and one.signature is None
    }


def _as_float(*_arguments: Any) -> Array:
    return np.zeros(1)


def _as_bool(*_arguments: Any) -> Array:
    return np.zeros(1, dtype=bool)


def _as_int(*_arguments: Any) -> Array:
    return np.zeros(1, dtype=np.int64)


def _as_third(_group: str, _roles: Any, array: Array, *_others: Any) -> Array:
    return np.zeros(1, dtype=array.dtype) if array.dtype != object else array


def _as_extreme(_group: str, _roles: Any, array: Array, neutral: Any) -> Array:
    filtered = np.where(True, array, neutral)  # as `GroupPopulation.reduce` does
    return np.zeros(1, dtype=filtered.dtype)


def _as_projected(_group: str, roles: Any, array: Array) -> Array:
    return array if roles is None else np.where(_as_bool(), array, 0)


def _same_on_specimens(function: Callable[..., Any]) -> Operation:
    return Operation(function, function)


def _structural(method: str, specimen: Callable[..., Any]) -> Operation:
    return Operation(getattr(Structure, method), specimen, is_rowwise=False, has_structure=True)


OPERATIONS: Final[dict[str, Operation]] = {
    **_ufuncs(),
    **{f"numpy.{name}": _same_on_specimens(getattr(np, name)) for name in FUNCTIONS},
    **{name: _same_on_specimens(function) for name, function in _OWN.items()},
    "gathered": Operation(gathered, lambda table, _codes: table[:1]),
    "encoded": Operation(encoded, lambda codes, _size: codes.astype(np.int16)),
    **{name: Operation(run, run, is_rowwise=False) for name, run in SCALES.items()},
    "group_sum": _structural("group_sum", _as_float),
    "group_any": _structural("group_any", _as_bool),
    "group_all": _structural("group_all", _as_bool),
    "group_max": _structural("group_max", _as_extreme),
    "group_min": _structural("group_min", _as_extreme),
    "group_count": _structural("group_count", _as_int),
    "nth_person": _structural("nth_person", _as_third),
    "person_in_role": _structural("person_in_role", _as_third),
    "has_role": _structural("has_role", _as_bool),
    "projected": _structural("projected", _as_projected),
    "rank": _structural("rank", _as_int),
}
