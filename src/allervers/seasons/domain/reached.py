"""What a plan reaches when the need is at its least or at its most, or when suppositions change.

As the planner counts (docs/reference/planner-format.md): after visits of total exposure S, a share
1 − exp(−S) of a point's people. Kilometres and rewards depend on none of this.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from allervers.seasons.domain.audiences import Group, groups_of, people_in, serves
from allervers.seasons.domain.exposure import exposures
from allervers.seasons.domain.need import ALL, AUDIENCES, NeedPoint, supposed_at
from allervers.seasons.domain.spreading import Reach

Exposure = tuple[str, str, float]  # halt, point, exposure of one visit
HALF: Final = 0.5
EVERYONE: Final = Group(ALL)


def seen_from(exposed: Iterable[Exposure], visits: Mapping[str, int]) -> dict[str, float]:
    """Return the total exposure of each point after so many visits to each halt."""
    found: dict[str, float] = {}
    for halt, point, exposure in exposed:
        count = visits.get(halt, 0)
        if count:
            found[point] = found.get(point, 0.0) + count * exposure
    return found


def share_reached(exposure: float, saturation: float = 1.0) -> float:
    """Return the share of people reached: (1 − exp(−σ S)) / σ, never above 1.

    σ 1 is the planner's own; above 1 coming back brings less, below 1 it brings more. The first
    visit hardly depends on it.
    """
    return min(1.0, -math.expm1(-saturation * exposure) / saturation)


def reached_interval(
    points: Sequence[NeedPoint],
    exposed: Iterable[Exposure],
    visits: Mapping[str, int],
    group: Group = EVERYONE,
) -> tuple[float, float]:
    """Return the least and the most people of a group that these visits reach, weight left out.

    The model being right; points where nobody knows the group are left out too.
    """
    total = seen_from(exposed, visits)
    low = high = 0.0
    for one in points:
        share = share_reached(total.get(one.id, 0.0)) * (1 - one.covered)
        least, most = people_in(one, group) or (0.0, 0.0)
        low += least * share
        high += most * share
    return low, high


def reached_by_audience(
    points: Sequence[NeedPoint],
    exposed: Sequence[Exposure],
    visits: Mapping[str, int],
    halts: Mapping[str, Collection[str]],
) -> dict[str, tuple[float, float]]:
    """Return the least and the most people reached, by audience. `halts`: whom each is only for.

    Where nothing published tells an audience, it is from nobody to everybody reached there.
    """
    reserved = {one for some in halts.values() for one in some}
    groups = groups_of(dict.fromkeys(AUDIENCES, 1.0), reserved)
    found: dict[str, tuple[float, float]] = {}
    for group in groups:
        mine = {one: n for one, n in visits.items() if serves(halts.get(one, ()), group)}
        found[group.audience] = reached_interval(points, exposed, mine, group)
        if group.audience != ALL:
            unknown = [one for one in points if group.audience not in one.people]
            doubt = reached_interval(unknown, exposed, mine)[1]
            found[group.audience] = _plus(found[group.audience], (0.0, doubt))
    for one in groups[0].without:
        unknown = [point for point in points if one not in point.people]
        known = [point for point in points if one in point.people]
        mine = {key: n for key, n in visits.items() if serves(halts.get(key, ()), Group(one))}
        found[ALL] = _plus(found[ALL], reached_interval(known, exposed, mine, Group(one)))
        # Halts for them alone may reach anybody or nobody there, beside what the others reach.
        beside = {key: n for key, n in visits.items() if not halts.get(key)}
        most = reached_interval(unknown, exposed, mine)[1]
        found[ALL] = _plus(found[ALL], (0.0, most - reached_interval(unknown, exposed, beside)[1]))
    return found


def _plus(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] + other[0], one[1] + other[1]


def reached(
    points: Sequence[NeedPoint],
    exposed: Iterable[Exposure],
    visits: Mapping[str, int],
    saturation: float = 1.0,
) -> float:
    """Return the people that these visits reach, the middle of the need being right."""
    total = seen_from(exposed, visits)
    return sum(
        supposed_at(one) * (1 - one.covered) * share_reached(total[one.id], saturation)
        for one in points
        if one.id in total
    )


@dataclass(frozen=True, slots=True)
class Variation:
    """A supposition changed, and the people that the same visits then reach."""

    name: str
    factor: float
    people: float


SUPPOSITIONS: Final[Mapping[str, Callable[[Reach, float], Reach]]] = {
    "kerb": lambda reach, times: replace(reach, kerb=reach.kerb * times),
    "decay": lambda reach, times: replace(reach, decay_m=reach.decay_m * times),
    "radius": lambda reach, times: replace(reach, radius_m=reach.radius_m * times),
}


def sensitivity(
    points: Sequence[NeedPoint],
    halts: Sequence[tuple[str, float, float]],
    reach: Reach,
    visits: Mapping[str, int],
    reaches: Callable[[str, str], bool] | None = None,
) -> list[Variation]:
    """Return what the same visits reach when each supposition is halved, or half as large again.

    `reaches`: whether a halt is for the people of a point; None: all are for everybody.
    """
    going = [halt for halt in halts if visits.get(halt[0])]

    def exposed(one: Reach) -> list[Exposure]:
        found = exposures(going, points, one.kerb, one.decay_m, one.radius_m)
        return [three for three in found if reaches(*three[:2])] if reaches else found

    base = exposed(reach)
    found = [Variation("base", 1.0, reached(points, base, visits))]
    for factor in (1 - HALF, 1 + HALF):
        found += [
            Variation(name, factor, reached(points, exposed(change(reach, factor)), visits))
            for name, change in SUPPOSITIONS.items()
        ]
        found.append(Variation("saturation", factor, reached(points, base, visits, factor)))
    order = ("base", *SUPPOSITIONS, "saturation")
    return sorted(found, key=lambda one: (order.index(one.name), one.factor))
