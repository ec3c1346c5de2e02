"""A plan open on the table: take a visit out, forbid a day, fill a hole, and see the effect."""

import numpy as np

from planner.plan import Plan, Visit
from planner.problem import Problem
from planner.routes import begun, ground_of, plan_of
from planner.search.anneal import paces_of
from planner.search.insertion import Taste, best_insertion, fits
from planner.search.state import insert, refresh, remove


class Draft:
    """Changes cost microseconds; making a draft costs what compiling the problem does."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.ground = ground_of(problem)
        self.state = begun(self.ground, plan)
        self.total = float(refresh(self.ground.model, self.state))
        self.taste = Taste(np.ones(len(problem.halts)), paces_of((0.0,))[0])
        self.sign_patterns()
        # Loads the compiled insertion now, so that the first repair is as quick as the others.
        if len(self.state.size):
            best_insertion(self.ground.model, self.state, 0, self.taste)

    def sign_patterns(self) -> None:
        """Never begin alone what must come back, nor touch what must come back in time."""
        for h, halt in enumerate(self.problem.halts):
            is_alone = self.state.visits[h] == 0 and halt.at_least > 1
            self.taste.noise[h] = 0.0 if is_alone or halt.within is not None else 1.0

    def may_drop(self, visit: Visit) -> bool:
        """Whether a visit may go: not locked, and its halt keeps its pattern of return."""
        h = self.ground.halt_of[visit.halt]
        halt, rest = self.problem.halts[h], int(self.state.visits[h]) - 1
        is_kept = rest == 0 or (rest >= halt.at_least and halt.within is None)
        return is_kept and visit not in self.problem.locked

    def best(self, r: int, without: str = "") -> str | None:
        """Return the halt of the best insertion in a round, other than one; none when none pays."""
        h = self.ground.halt_of.get(without, -1)
        noise = self.taste.noise
        before = float(noise[h]) if h >= 0 else 1.0
        if h >= 0:
            noise[h] = 0.0
        _, node, _ = best_insertion(self.ground.model, self.state, r, self.taste)
        if h >= 0:
            noise[h] = before
        return None if node < 0 else self.problem.halts[self.ground.model.nodes.halt[node]].id

    def names(self, r: int) -> tuple[str, int]:
        """Return the unit and the day of a round."""
        rounds = self.ground.model.rounds
        return self.problem.units[rounds.unit[r]].id, int(rounds.day[r])

    def noted(self, rounds: set[int]) -> dict[int, list[int]]:
        """Note the routes of some rounds, to come back to them."""
        return {r: [int(n) for n in self.state.route[r, : self.state.size[r]]] for r in rounds}

    def restore(self, routes: dict[int, list[int]]) -> None:
        """Come back to noted routes, whatever has been done to these rounds."""
        model, state = self.ground.model, self.state
        for r in routes:
            for at in range(int(state.size[r]) - 1, -1, -1):
                self.total += float(remove(model, state, r, at))
        for r, nodes in routes.items():
            for at, node in enumerate(nodes):
                self.total += float(insert(model, state, r, at, node))

    def settle(self) -> None:
        """End the drift of additions; see again which halts may be begun."""
        self.total = float(refresh(self.ground.model, self.state))
        self.sign_patterns()

    def plan(self) -> Plan:
        """Tell the present plan."""
        return plan_of(self.ground, self.state)

    def position(self, unit: str, day: int, halt: str) -> tuple[int, int] | None:
        """Find a visit: its round and position."""
        r, h = self.ground.round_of.get((unit, day)), self.ground.halt_of[halt]
        if r is None:
            return None
        route = self.state.route[r, : self.state.size[r]]
        found = np.flatnonzero(self.ground.model.nodes.halt[route] == h)
        return (r, int(found[0])) if len(found) else None

    def drop(self, unit: str, day: int, halt: str) -> float:
        """Take a visit out; return the change of value, 0 when it is not there."""
        where = self.position(unit, day, halt)
        if where is None:
            return 0.0
        change = float(remove(self.ground.model, self.state, *where))
        self.total += change
        return change

    def put(self, unit: str, day: int, halt: str) -> bool:
        """Insert a visit where it fits at the least cost; say whether it did."""
        model, r = self.ground.model, self.ground.round_of.get((unit, day))
        if r is None:
            return False
        listed = model.rounds.nodes[model.rounds.first[r] : model.rounds.first[r + 1]]
        nodes = listed[model.nodes.halt[listed] == self.ground.halt_of[halt]]
        places = [(int(node), at) for node in nodes for at in range(self.state.size[r] + 1)]
        fit = [(node, at) for node, at in places if fits(model, self.state, r, at, node)]
        tries = []
        for node, at in fit:
            tries.append((float(insert(model, self.state, r, at, node)), node, at))
            remove(model, self.state, r, at)
        if not tries:
            return False
        change, node, at = max(tries)
        insert(model, self.state, r, at, node)
        self.total += change
        return True

    def forbid(self, halt: str, days: frozenset[int]) -> None:
        """Let nobody visit a halt on some days: cancelled, or its agreement withdrawn."""
        for day in days:
            self.state.near[self.ground.halt_of[halt], day] += 1

    def refill(self, unit: str, day: int, most: int) -> list[Visit]:
        """Insert at most so many visits in a round, the best ones; return them."""
        model, r = self.ground.model, self.ground.round_of[unit, day]
        added = []
        for _ in range(most):
            _, node, at = best_insertion(model, self.state, r, self.taste)
            if node < 0:
                break
            self.total += float(insert(model, self.state, r, at, node))
            added.append(self.problem.halts[model.nodes.halt[node]].id)
        return [visit for visit in self.visits(r) if visit.halt in added]

    def visits(self, r: int) -> list[Visit]:
        """Tell the visits of a round."""
        model, state = self.ground.model, self.state
        day, unit = int(model.rounds.day[r]), self.problem.units[model.rounds.unit[r]].id
        return [
            Visit(
                day,
                unit,
                int(state.begin[r, i]),
                self.problem.halts[model.nodes.halt[state.route[r, i]]].id,
                int(model.nodes.minutes[state.route[r, i]]),
            )
            for i in range(state.size[r])
        ]
