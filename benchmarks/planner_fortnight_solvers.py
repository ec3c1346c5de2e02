"""A fortnight of rounds for PyVRP and for OR-Tools Routing, set as well as we know how.

Tried on the shared season before these settings were kept (docs/why/planner.md): for PyVRP, a copy
of each halt for each day instead of a profile for each day; for OR-Tools, other first solutions.
"""

from collections import defaultdict

import numpy as np
import pyvrp
from numpy.typing import NDArray
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from benchmarks.planner_fortnights import Fortnight, Rounds
from benchmarks.planner_rivals import costs
from benchmarks.planner_solvers import SLOW, CpuSeconds
from planner.problem import Unit

FAR, LATE = 10_000_000, 3_000
"""What an edge costs that a day forbids, in thousandths of a person, and the minutes it takes:
more than any prize, more than any shift."""

Matrix = NDArray[np.int64]
Kind = tuple[int, int, tuple[int, int]]
"""Vehicles alike: profile, place of the depot, hours."""


def pyvrp_fortnight(given: Fortnight, seconds: float) -> Rounds:
    """Route a fortnight with PyVRP: a profile for each set of halts that days allow."""
    depots, halts = given.depots, given.problem.halts
    places = [*depots, *(halts[h].place for h in given.offered)]
    kinds, tables = vehicles(given, costs(given.problem, places), given.minutes, places)
    clients = [
        pyvrp.Client(
            len(depots) + k,
            service_duration=halts[h].minutes,
            tw_early=halts[h].openings[0].opens,
            tw_late=halts[h].openings[0].closes - halts[h].minutes,
            prize=prize,
            required=False,
        )
        for k, (h, prize) in enumerate(zip(given.offered, given.prizes, strict=True))
    ]
    data = pyvrp.ProblemData(
        [pyvrp.Location(0, 0) for _ in places],
        clients,
        [pyvrp.Depot(k) for k in range(len(depots))],
        [vehicle_type(depots, kind, len(members)) for kind, members in kinds.items()],
        [km for km, _ in tables],
        [minutes for _, minutes in tables],
    )
    best = pyvrp.solve(data, CpuSeconds(seconds), seed=1, collect_stats=False).best
    if not best.is_feasible():
        return []
    left = [list(members) for members in kinds.values()]
    return [
        (
            *left[route.vehicle_type()].pop(),
            [given.offered[one.idx] for one in route if one.is_client()],
        )
        for route in best.routes()
    ]


def vehicle_type(depots: list[int], kind: Kind, count: int) -> pyvrp.VehicleType:
    """Return so many vehicles of a kind."""
    profile, place, (early, late) = kind
    home = depots.index(place)
    return pyvrp.VehicleType(
        count, start_depot=home, end_depot=home, tw_early=early, tw_late=late, profile=profile
    )


def vehicles(
    given: Fortnight, cost: Matrix, minutes: Matrix, places: list[int]
) -> tuple[dict[Kind, list[tuple[Unit, int]]], list[tuple[Matrix, Matrix]]]:
    """Group unit-days that are alike; give the costs and minutes of each profile."""
    profiles: dict[bytes, int] = {}
    tables, drive = [], minutes[np.ix_(places, places)].astype(np.int64)
    kinds: dict[Kind, list[tuple[Unit, int]]] = defaultdict(list)
    for unit, day in given.shifts:
        is_free = given.is_free[:, day]
        profile = profiles.setdefault(is_free.tobytes(), len(profiles))
        if profile == len(tables):
            is_shut = np.concatenate([np.zeros(len(given.depots), np.bool_), ~is_free])
            edges = is_shut[:, None] | is_shut[None, :]
            np.fill_diagonal(edges, val=False)
            tables.append((np.where(edges, FAR, cost), np.where(edges, LATE, drive)))
        kinds[profile, unit.place, unit.shifts[day]].append((unit, day))
    return kinds, tables


def ortools_fortnight(given: Fortnight, seconds: float) -> Rounds:
    """Route a fortnight with OR-Tools: disjunctions, local insertion, guided local search.

    It holds a wall clock only: it is given what the machine, as busy as it has been so far, needs.
    """
    count, halts, depots = len(given.offered), given.problem.halts, given.depots
    places = [*(halts[h].place for h in given.offered), *depots]
    ends = [count + depots.index(unit.place) for unit, _ in given.shifts]
    manager = pywrapcp.RoutingIndexManager(len(places), len(ends), ends, ends)
    routing = pywrapcp.RoutingModel(manager)
    cost = costs(given.problem, places).tolist()
    stay = np.array([halts[h].minutes for h in given.offered] + [0] * len(depots))
    length = (given.minutes[np.ix_(places, places)] + stay[:, None]).tolist()
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(cost))
    routing.AddDimension(routing.RegisterTransitMatrix(length), 1440, 1440, False, "time")
    hours = routing.GetDimensionOrDie("time")
    for v, (unit, day) in enumerate(given.shifts):
        for index in (routing.Start(v), routing.End(v)):
            hours.CumulVar(index).SetRange(*unit.shifts[day])
    for k, (h, prize) in enumerate(zip(given.offered, given.prizes, strict=True)):
        opening, index = halts[h].openings[0], manager.NodeToIndex(k)
        hours.CumulVar(index).SetRange(opening.opens, opening.closes - halts[h].minutes)
        routing.AddDisjunction([index], prize)
        free = [v for v, (_, day) in enumerate(given.shifts) if given.is_free[k, day]]
        routing.VehicleVar(index).SetValues([-1, *free])  # −1: left out
    with SLOW:
        solution = routing.SolveWithParameters(parameters(seconds * SLOW.factor))
    return rounds_of(given, routing, manager, solution) if solution else []


def parameters(wall: float) -> object:
    """Set OR-Tools: local cheapest insertion first, as it is better here than the parallel one."""
    found = pywrapcp.DefaultRoutingSearchParameters()
    first = routing_enums_pb2.FirstSolutionStrategy
    found.first_solution_strategy = first.LOCAL_CHEAPEST_INSERTION
    search = routing_enums_pb2.LocalSearchMetaheuristic
    found.local_search_metaheuristic = search.GUIDED_LOCAL_SEARCH
    found.time_limit.FromMilliseconds(int(1000 * wall))
    return found


def rounds_of(
    given: Fortnight,
    routing: pywrapcp.RoutingModel,
    manager: pywrapcp.RoutingIndexManager,
    solution: pywrapcp.Assignment,
) -> Rounds:
    """Read the routes of a solution."""
    rounds: Rounds = []
    for v, (unit, day) in enumerate(given.shifts):
        order, index = [], routing.Start(v)
        while not routing.IsEnd(index):
            node = manager.IndexToNode(index)
            if node < len(given.offered):
                order.append(given.offered[node])
            index = solution.Value(routing.NextVar(index))
        rounds.append((unit, day, order))
    return rounds
