"""What a day's plan breaks and what it is worth, told again; shares no code with the engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from planner.day.problem import Call, Day, DayPlan, Team

HAIR = 1.0e-6


class Fault(StrEnum):
    """Everything that a day's plan can break."""

    UNKNOWN = "unknown"
    TWICE = "twice"
    TOO_SOON = "too_soon"
    CLOSED = "closed"
    NEEDS = "needs"
    TOO_LATE = "too_late"
    TOO_FAR = "too_far"
    PROMISED = "promised"


@dataclass(frozen=True, slots=True)
class BrokenCall:
    """A fault, where, and by how much (minutes, kilometres)."""

    fault: Fault
    team: str = ""
    stop: str = ""
    by: float = 0.0


def check_day(day: Day, plan: DayPlan) -> tuple[BrokenCall, ...]:
    """List everything that a day's plan breaks; nothing for one that can be carried out."""
    teams, stops = {one.id for one in day.teams}, {one.id for one in day.stops}
    strange = [one for one in plan.calls if one.team not in teams or one.stop not in stops]
    found = [BrokenCall(Fault.UNKNOWN, one.team, one.stop) for one in strange]
    met: set[str] = set()
    for call in plan.calls:
        if call.stop in met:
            found.append(BrokenCall(Fault.TWICE, call.team, call.stop))
        met.add(call.stop)
    for team in day.teams:
        mine = sorted(one for one in plan.calls if one.team == team.id and one not in strange)
        found.extend(of_team(day, team, mine))
    missed = (one.id for one in day.stops if one.is_promised and one.id not in met)
    return (*found, *(BrokenCall(Fault.PROMISED, stop=one) for one in missed))


def of_team(day: Day, team: Team, calls: list[Call]) -> Iterator[BrokenCall]:
    """Follow a team through its day."""
    stops = {one.id: one for one in day.stops}
    at, ready, km = team.place, team.leaves, 0.0
    for call in calls:
        stop = stops[call.stop]
        arrives = ready + int(day.minutes[at, stop.place])
        if call.start < arrives:
            yield BrokenCall(Fault.TOO_SOON, team.id, stop.id, arrives - call.start)
        if not stop.opens <= call.start <= stop.closes:
            yield BrokenCall(Fault.CLOSED, team.id, stop.id)
        if not stop.needs <= team.offers:
            yield BrokenCall(Fault.NEEDS, team.id, stop.id)
        km += float(day.km[at, stop.place])
        at, ready = stop.place, call.start + stop.minutes
    back, km = ready + int(day.minutes[at, team.place]), km + float(day.km[at, team.place])
    if calls and back > team.back_by:
        yield BrokenCall(Fault.TOO_LATE, team.id, by=back - team.back_by)
    if calls and km > team.most_km + HAIR:
        yield BrokenCall(Fault.TOO_FAR, team.id, by=km - team.most_km)


def worth_of_day(day: Day, plan: DayPlan) -> tuple[float, float]:
    """Count again the prizes of a day's plan, and its kilometres."""
    stops = {one.id: one for one in day.stops}
    prizes, km = sum(stops[one].prize for one in {call.stop for call in plan.calls}), 0.0
    for team in day.teams:
        mine = [stops[one.stop].place for one in sorted(plan.calls) if one.team == team.id]
        way = [team.place, *mine, team.place] if mine else []
        km += sum(float(day.km[a, b]) for a, b in pairwise(way))
    return prizes, km
