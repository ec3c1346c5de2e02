"""From columns to a batch: arrays as they are, no dictionary of persons.

Values are checked once, at the door: a number that is not finite, an unknown name or a missing
column is a sentence, not a zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from openfisca_swift.inputs import Array, Inputs, RefusedError, form_of, places
from openfisca_swift.plan import Plan
from openfisca_swift.structure import Group, Structure

__all__ = ["Batch", "Membership", "RefusedError", "build"]


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
    missing = sorted(form_of(plan)[1] - values.keys())
    if missing:
        raise RefusedError(f"{len(missing)} columns are missing: {', '.join(missing[:5])}…")
    inputs = Inputs.checked(plan, counts, values)
    for key, rows in kept.items():
        made[key] = Group(len(rows), np.searchsorted(rows, made[key].ids), made[key].roles)
        inputs.keep(key, rows)
    left = {**counts, **{key: len(rows) for key, rows in kept.items()}}
    return Batch(Structure(left, made), inputs, counts, kept)


def _group(plan: Plan, key: str, given: Membership, persons: int) -> Group:
    ids = np.asarray(given.ids, dtype=np.int64)
    if ids.shape != (persons,) or (persons and not 0 <= ids.min() <= ids.max() < given.count):
        raise RefusedError(f"Each of the {persons} persons needs a {key} from 0 to {given.count}.")
    roles = np.asarray(given.roles)
    if roles.dtype.kind in "UO":
        roles = places(f"role of {key}", roles, plan.entities[key])
    last = len(plan.entities[key]) - 1
    if roles.shape != (persons,) or (persons and not 0 <= roles.min() <= roles.max() <= last):
        raise RefusedError(f"Each person needs a role among {plan.entities[key]}.")
    return Group(given.count, ids, roles.astype(np.uint8))
