"""A problem once something fell through: a halt closed on some days, a unit off the road."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from allervers.seasons.domain.planned import Planned

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Setback:
    """What fell through ("imprévu"): a halt or a unit, from a day to another, both included."""

    first: date
    last: date
    halt: UUID | None = None
    unit: UUID | None = None

    def hits(self, one: Planned) -> bool:
        """Whether a visit can no longer take place."""
        is_there = self.first <= one.day <= self.last
        return is_there and (one.halt == self.halt if self.halt else one.unit == self.unit)


def mended(problem: Mapping[str, Any], setback: Setback, locked: Sequence[Planned]) -> Json:
    """Return the problem in the planner's format once the setback happened.

    `locked` are the visits that stay as they are; those that the setback hits are left out.
    """
    days = set(days_between(problem, setback))
    return {
        **problem,
        "halts": [
            with_less(one, "openings", days) if one["id"] == str(setback.halt) else one
            for one in problem["halts"]
        ],
        "units": [
            with_less(one, "shifts", days)
            if setback.halt is None and one["id"] == str(setback.unit)
            else one
            for one in problem["units"]
        ],
        "locked": [as_locked(one) for one in locked if not setback.hits(one)],
    }


def days_between(problem: Mapping[str, Any], setback: Setback) -> list[str]:
    """Return the days of the season that a setback covers."""
    calendar = problem["calendar"]
    first, last = setback.first.isoformat(), setback.last.isoformat()
    if "days" in calendar:
        return [day for day in calendar["days"] if first <= day <= last]
    known = range(setback.first.toordinal(), setback.last.toordinal() + 1)
    return [date.fromordinal(one).isoformat() for one in known]


def with_less(one: Json, name: str, days: Collection[str]) -> Json:
    """Return a halt or a unit whose openings or shifts leave these days out."""
    return {**one, name: [left_out(rule, days) for rule in one[name]]}


def left_out(rule: Json, days: Collection[str]) -> Json:
    """Return an opening or a shift without these days."""
    if "days" in rule:
        return {**rule, "days": [day for day in rule["days"] if day not in days]}
    return {**rule, "except": sorted({*rule.get("except", []), *days})}


def as_locked(one: Planned) -> Json:
    """Tell a visit in the planner's format."""
    minutes = (one.ends.hour - one.starts.hour) * 60 + one.ends.minute - one.starts.minute
    return {
        "day": one.day.isoformat(),
        "unit": str(one.unit),
        "start": one.starts.isoformat("minutes"),
        "halt": str(one.halt),
        "minutes": minutes,
    }


def keeping_hours(before: Sequence[Planned], after: Sequence[Planned]) -> list[Planned]:
    """Give back their hours and locks to the rounds whose halts did not change, or only left.

    The planner tells every visit at the earliest hour that its round allows; a person may have
    chosen another, which is as good when the round is the same. Where a visit is taken out, the
    others were possible at their hours, and people know them.
    """
    old, new = by_round(before), by_round(after)
    found: list[Planned] = []
    for key, visits in new.items():
        was = old.get(key, [])
        here = [one.halt for one in visits]
        staying = [one for one in was if one.halt in here]
        same = [one.halt for one in staying] == here
        found += staying if same else with_locks(visits, was)
    return sorted(found)


def with_locks(visits: Sequence[Planned], was: Sequence[Planned]) -> list[Planned]:
    """Keep the locked visits of a round as they were."""
    locked = {one.halt: one for one in was if one.is_locked}
    return [locked.get(one.halt, one) for one in visits]


def by_round(visits: Sequence[Planned]) -> dict[tuple[date, UUID], list[Planned]]:
    """Group visits by day and unit, in order of hour."""
    found: dict[tuple[date, UUID], list[Planned]] = {}
    for one in sorted(visits):
        found.setdefault((one.day, one.unit), []).append(one)
    return found
