"""Visits of a plan, what they are worth and what they break: data that pages and actions share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class StoredProblem:
    """A problem as it is kept: gzip of the planner's JSON, and its SHA-256, which names it."""

    digest: str
    body: bytes = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Planned:
    """A unit at a halt on a day, by their ids. Hours are those of clocks in mainland France."""

    day: date
    starts: time
    ends: time
    unit: UUID
    halt: UUID
    is_locked: bool = False

    @property
    def key(self) -> tuple[date, UUID, UUID]:
        """What makes a visit the same one when only its hours change."""
        return self.day, self.unit, self.halt


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule of `planner.check.Rule` that a plan breaks, where, and by how much.

    `by` counts minutes, kilometres, days or visits, as the rule does. `day` is None for a rule of
    the whole season, or for a day that the season does not hold.
    """

    rule: str
    unit: UUID | None = None
    halt: UUID | None = None
    day: date | None = None
    by: float = 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a plan is worth (people, people, kilometres, people) and every rule it breaks."""

    reached: float
    rewards: float
    km: float
    total: float
    broken: tuple[BrokenRule, ...] = ()
    audiences: Mapping[str, float] = field(default_factory=dict, compare=False)
    """People reached by audience, weights left out; empty where everybody counts alike."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to a plan: after less before, and what only one of them breaks."""

    reached: float
    rewards: float
    km: float
    breaks: tuple[BrokenRule, ...]
    mends: tuple[BrokenRule, ...]
    stays: tuple[BrokenRule, ...]


def effect_of(before: Weighed, after: Weighed) -> Effect:
    """Compare a plan with the same one changed.

    A rule broken more than before counts as broken anew; one broken less stays broken.
    """
    was = {(one.rule, one.unit, one.halt, one.day): one.by for one in before.broken}
    now = {(one.rule, one.unit, one.halt, one.day) for one in after.broken}
    worse = [
        one
        for one in after.broken
        if one.by > was.get((one.rule, one.unit, one.halt, one.day), -1.0)
    ]
    return Effect(
        after.reached - before.reached,
        after.rewards - before.rewards,
        after.km - before.km,
        tuple(worse),
        tuple(one for one in before.broken if (one.rule, one.unit, one.halt, one.day) not in now),
        tuple(one for one in after.broken if one not in worse),
    )


@dataclass(frozen=True, slots=True)
class Overlap:
    """A halt that would reach some of the same people, and how many."""

    halt: UUID
    people: float


@dataclass(frozen=True, slots=True)
class VisitAdds:
    """What a visit adds to its plan: people, rewards, kilometres; and whom it overlaps."""

    reached: float
    rewards: float
    km: float
    overlaps: Sequence[Overlap]


def with_change(
    visits: Sequence[Planned], *, without: Planned | None, put: Planned | None
) -> list[Planned]:
    """Return visits once one is taken out and another put in."""
    kept = [one for one in visits if one != without]
    return sorted([*kept, put]) if put else kept


def told(one: Planned) -> dict[str, str]:
    """Tell a visit as JSON."""
    return {
        "unit": str(one.unit),
        "halt": str(one.halt),
        "day": one.day.isoformat(),
        "starts": one.starts.isoformat("minutes"),
        "ends": one.ends.isoformat("minutes"),
    }


def read(one: dict[str, str]) -> Planned:
    """Read a visit told as JSON."""
    return Planned(
        date.fromisoformat(one["day"]),
        time.fromisoformat(one["starts"]),
        time.fromisoformat(one["ends"]),
        UUID(one["unit"]),
        UUID(one["halt"]),
    )


def told_rule(one: BrokenRule) -> dict[str, Any]:
    """Tell a broken rule as JSON."""
    return {
        "rule": one.rule,
        "unit": str(one.unit) if one.unit else None,
        "halt": str(one.halt) if one.halt else None,
        "day": one.day.isoformat() if one.day else None,
        "by": one.by,
    }


def read_rule(one: Mapping[str, Any]) -> BrokenRule:
    """Read a broken rule told as JSON."""
    return BrokenRule(
        one["rule"],
        UUID(one["unit"]) if one["unit"] else None,
        UUID(one["halt"]) if one["halt"] else None,
        date.fromisoformat(one["day"]) if one["day"] else None,
        one["by"],
    )
