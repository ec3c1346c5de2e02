"""How many people in need live in an area, from what is published: two readings, never mixed.

Reading A: people under the poverty line (rate of disposable income × people) × the share of those
who do not take up their rights. Reading B: households with the RSA, those without it that go with
them (r / (1 − r) for one that has it, or what the rights scan expects), × people a household.
The least and the most of both are kept: no choice is hidden. Formulae, sources: docs/why/besoin.md.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from allervers.seasons.domain.need import ALL
from allervers.seasons.domain.ranges import Range, envelope, part_of, total

# DREES, Les Dossiers no 92, February 2022 (year 2018, metropolitan France, ordinary housing):
# eligible households that do not take up the RSA.
OVER_THREE_QUARTERS: Final = 0.20
IN_A_QUARTER: Final = 0.34
OF_EVERYONE: Final = Range(OVER_THREE_QUARTERS, IN_A_QUARTER)
# Single women with children, and those who receive family benefits.
OF_FAMILIES: Final = Range(0.16, 0.21)
DREES: Final = "DREES, Les Dossiers n° 92, février 2022 (année 2018)"
# Cnaf, RSA 2021: of the 1,357 Iris read no published value is under 5 (to be checked with them).
HIDDEN_AT_MOST: Final = 4.0
ZERO: Final = "zero?"
"""Mark of a zero that was published, and that may stand for a secret."""
WHOLE_RATE: Final = 100.0
COUPLE: Final = 2.0  # people of a couple without children


class Basis(StrEnum):
    """How the people in precarity of an area were counted."""

    RATE = "rate"  # its own rate × its people
    GRID = "grid"  # its poor households, as a share of its people
    SHARED_OUT = "shared_out"  # those of the commune, by where its RSA households live
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Published:
    """A figure as published: `high` is infinite where nothing bounds it."""

    range: Range
    year: int
    source: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """An area and its figures, by indicator of `territory` (`poor_rate`, `people`, `caf_rsa`…)."""

    kind: str
    code: str
    name: str
    commune: str
    figures: Mapping[str, Published]

    def get(self, name: str) -> Range | None:
        """Return a figure; None when nobody published it, or when all of it is hidden."""
        found = self.figures.get(name)
        if found is None or not found.range.is_bounded:
            return None
        if found.mark and found.range == (0.0, WHOLE_RATE):
            is_rate = name.endswith("rate") or name.startswith("poor_rate")
            return None if is_rate else found.range
        return found.range

    def has_zeros(self) -> bool:
        """Whether a zero published here may stand for a secret."""
        return any(one.mark == ZERO for one in self.figures.values())

    def has_secrets(self) -> bool:
        """Whether statistics hide something here; what is only expected has no mark."""
        return any(one.mark and one.range.low != one.range.high for one in self.figures.values())


@dataclass(frozen=True, slots=True)
class Priors:
    """Shares of non-take-up: of all, and of families; and what is wanted of them."""

    everyone: Range = OF_EVERYONE
    families: Range = OF_FAMILIES
    tells_apart: bool = True
    """Whether audiences are wanted: of tens of thousands of squares a third of the time."""


@dataclass(frozen=True, slots=True)
class AreaNeed:
    """What is supposed of an area, in people: precarity, then need by audience.

    `readings`: A and B, those that could be read. Empty `people`: nothing published tells.
    """

    area: Area
    basis: Basis
    precarity: Range | None
    readings: Mapping[str, Range]
    people: Mapping[str, Range]
    sources: tuple[str, ...] = field(default=())


def doubted(figures: Mapping[str, Published]) -> Mapping[str, Published]:
    """Return figures, the zeros of the Cnaf that may stand for a secret being intervals.

    No household paid where households live: the file does not cover the place, from none to all of
    them. No RSA where the Cnaf pays households: fewer than it ever publishes.
    """
    found = dict(figures)
    paid = figures.get("caf_households")
    if paid is not None and _is_zero(paid):
        living = figures.get("households")
        most = living.range.high if living is not None else math.inf
        for name in [one for one in figures if one.startswith("caf_") and most > 0]:
            if _is_zero(figures[name]):
                # People of a household are not bounded by households.
                high = most if name in HOUSEHOLDS else math.inf
                found[name] = replace(figures[name], range=Range(0.0, high), mark=ZERO)
        return found
    rsa = figures.get("caf_rsa")
    if rsa is not None and _is_zero(rsa) and paid is not None:
        high = min(HIDDEN_AT_MOST, paid.range.high)
        found["caf_rsa"] = replace(rsa, range=Range(0.0, high), mark=ZERO)
    return found


HOUSEHOLDS: Final = frozenset({"caf_households", "caf_rsa", "caf_aah"})


def _is_zero(one: Published) -> bool:
    return not one.mark and one.range == (0.0, 0.0)


def need_of(area: Area, whole: Area | None, others: Iterable[Area], priors: Priors) -> AreaNeed:
    """Return the need of an area. `whole`: its commune.

    `others`: the other areas of its kind in its commune; for a commune, its Iris.
    """
    rest = list(others)
    basis, precarity = _precarity(area, whole, rest)
    readings: dict[str, Range] = {}
    if precarity is not None:
        readings["poverty"] = precarity.times(priors.everyone)
    parts = rest if area.kind == "commune" else []
    rsa = _without_rsa(area, priors, parts, is_alone=precarity is None)
    per_household = _people_per_household(area, whole, parts)
    if rsa is not None and per_household is not None:
        readings["rsa"] = rsa.times(per_household)
    people: dict[str, Range] = {}
    if readings:
        people[ALL] = envelope(readings.values())
        if priors.tells_apart:
            people |= _audiences(area, whole, precarity, people[ALL], priors)
    used = [area, *([whole] if whole is not None and basis is Basis.SHARED_OUT else [])]
    return AreaNeed(area, basis, precarity, readings, people, _sources(used))


def _precarity(area: Area, whole: Area | None, rest: list[Area]) -> tuple[Basis, Range | None]:
    """Return people under the poverty line. A rate of declared income is never used."""
    people = area.get("people") or area.get("residents")
    rate = area.get("poor_rate")
    if people is not None and rate is not None:
        return Basis.RATE, people.times(rate).scaled(1 / WHOLE_RATE)
    poor, households = area.get("poor_households"), area.get("households")
    if people is not None and poor is not None and households is not None:
        return Basis.GRID, people.times(poor.over(households).at_most(1.0))
    if whole is not None and area.kind != "commune":
        found = _precarity(whole, None, [])[1]
        weight = _rsa_counted(area, whole, rest)
        if found is not None and weight is not None:
            return Basis.SHARED_OUT, found.times(weight)
    return Basis.UNKNOWN, None


def _rsa_counted(area: Area, whole: Area, rest: list[Area]) -> Range | None:
    """Return the share of the commune's RSA households that live here; None: all is hidden."""
    if "caf_rsa" not in area.figures:
        return None
    limit = _hidden_at_most(whole, [area, *rest])
    mine = area.figures["caf_rsa"].range.at_most(limit)
    others = total(
        one.figures["caf_rsa"].range.at_most(limit) for one in rest if "caf_rsa" in one.figures
    )
    return part_of(mine, others)


def _hidden_at_most(whole: Area, areas: list[Area]) -> float:
    """Return the households that areas hidden whole can hold: what the others leave."""
    households = whole.get("households")
    told = sum(one.figures["caf_households"].range.low for one in areas
               if "caf_households" in one.figures)  # fmt: skip
    return max(households.high - told, 0.0) if households is not None else float("inf")


def _without_rsa(area: Area, priors: Priors, parts: list[Area], *, is_alone: bool) -> Range | None:
    """Return households that probably lack the RSA they are entitled to.

    What `rights` expects where Iris are secret is marked: so wide that it would drown the other
    reading, it counts only when there is no other (`is_alone`).
    """
    expected = area.figures.get("rsa_non_takers")
    if expected is not None and expected.range.is_bounded and (is_alone or not expected.mark):
        return expected.range
    having = area.get("caf_rsa") or _sum_of(parts, "caf_rsa")
    doubtful = area.figures.get("caf_rsa")
    if doubtful is not None and doubtful.mark == ZERO:
        # As wide as what secrets leave: it must not drown the other reading either.
        having = _sum_of(parts, "caf_rsa") or (having if is_alone else None)
    if having is None:
        return None
    low, high = (rate / (1 - rate) for rate in priors.everyone)
    return having.times(Range(low, high))


def _people_per_household(area: Area, whole: Area | None, parts: list[Area]) -> Range | None:
    """Return the people of a household that the CAF pays, else of any household; at least one."""
    for people, households in (("caf_people", "caf_households"), ("people", "households")):
        for found in (area, whole):
            if found is None:
                continue
            inside = parts if found is area else []
            one = found.get(people) or _sum_of(inside, people)
            other = found.get(households) or _sum_of(inside, households)
            if one is not None and other is not None and other.low > 0:
                ratio = one.over(other)
                return Range(max(ratio.low, 1.0), max(ratio.high, 1.0))
    return None


def _sum_of(parts: list[Area], name: str) -> Range | None:
    """Return the sum over the Iris of a commune; None when one is unbounded, or there is none."""
    found = [one.figures[name].range for one in parts if name in one.figures]
    whole = total(found)
    return whole if found and whole.is_bounded else None


def _audiences(
    area: Area, whole: Area | None, precarity: Range | None, everyone: Range, priors: Priors
) -> dict[str, Range]:
    """Return the need of the audiences of which the share is known: they overlap."""
    people = area.get("people") or area.get("residents")
    found: dict[str, Range] = {}
    base = precarity.times(priors.everyone) if precarity is not None else everyone
    for audience, names in AGES.items():
        counted = _sum_of_figures(area, names)
        if people is None or counted is None:
            continue
        share = counted.over(people).at_most(1.0)
        rate = area.get("poor_rate_youth") if audience == "youth" else None
        poor = people.times(share).times(rate).scaled(1 / WHOLE_RATE) if rate else None
        found[audience] = poor.times(priors.everyone) if poor else base.times(share)
    families = _families(area) or (_families(whole) if whole is not None else None)
    if families is not None:
        of_families = precarity.times(priors.families) if precarity is not None else everyone
        found["families"] = of_families.times(families)
    return {audience: one.at_most(everyone.high) for audience, one in found.items()}


# First of these that is published whole: a census gives 15–29 and 65+, the grid 18–24, 65–79, 80+.
AGES: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "youth": (("people_15_29",), ("people_18_24",)),
    "seniors": (("people_65",), ("people_65_79", "people_80")),
}


def _sum_of_figures(area: Area, choices: tuple[tuple[str, ...], ...]) -> Range | None:
    for names in choices:
        found = [area.get(name) for name in names]
        known = [one for one in found if one is not None]
        if len(known) == len(names):
            return total(known)
    return None


def _families(area: Area) -> Range | None:
    """Return the share of people in families, among all those that the CAF covers.

    All covered, less people alone (one each) and couples without children (two each).
    """
    covered, alone, couples = (
        area.get(name) for name in ("caf_people", "caf_alone", "caf_couples")
    )
    if covered is None or alone is None or couples is None or covered.low <= 0:
        return None
    low = max(covered.low - alone.high - COUPLE * couples.high, 0.0)
    high = max(covered.high - alone.low - COUPLE * couples.low, 0.0)
    return Range(low, high).over(covered).at_most(1.0)


def _sources(areas: Iterable[Area]) -> tuple[str, ...]:
    found = {one.source for area in areas for one in area.figures.values()}
    return (*sorted(found), DREES)
