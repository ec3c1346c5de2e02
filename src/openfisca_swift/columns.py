"""From columns to a batch: arrays as they are, no dictionary of persons.

Values are checked once, at the door: a number that is not finite, an unknown name or a missing
column is a sentence, not a zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from openfisca_swift.plan import Kind, Plan
from openfisca_swift.structure import Group, Structure

Array = NDArray[Any]


class RefusedError(ValueError):
    """The columns cannot be a batch; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Membership:
    """For each person, the row of its group and its role there (a key, or its place)."""

    ids: ArrayLike
    roles: ArrayLike
    count: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Households ready to be computed.

    Groups without members are left out (stock gives them no row, or fails on their parameters):
    `counts` has the rows that were given, `kept` the rows computed where they are fewer.
    """

    structure: Structure
    inputs: Mapping[str, Array]
    counts: Mapping[str, int]
    kept: Mapping[str, Array]

    def restored(self, entity: str, array: Array) -> Array:
        """Return an answer with a row, zero, for each group without members."""
        if entity not in self.kept:
            return array
        made = np.zeros(self.counts[entity], dtype=array.dtype)
        made[self.kept[entity]] = array
        return made


def build(
    plan: Plan, persons: int, groups: Mapping[str, Membership], values: Mapping[str, ArrayLike]
) -> Batch:
    """Return a batch: `values` has an array for each column that the plan reads, by name."""
    entities = list(plan.entities)
    unknown = set(groups) ^ set(entities[1:])
    if unknown:
        raise RefusedError(f"Give exactly the groups {entities[1:]}, not {sorted(groups)}.")
    made = {key: _group(plan, key, one, persons) for key, one in groups.items()}
    counts = {entities[0]: persons, **{key: one.count for key, one in made.items()}}
    kept = {key: np.flatnonzero(one.sizes) for key, one in made.items() if not one.sizes.all()}
    missing = [name for name in plan.read if name not in values]
    if missing:
        raise RefusedError(f"{len(missing)} columns are missing: {', '.join(missing[:5])}…")
    known = {one.name: plan.kinds[one.variable] for one in plan.columns}
    strange = sorted(set(values) - set(known))
    if strange:
        raise RefusedError(f"The plan has no column {strange[0]}.")
    inputs = {name: _array(name, one, known[name], counts) for name, one in values.items()}
    for key, rows in kept.items():
        ids = np.searchsorted(rows, made[key].ids)
        made[key] = Group(len(rows), ids, made[key].roles)
        inputs |= {name: inputs[name][rows] for name in inputs if known[name].entity == key}
    left = {**counts, **{key: len(rows) for key, rows in kept.items()}}
    return Batch(Structure(left, made), inputs, counts, kept)


def _group(plan: Plan, key: str, given: Membership, persons: int) -> Group:
    ids = np.asarray(given.ids, dtype=np.int64)
    if ids.shape != (persons,) or (persons and not 0 <= ids.min() <= ids.max() < given.count):
        raise RefusedError(f"Each of the {persons} persons needs a {key} from 0 to {given.count}.")
    roles = np.asarray(given.roles)
    if roles.dtype.kind in "UO":
        roles = _places(f"role of {key}", roles, plan.entities[key])
    if roles.shape != (persons,) or (persons and int(roles.max()) >= len(plan.entities[key])):
        raise RefusedError(f"Each person needs a role among {plan.entities[key]}.")
    return Group(given.count, ids, roles.astype(np.uint8))


def _places(what: str, names: Array, known: tuple[str, ...]) -> Array:
    """Return the place of each name among those known: few, so one comparison for each."""
    texts = names.astype(str)
    places = np.full(len(texts), -1, dtype=np.int64)
    for place, name in enumerate(known):
        places[texts == name] = place
    if (places < 0).any():
        strange = texts[places < 0][0]
        raise RefusedError(f"{strange!r} is no {what}: one of {', '.join(known)} is.")
    return places


def _array(name: str, given: ArrayLike, kind: Kind, counts: Mapping[str, int]) -> Array:
    array = np.asarray(given)
    if array.shape != (counts[kind.entity],):
        raise RefusedError(f"{name} has {array.shape} values for {counts[kind.entity]} rows.")
    if kind.names is not None:
        array = _enumerated(name, array, kind.names)
    try:
        made = array.astype(kind.dtype)
    except (TypeError, ValueError) as reason:
        raise RefusedError(f"{name} cannot be read as {kind.dtype}: {reason}.") from reason
    if made.dtype.kind == "f" and not np.isfinite(made).all():
        raise RefusedError(f"{name} has a value that is not a finite number.")
    if made.dtype.kind == "M" and np.isnat(made).any():
        raise RefusedError(f"{name} has an empty date.")
    return made


def _enumerated(name: str, array: Array, names: tuple[str, ...]) -> Array:
    if array.dtype.kind in "UO":
        return _places(f"value of {name}", array, names)
    if array.size and not 0 <= int(array.min()) <= int(array.max()) < len(names):
        raise RefusedError(f"{name} has a value outside its {len(names)} names.")
    return array
