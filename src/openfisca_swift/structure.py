"""Who belongs to what: the persons of a batch, their groups and their roles.

Every method does the arithmetic of OpenFisca-Core's `GroupPopulation` in the same order, with
masks and orders computed once a batch. One difference is meant: a group without members counts
(stock shortens the array when such groups end the batch).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Roles = tuple[str, tuple[int, ...]] | None  # whose roles (maybe another group's), which


@dataclass
class Group:
    """One kind of group: `ids` and `roles` have a row for each person."""

    count: int
    ids: NDArray[np.int64]
    roles: NDArray[np.uint8]
    _masks: dict[Any, Array] = field(default_factory=dict)
    _places: dict[Any, tuple[Array, Array]] = field(default_factory=dict)

    @cached_property
    def order(self) -> Array:
        """Persons sorted by group; int64 (persons)."""
        return np.argsort(self.ids, kind="stable")

    @cached_property
    def sizes(self) -> Array:
        """Members of each group; int64 (groups)."""
        return np.bincount(self.ids, minlength=self.count)

    @cached_property
    def positions(self) -> Array:
        """Rank of each person in the group, in the order given; int32 (persons)."""
        starts = np.concatenate(([0], np.cumsum(self.sizes)[:-1]))
        made = np.empty(len(self.ids), dtype=np.int32)
        made[self.order] = np.arange(len(self.ids)) - starts[self.ids[self.order]]
        return made

    @cached_property
    def largest(self) -> int:
        """Members of the largest group."""
        return int(self.sizes.max()) if self.count else 0

    def mask(self, roles: tuple[int, ...]) -> Array:
        """Persons who have one of these roles; bool (persons)."""
        if roles not in self._masks:
            self._masks[roles] = np.isin(self.roles, roles)
        return self._masks[roles]

    def places(self, key: int | tuple[int, ...]) -> tuple[Array, Array]:
        """Groups that have an nth member (or one in a role), and who: bool (groups), int64."""
        if key not in self._places:
            chosen = self.mask(key) if isinstance(key, tuple) else self.positions == key
            persons = self.order[chosen[self.order]]
            has = np.zeros(self.count, dtype=bool)
            has[self.ids[persons]] = True
            self._places[key] = has, persons
        return self._places[key]


@dataclass
class Structure:
    """A batch's persons and groups; `counts` gives the rows of each entity's arrays."""

    counts: Mapping[str, int]
    groups: Mapping[str, Group]
    _ids: dict[tuple[str, Roles], Array] = field(default_factory=dict)

    def mask(self, roles: tuple[str, tuple[int, ...]]) -> Array:
        """Persons who have one of these roles; bool (persons)."""
        group, places = roles
        return self.groups[group].mask(places)

    def full(self, specimen: Array, entity: str) -> Array:
        """Return a constant as a whole array."""
        return np.full(self.counts[entity], specimen[0], dtype=specimen.dtype)

    def group_sum(self, group: str, roles: Roles, array: Array) -> Array:
        """Sum members' values; float64 (groups)."""
        one = self.groups[group]
        if roles is None:
            return np.bincount(one.ids, weights=array, minlength=one.count)
        mask = self.mask(roles)
        if (group, roles) not in self._ids:
            self._ids[group, roles] = one.ids[mask]
        return np.bincount(self._ids[group, roles], weights=array[mask], minlength=one.count)

    def group_any(self, group: str, roles: Roles, array: Array) -> Array:
        """Whether the sum of members' values is above zero; bool (groups)."""
        if array.dtype != np.bool_:
            return self.group_sum(group, roles, array) > 0
        one = self.groups[group]
        made = np.zeros(one.count, dtype=bool)
        made[one.ids[array if roles is None else array & self.mask(roles)]] = True
        return made

    def group_all(self, group: str, roles: Roles, array: Array, neutral: Any) -> Array:
        """Whether it is true of all members."""
        return self._reduced(group, roles, array, neutral, np.logical_and)

    def group_max(self, group: str, roles: Roles, array: Array, neutral: Any) -> Array:
        """Return the highest of members' values."""
        return self._reduced(group, roles, array, neutral, np.maximum)

    def group_min(self, group: str, roles: Roles, array: Array, neutral: Any) -> Array:
        """Return the lowest of members' values."""
        return self._reduced(group, roles, array, neutral, np.minimum)

    def _reduced(
        self, group: str, roles: Roles, array: Array, neutral: Any, reducer: np.ufunc
    ) -> Array:
        one = self.groups[group]
        mask = True if roles is None else self.mask(roles)
        filtered = np.where(mask, array, neutral)
        made = np.full(one.count, neutral)
        for position in range(one.largest):
            made = reducer(made, self.nth_person(group, position, filtered, neutral))
        return made

    def group_count(self, group: str) -> Array:
        """Return the members of each group; int64."""
        return self.groups[group].sizes

    def nth_person(self, group: str, position: int, array: Array, default: Any) -> Array:
        """Return the value of the nth member."""
        return self._placed(group, position, array, default)

    def person_in_role(
        self, group: str, roles: tuple[str, tuple[int, ...]], array: Array, default: Any
    ) -> Array:
        """Return the value of the only member who has a role."""
        return self._placed(group, roles[1], array, default)

    def _placed(self, group: str, key: int | tuple[int, ...], array: Array, default: Any) -> Array:
        one = self.groups[group]
        has, persons = one.places(key)
        made = np.full(one.count, default, dtype=array.dtype)
        made[has] = array[persons]
        return made

    def has_role(self, _group: str, roles: tuple[str, tuple[int, ...]]) -> Array:
        """Whether each person has one of these roles; bool (persons)."""
        return self.mask(roles)

    def projected(self, group: str, roles: Roles, array: Array) -> Array:
        """Give each person the value of the group."""
        one = self.groups[group]
        values = array[one.ids]
        return values if roles is None else np.where(self.mask(roles), values, 0)

    def rank(self, group: str, criteria: Array, condition: Array) -> Array:
        """Return each person's rank by criteria in the group, -1 without the condition."""
        one = self.groups[group]
        filtered = np.where(condition, criteria, np.inf)
        rows = [self.nth_person(group, k, filtered, np.inf) for k in range(one.largest)]
        ranks = np.argsort(np.argsort(np.asarray(rows).transpose()))
        return np.where(condition, ranks[one.ids, one.positions], -1)
