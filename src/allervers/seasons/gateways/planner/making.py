"""From a season to its problem, for the worker: trips and walks are asked here, then it is kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from allervers.seasons.domain.facts import SeasonFacts
from allervers.seasons.domain.matters import Code, Kind, Looked, Matter, Named, seen
from allervers.seasons.domain.planned import StoredProblem
from allervers.seasons.domain.problem import problem_json
from allervers.seasons.domain.reach import (
    halt_places,
    point_places,
    profiles_of,
    with_reach,
    with_trips,
)
from allervers.seasons.domain.travel import Estimate, Table, TravelTimes
from allervers.seasons.gateways.planner.looking import Names, looked_at
from allervers.seasons.gateways.planner.packing import packed
from allervers.seasons.wording.travel import trip_notes


@dataclass(frozen=True, slots=True)
class Made:
    """A problem, and what was seen while it was made."""

    problem: StoredProblem
    looked: Looked
    is_estimated: bool
    trips: tuple[str, ...] = ()
    """What trips rest on, in sentences: the network's name, points that it does not serve, why."""


def made(facts: SeasonFacts, matters: Iterable[Matter], names: Names, travel: TravelTimes) -> Made:
    """Make the problem of a season; trips and walks come from `travel`. Slow."""
    walking = travel.walking(
        halt_places(facts), point_places(facts), float(facts.supposed.radius_m)
    )
    reached = with_reach(facts, walking)
    # The planner estimates by itself, faster: a table is asked of a network only.
    table = None
    if reached.units and not isinstance(travel, Estimate):
        table = travel.table(reached.places(), profiles_of(reached))
    whole = with_trips(reached, table) if table else reached
    is_estimated = table is None or table.is_estimated
    told = [*matters, *doubts(whole, table, names)]
    looked = looked_at(whole, told, names)
    notes = trip_notes(table, getattr(travel, "unready", None), names_of(whole, names))
    return Made(packed(problem_json(whole)), looked, is_estimated, tuple(notes))


def names_of(facts: SeasonFacts, names: Names) -> list[str]:
    """Return the names of the places of the trips, in their order."""
    ids = [*(one.id for one in facts.units), *(one.id for one in facts.halts)]
    return [named.name if (named := names.get(one)) else one for one in ids]


def doubts(facts: SeasonFacts, table: Table | None, names: Names) -> list[Matter]:
    """Tell which trips are estimated: all of them, or those of points off the network."""
    if table is None or table.is_estimated:
        return [seen(Code.ESTIMATED)]
    ids = [*(one.id for one in facts.units), *(one.id for one in facts.halts)]
    found = [names.get(ids[one.point]) or Named(Kind.TEXT, "", "") for one in table.doubts]
    return [seen(Code.OFF_NETWORK, *(one for one in found if one.name))] if found else []
