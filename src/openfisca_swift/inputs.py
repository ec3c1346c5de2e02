"""The columns of a batch, checked at the door and made the arrays that formulas read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from openfisca_swift.plan import Kind, Plan

Array = NDArray[Any]
FIRST_DAY: Final = date(1970, 1, 1).toordinal()  # the day 0 of NumPy's dates
ASCII: Final = 128


class RefusedError(ValueError):
    """The columns cannot be a batch; the message says what to do."""


@lru_cache(maxsize=16)
def form_of(plan: Plan) -> tuple[dict[str, Kind], frozenset[str]]:
    """Return the columns of a plan, and those that it reads: looked up once a plan."""
    return {one.name: plan.kinds[one.variable] for one in plan.columns}, frozenset(plan.read)


_dtype = cache(np.dtype[Any])


@dataclass(slots=True)
class Inputs(Mapping[str, Array]):
    """Arrays by column. What the plan does not read is made only if the stock engine needs it.

    An array given for several columns is checked and made once. Nobody writes in these arrays.
    """

    kinds: dict[str, Kind]
    ready: dict[str, Array] = field(default_factory=dict)
    later: dict[str, Array] = field(default_factory=dict)  # numbers, checked: finite

    @classmethod
    def checked(
        cls, plan: Plan, counts: Mapping[str, int], values: Mapping[str, ArrayLike]
    ) -> "Inputs":
        """Return the columns given, or say what is wrong with one."""
        known, read = form_of(plan)
        found = cls(known)
        with np.errstate(over="ignore"):
            found._fill(counts, values, read)
        return found

    def _fill(
        self, counts: Mapping[str, int], values: Mapping[str, ArrayLike], read: frozenset[str]
    ) -> None:
        made: dict[Any, tuple[Array, ArrayLike]] = {}  # what was given stays, so its `id` too
        for name, given in values.items():
            if name not in self.kinds:
                raise RefusedError(f"The plan has no column {name}.")
            kind, array = self.kinds[name], np.asarray(given)
            if array.shape != (counts[kind.entity],):
                rows = counts[kind.entity]
                raise RefusedError(f"{name} has {array.shape} values for {rows} rows.")
            is_later = name not in read and array.dtype.kind == _dtype(kind.dtype).kind == "f"
            # Numbers of one dtype are made alike; names and dates, for their own variable.
            key = id(given), is_later, kind.dtype, None if kind.names is None else kind
            if key not in made:
                array = _finite(name, array) if is_later else _made(name, array, kind)
                made[key] = array, given
            (self.later if is_later else self.ready)[name] = made[key][0]

    def keep(self, entity: str, rows: Array) -> None:
        """Keep these rows of an entity's columns."""
        for arrays in (self.ready, self.later):
            for name in arrays:
                if self.kinds[name].entity == entity:
                    arrays[name] = arrays[name][rows]

    def __getitem__(self, name: str) -> Array:
        if name not in self.ready:
            with np.errstate(over="ignore"):
                self.ready[name] = _made(name, self.later[name], self.kinds[name])
        return self.ready[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.kinds.keys() & (self.ready.keys() | self.later.keys()))

    def __len__(self) -> int:
        return len(self.ready.keys() | self.later.keys())


def _finite(name: str, array: Array) -> Array:
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise RefusedError(f"{name} has a value that is not a finite number.")
    return array


def _made(name: str, array: Array, kind: Kind) -> Array:
    """Return the array in the dtype of its variable."""
    if kind.names is not None:
        array = _enumerated(name, array, kind.names)
    dtype = _dtype(kind.dtype)
    if dtype.kind != "f":
        _finite(name, array)
    try:
        made = _cast(name, array, dtype)
    except (TypeError, ValueError) as reason:
        raise RefusedError(f"{name} cannot be read as {kind.dtype}: {reason}.") from reason
    if made.dtype.kind == "M" and np.isnat(made).any():
        raise RefusedError(f"{name} has an empty date.")
    return _finite(name, made)


def _cast(name: str, array: Array, dtype: np.dtype[Any]) -> Array:
    if dtype.kind == "S" and array.dtype.kind in "UO":
        return _bytes(name, array.astype(str), dtype)
    if dtype.kind == "M" and array.dtype.kind == "O":
        try:  # NumPy's own way with objects takes ten times as long
            days = np.fromiter(map(date.toordinal, array), dtype=np.int64, count=len(array))
        except TypeError:
            return array.astype(dtype)
        return (days - FIRST_DAY).astype(dtype)
    return array.astype(dtype)


def _bytes(name: str, texts: Array, dtype: np.dtype[Any]) -> Array:
    """Return texts as bytes: plain ASCII, never cut."""
    if not texts.size:
        return texts.astype(dtype)
    codes = np.ascontiguousarray(texts).view(np.uint32).reshape(len(texts), -1)
    if codes.size and int(codes.max()) >= ASCII:
        raise RefusedError(f"{name} has letters with accents, or of another alphabet.")
    if codes[:, dtype.itemsize :].any():
        raise RefusedError(f"{name} has a text longer than {dtype.itemsize} letters.")
    width = min(codes.shape[1], dtype.itemsize)
    made = np.zeros((len(texts), dtype.itemsize), dtype=np.uint8)
    made[:, :width] = codes[:, :width]
    return made.view(dtype).reshape(len(texts))


def places(what: str, names: Array, known: tuple[str, ...]) -> Array:
    """Return the place of each name among those known: few, so one comparison for each."""
    texts = names.astype(str)
    found = np.full(len(texts), -1, dtype=np.int64)
    for place, name in enumerate(known):
        found[texts == name] = place
    if (found < 0).any():
        strange = texts[found < 0][0]
        raise RefusedError(f"{strange!r} is no {what}: one of {', '.join(known)} is.")
    return found


def _enumerated(name: str, array: Array, names: tuple[str, ...]) -> Array:
    if array.dtype.kind in "UO":
        return places(f"value of {name}", array, names)
    if array.size and not 0 <= int(array.min()) <= int(array.max()) < len(names):
        raise RefusedError(f"{name} has a value outside its {len(names)} names.")
    return array
