"""Formulas that cannot be followed are called: only on what they were seen to read.

A formula that loops over the values of an array is one of those. When it reads anything else than
it did while the plan was made, it is refused, and the stock engine answers.
"""

import importlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from openfisca_swift.operations import OutOfPlanError

Array = NDArray[Any]


class _Given:
    """A population that gives the arrays of a batch, and nothing else."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._arrays = arrays

    def __call__(self, variable: str, period: Any, *options: Any) -> Array:
        name = name_of(variable, period)
        if options or name not in self._arrays:
            raise OutOfPlanError(f"{name} was not foreseen.")
        return self._arrays[name]

    def __getattr__(self, name: str) -> NoReturn:
        raise OutOfPlanError(f"{name} was not foreseen.")


def _kept(array: Array) -> Array:
    """Return the array, safe from changes in place: others may read it after the formula."""
    view = array.view()
    view.flags.writeable = False
    return view


def name_of(variable: str, period: Any) -> str:
    """Return how what a formula reads is called."""
    return f"{variable}@{period}"


@dataclass(frozen=True, slots=True)
class Call:
    """A formula, when it is called, and what it reads, in order.

    `is_rowwise` is the caller's word: each row of the result depends on the same row of what is
    read; it is then called on distinct values only.
    """

    formula: Callable[..., Any]
    period: Any
    names: tuple[str, ...]
    is_rowwise: bool

    def __call__(self, *arrays: Array) -> Array:
        """Return the formula's values."""
        if not (self.is_rowwise and len(arrays) == 1):
            return self._called(arrays)
        distinct, places = np.unique(arrays[0], return_inverse=True)
        return self._called([distinct])[places]

    def _called(self, arrays: Sequence[Array]) -> Array:
        given = _Given({name: _kept(one) for name, one in zip(self.names, arrays, strict=True)})
        return np.asarray(self.formula(given, self.period))

    def __reduce__(self) -> tuple[Any, ...]:
        """Write the formula by its name: a plan holds no code."""
        place = (_module_of(self.formula), self.formula.__qualname__)
        return _restored, (*place, str(self.period)[:], self.names, self.is_rowwise)


def _module_of(formula: Any) -> str:
    """Return the name to import: OpenFisca loads files of variables under names of its own."""
    file = Path(formula.__code__.co_filename).resolve()
    roots = [root for root in map(Path, filter(None, sys.path)) if file.is_relative_to(root)]
    if not roots:
        raise LookupError(f"{formula.__qualname__} cannot be imported again.")
    longest = max(roots, key=lambda root: len(root.parts))
    return ".".join(file.relative_to(longest).with_suffix("").parts)


def _restored(module: str, name: str, period: str, names: tuple[str, ...], rowwise: bool) -> Call:  # noqa: FBT001
    found: Any = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    from openfisca_core import periods  # noqa: PLC0415 - it is slow, and most plans call nothing

    return Call(found, periods.period(period), names, rowwise)
