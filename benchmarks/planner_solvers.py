"""One day of rounds for PyVRP and for OR-Tools Routing: optional halts with prizes."""

import time

from ortools.constraint_solver import pywrapcp, routing_enums_pb2
from pyvrp import Model

from benchmarks.planner_rivals import costs
from planner.problem import Problem, Unit

Rounds = list[tuple[Unit, list[int]]]


MOMENT = 0.1
"""CPU seconds."""


class Slow:
    """How many wall seconds a CPU second has taken, over the blocks entered so far.

    Before the first one, it counts for a moment: a machine that is busy gives that one its time.
    """

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0
        self.began = (0.0, 0.0)

    @property
    def factor(self) -> float:
        """Between 1 and 20."""
        if not self.cpu:
            with self:
                end = time.process_time() + MOMENT
                while time.process_time() < end:
                    pass
        return min(20.0, max(1.0, self.wall / self.cpu))

    def __enter__(self) -> None:
        self.began = time.monotonic(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self.wall += time.monotonic() - self.began[0]
        self.cpu += time.process_time() - self.began[1]


SLOW = Slow()


class CpuSeconds:
    """A budget of processor time, as PyVRP asks for it."""

    def __init__(self, seconds: float) -> None:
        self.end = time.process_time() + seconds

    def __call__(self, best_cost: int) -> bool:
        """Whether it is spent."""
        return time.process_time() >= self.end


def pyvrp_day(
    problem: Problem,
    day: int,
    units: list[Unit],
    offered: list[int],
    prizes: list[int],
    seconds: float,
) -> Rounds:
    """Route a day with PyVRP: one vehicle type a unit, halts optional."""
    model = Model()
    places = [problem.halts[h].place for h in offered] + [unit.place for unit in units]
    locations = [model.add_location(k, 0) for k in range(len(places))]
    for k, (h, prize) in enumerate(zip(offered, prizes, strict=True)):
        halt, opening = problem.halts[h], problem.halts[h].openings[0]
        model.add_client(
            locations[k],
            service_duration=halt.minutes,
            tw_early=opening.opens,
            tw_late=opening.closes - halt.minutes,
            prize=prize,
            required=False,
        )
    for location, unit in zip(locations[len(offered) :], units, strict=True):
        depot = model.add_depot(location)
        early, late = unit.shifts[day]
        model.add_vehicle_type(1, start_depot=depot, end_depot=depot, tw_early=early, tw_late=late)
    cost, drive = costs(problem, places).tolist(), problem.travel.minutes[units[0].profile].tolist()
    for a, start in enumerate(locations):
        for b, end in enumerate(locations):
            model.add_edge(start, end, cost[a][b], drive[places[a]][places[b]])
    best = model.solve(CpuSeconds(seconds), seed=1, display=False).best
    if not best.is_feasible():
        return []
    return [
        (units[route.vehicle_type()], [offered[one.idx] for one in route if one.is_client()])
        for route in best.routes()
    ]


def ortools_day(
    problem: Problem,
    day: int,
    units: list[Unit],
    offered: list[int],
    prizes: list[int],
    seconds: float,
) -> Rounds:
    """Route a day with OR-Tools: disjunctions, cheapest insertion, guided local search.

    It holds a wall clock only: it is given what the machine, as busy as it has been so far, needs.
    """
    count = len(offered)
    places = [problem.halts[h].place for h in offered] + [unit.place for unit in units]
    ends = [count + v for v in range(len(units))]
    manager = pywrapcp.RoutingIndexManager(len(places), len(units), ends, ends)
    routing = pywrapcp.RoutingModel(manager)
    cost = costs(problem, places).tolist()
    drive = problem.travel.minutes[units[0].profile]
    stay = [problem.halts[h].minutes for h in offered] + [0] * len(units)
    length = [[int(drive[a, b]) + stay[k] for b in places] for k, a in enumerate(places)]
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(cost))
    routing.AddDimension(routing.RegisterTransitMatrix(length), 1440, 1440, False, "time")
    hours = routing.GetDimensionOrDie("time")
    for v, unit in enumerate(units):
        for index in (routing.Start(v), routing.End(v)):
            hours.CumulVar(index).SetRange(*unit.shifts[day])
    for k, (h, prize) in enumerate(zip(offered, prizes, strict=True)):
        opening, index = problem.halts[h].openings[0], manager.NodeToIndex(k)
        hours.CumulVar(index).SetRange(opening.opens, opening.closes - stay[k])
        routing.AddDisjunction([index], prize)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    first, search = (
        routing_enums_pb2.FirstSolutionStrategy,
        routing_enums_pb2.LocalSearchMetaheuristic,
    )
    parameters.first_solution_strategy = first.PARALLEL_CHEAPEST_INSERTION
    parameters.local_search_metaheuristic = search.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(int(1000 * seconds * SLOW.factor))
    with SLOW:
        solution = routing.SolveWithParameters(parameters)
    return ortools_rounds(routing, manager, solution, units, offered) if solution else []


def ortools_rounds(
    routing: pywrapcp.RoutingModel,
    manager: pywrapcp.RoutingIndexManager,
    solution: pywrapcp.Assignment,
    units: list[Unit],
    offered: list[int],
) -> Rounds:
    """Read the routes of a solution."""
    rounds: Rounds = []
    for v, unit in enumerate(units):
        order, index = [], routing.Start(v)
        while not routing.IsEnd(index):
            node = manager.IndexToNode(index)
            if node < len(offered):
                order.append(offered[node])
            index = solution.Value(routing.NextVar(index))
        rounds.append((unit, order))
    return rounds
