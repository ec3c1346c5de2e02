"""The one place where numba is asked to compile: typed for mypy, cached beside the code."""

from collections.abc import Callable
from typing import Any, Final, ParamSpec, TypeVar

import numba
import numpy as np

P = ParamSpec("P")
R = TypeVar("R")

# `cache` keeps the result in `__pycache__` (or `NUMBA_CACHE_DIR`), so that only the first run ever
# waits. No `fastmath`: the same plan on every machine matters more than 10 %. Doors that nobody
# enters are not built: unpacking fifty arrays at each door was half of the time of compilation.
KEPT: Final[dict[str, Any]] = {"cache": True, "no_cfunc_wrapper": True}
HIDDEN: Final[dict[str, Any]] = {**KEPT, "no_cpython_wrapper": True}
LEAN: Final[dict[str, Any]] = {**HIDDEN, "_nrt": False}


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function of numbers and arrays to machine code at its first call."""
    quick: Callable[P, R] = numba.njit(**KEPT)(function)
    return quick


def inner(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function that only compiled functions call: no door to Python is built for it."""
    quick: Callable[P, R] = numba.njit(**HIDDEN)(function)
    return quick


def lean(function: Callable[P, R]) -> Callable[P, R]:
    """Compile an inner function that makes no array, only reads and writes those it is given.

    It does not count who holds them: that count, two atomic steps each time, was half of a search.
    """
    quick: Callable[P, R] = numba.njit(**LEAN)(function)
    return quick


@lean
def wide(number: int) -> int:
    """Return the number as 64 bits: one type of whole number, so one compilation of each callee."""
    return int(np.int64(number))
