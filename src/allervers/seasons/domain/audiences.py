"""Which audiences a season counts, each with a weight; halts may be for some of them only.

The planner counts groups: people of an audience at a point, times a weight. Each is one more
concave column, so that search and proof are what they were. A group's name says all of it:
`all`, `youth*2`, `all-youth` (everybody but young people, told apart where a halt is only theirs).
Audiences overlap: weights add up on somebody who is in two of them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from allervers.seasons.domain.need import ALL, AUDIENCES, NeedPoint, left_at

EVERYBODY: Final[Mapping[str, float]] = {ALL: 1.0}
APART, TIMES, BUT = "|", "*", "-"


@dataclass(frozen=True, slots=True)
class Group:
    """People of an audience, less those of others told apart, each counted `weight` times."""

    audience: str
    weight: float = 1.0
    without: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name in a problem."""
        base = BUT.join((self.audience, *self.without))
        return base if self.weight == 1 else f"{base}{TIMES}{self.weight!r}"


def group_named(name: str) -> Group:
    """Read the name of a group."""
    base, _times, weight = name.partition(TIMES)
    audience, *without = base.split(BUT)
    return Group(audience, float(weight) if weight else 1.0, tuple(without))


def groups_of(weights: Mapping[str, float], reserved: Collection[str] = ()) -> list[Group]:
    """Return the groups that a season counts. `reserved`: audiences that some halt is only for.

    Those are taken out of the whole, and carry its weight beside theirs: a halt for young people
    reaches the young among all, and nobody else.
    """
    whole = weights.get(ALL, 0.0)
    apart = tuple(one for one in AUDIENCES if whole and one != ALL and one in reserved)
    found = [Group(ALL, whole, apart)] if whole else []
    for one in AUDIENCES:
        weight = weights.get(one, 0.0) + (whole if one in apart else 0.0)
        if one != ALL and weight:
            found.append(Group(one, weight))
    return found


def people_in(point: NeedPoint, group: Group) -> tuple[float, float] | None:
    """Return the least and the most people of a group left at a point; None: nobody knows.

    An audience that nothing published tells stays in the whole: it is not told apart there.
    """
    if group.audience not in point.people:
        return None
    low, high = left_at(point, group.audience)
    for one in group.without:
        if one in point.people:
            less, more = left_at(point, one)
            low, high = max(0.0, low - less), max(0.0, high - more)
    return min(low, high), max(low, high)


def serves(audiences: Collection[str], group: Group) -> bool:
    """Whether a halt is for a group; one that is for nobody in particular is for everybody."""
    return not audiences or group.audience in audiences


def is_plain(groups: Sequence[Group]) -> bool:
    """Whether everybody is counted alike, and nobody apart."""
    return list(groups) == [Group(ALL)]


def told_apart(points: Iterable[NeedPoint], groups: Sequence[Group]) -> list[NeedPoint]:
    """Return a point for each group, its weighted people being all that it has.

    Where everybody counts alike the points are those given.
    """
    if is_plain(groups):
        return list(points)
    found = []
    for point in points:
        for group in groups:
            people = people_in(point, group)
            if people is not None:
                weighted = (people[0] * group.weight, people[1] * group.weight)
                name = f"{point.id}{APART}{group.name}"
                found.append(replace(point, id=name, people={ALL: weighted}, met=0.0))
    return found


def reaching(halts: Mapping[str, Collection[str]]) -> Callable[[str, str], bool]:
    """Say whether a halt reaches a point of `told_apart`; `halts`: the audiences of each."""

    def reaches(halt: str, point: str) -> bool:
        _point, _apart, name = point.rpartition(APART)
        return not _point or serves(halts.get(halt, ()), group_named(name))

    return reaches


def by_audience(reached: Mapping[str, float]) -> dict[str, float]:
    """Return people reached by audience from the weighted people of each group, by its name.

    Empty where everybody counts alike: there is nothing to tell apart.
    """
    groups = {name: group_named(name) for name in reached}
    if is_plain(list(groups.values())):
        return {}
    people = {one.audience: reached[name] / one.weight for name, one in groups.items()}
    for one in groups.values():
        people[one.audience] += sum(people.get(part, 0.0) for part in one.without)
    return {name: people[name] for name in AUDIENCES if name in people}


def unknown_at(points: Sequence[NeedPoint], audience: str) -> int:
    """Count the points where nothing published tells an audience."""
    return sum(audience not in one.people for one in points)
