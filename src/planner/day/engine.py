"""Order a day with PyVRP: as many people as possible first, as few kilometres as possible next.

Unless kilometres have a price, a prize is multiplied by more than any day can drive, so that a
kilometre never costs a call; that beats a distance that costs nothing (planning.md §3.1). The
current day is always given to start from: PyVRP alone may find no plan that holds on a large day.
"""

import warnings
from collections import defaultdict
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyvrp import Client, Depot, Location, ProblemData, Route, Solution, VehicleType, solve
from pyvrp.exceptions import PenaltyBoundWarning

from planner.day.check import check_day, worth_of_day
from planner.day.problem import Call, Day, DayPlan, Stop, Team
from planner.stop import Stop as When

GRAIN = 1000
"""Steps in which the longest way is counted: whole numbers small enough for PyVRP's penalties."""
FINE = 100
"""Steps in which the smallest difference of prizes is counted."""
FAR = 1.0e6
"""Kilometres: beyond, a limit is none."""
NEVER = 10**6
"""Minutes: a team is never sent where it lacks what is needed."""

Way = tuple[Team, list[int]]


class PromiseBroken(ValueError):  # noqa: N818 - what happened to the day
    """The stops promised do not fit in the day: no plan holds."""


def solve_day(day: Day, when: When, current: DayPlan | None = None, seed: int = 1) -> DayPlan:
    """Return the best plan of a day found until `when`; never worth less than `current`.

    `current` must hold (`check_day`); without one, an empty day is started from. Same seed and
    iterations, same plan.
    """
    when(0)
    current = current if current is not None else DayPlan()
    if not day.stops or not day.teams:
        return current
    ways = ways_of(day, current)
    data = data_of(day)
    begin = Solution(data, [Route(data, stops, v) for v, (_, stops) in enumerate(ways) if stops])
    done = 0

    def is_over(best_cost: int) -> bool:
        nonlocal done
        done += 1
        return when(done) >= 1.0

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        start = begin if any(stops for _, stops in ways) else None
        best = solve(data, is_over, seed, collect_stats=False, initial_solution=start).best
    found = plan_of_solution(day, best) if best.is_feasible() else current
    return chosen(day, current, found)


def chosen(day: Day, current: DayPlan, found: DayPlan) -> DayPlan:
    """Keep the better of two plans that hold; refuse when neither does."""
    sound = [one for one in (found, current) if not check_day(day, one)]
    if not sound:
        raise PromiseBroken("no plan of this day holds with what was promised")

    def rank(plan: DayPlan) -> tuple[float, float]:
        prizes, km = worth_of_day(day, plan)
        return prizes - day.people_per_km * km, -km

    return max(sound, key=rank)


def data_of(day: Day) -> ProblemData:
    """Tell a day to PyVRP: a profile for each set of offers, a depot for each team."""
    places = [stop.place for stop in day.stops] + [team.place for team in day.teams]
    km = day.km[np.ix_(places, places)]
    # Rounded up: a limit in kilometres that PyVRP keeps is kept.
    step = max(float(km.max()) / GRAIN, 1.0e-9)
    distance = np.ceil(km / step - 1.0e-9).astype(np.int64)
    scale = prize_scale(day, step, int(distance.max()))
    offers = sorted({team.offers for team in day.teams}, key=sorted)
    minutes = day.minutes[np.ix_(places, places)].astype(np.int64)
    ways: list[Any] = [distance for _ in offers]  # PyVRP names no type that numpy gives
    hours: list[Any] = [with_needs(day, minutes, has) for has in offers]
    return ProblemData(
        [Location(0, 0) for _ in places],
        [client_of(k, stop, scale) for k, stop in enumerate(day.stops)],
        [Depot(len(day.stops) + v) for v in range(len(day.teams))],
        [vehicle_of(v, team, step, offers) for v, team in enumerate(day.teams)],
        ways,
        hours,
    )


def client_of(k: int, stop: Stop, scale: float) -> Client:
    """Tell a stop: optional unless promised."""
    return Client(
        k,
        service_duration=stop.minutes,
        tw_early=stop.opens,
        tw_late=stop.closes,
        prize=round(scale * stop.prize),
        required=stop.is_promised,
    )


def vehicle_of(v: int, team: Team, step: float, offers: list[frozenset[str]]) -> VehicleType:
    """Tell a team: its depot, its hours, how far at most."""
    is_limited = team.most_km < FAR
    return VehicleType(
        1,
        start_depot=v,
        end_depot=v,
        tw_early=team.leaves,
        tw_late=team.back_by,
        max_distance=int(team.most_km / step) if is_limited else VehicleType().max_distance,
        profile=offers.index(team.offers),
    )


def prize_scale(day: Day, step: float, longest: int) -> float:
    """Return what multiplies prizes: their smallest step is worth more than all that is driven.

    Unless a kilometre has a price: then a prize is told in steps of the way that it pays for.
    """
    if day.people_per_km > 0.0:
        return 1.0 / (day.people_per_km * step)
    prizes = np.unique([round(stop.prize * FINE) for stop in day.stops])
    step = np.gcd.reduce(prizes) / FINE if prizes.any() else 1.0
    return (1 + longest * (len(day.stops) + len(day.teams))) / float(step)


def with_needs(day: Day, minutes: NDArray[np.int64], has: frozenset[str]) -> NDArray[np.int64]:
    """Make the way to a stop endless for teams that lack what it needs."""
    found = minutes.copy()
    for k, stop in enumerate(day.stops):
        if not stop.needs <= has:
            found[:, k] = NEVER
            found[k, k] = 0
    return found


def ways_of(day: Day, plan: DayPlan) -> list[Way]:
    """Read a plan as an order of stops for each team."""
    index = {stop.id: k for k, stop in enumerate(day.stops)}
    order: dict[str, list[int]] = defaultdict(list)
    for call in sorted(plan.calls):
        order[call.team].append(index[call.stop])
    return [(team, order[team.id]) for team in day.teams]


def plan_of_solution(day: Day, solution: Solution) -> DayPlan:
    """Read PyVRP's routes, each call as early as it can be."""
    calls = []
    for route in solution.routes():
        team = day.teams[route.vehicle_type()]
        at, ready = team.place, team.leaves
        for k in (one.idx for one in route if one.is_client()):
            stop = day.stops[k]
            begin = max(stop.opens, ready + int(day.minutes[at, stop.place]))
            calls.append(Call(team.id, begin, stop.id))
            at, ready = stop.place, begin + stop.minutes
    return DayPlan(tuple(sorted(calls)))
