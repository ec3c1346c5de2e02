"""A plan open on the table: take a visit out, forbid a day, fill a hole, and see the effect."""

import gc
from collections.abc import Iterable
from heapq import heappop, heapreplace

import numpy as np

from planner.plan import Plan, Visit
from planner.problem import Problem
from planner.routes import begun, ground_of, plan_of
from planner.search.anneal import paces_of
from planner.search.insertion import Taste, best_insertion, fits
from planner.search.patterns import coming
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
        # A full collection of rubbish takes some 50 ms in a process that has numba, ten times a
        # repair: done here, where compiling takes longer, none falls in what is asked next.
        gc.collect()

    def sign_patterns(self) -> None:
        """See again which halts may be visited once more, and on which days."""
        ordinals = [day.toordinal() for day in self.problem.days]
        self.may_come = coming(self.ground.model, self.state, self.problem.halts, ordinals)

    def judge(self, r: int) -> None:
        """Leave to the insertions of a round the halts that break no pattern of return there."""
        self.taste.noise[:] = self.may_come[:, self.ground.model.rounds.day[r]]

    def may_drop(self, visit: Visit) -> bool:
        """Whether a visit may go: not locked, and its halt keeps its pattern of return."""
        h = self.ground.halt_of[visit.halt]
        halt, rest = self.problem.halts[h], int(self.state.visits[h]) - 1
        is_kept = rest == 0 or (rest >= halt.at_least and halt.within is None)
        return is_kept and visit not in self.problem.locked

    def best(self, r: int, without: str = "") -> str | None:
        """Return the halt of the best insertion in a round, other than one; none when none pays."""
        self.judge(r)
        if without:
            self.taste.noise[self.ground.halt_of[without]] = 0.0
        _, node, _ = best_insertion(self.ground.model, self.state, r, self.taste)
        self.judge(r)
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

    def fill(self, rounds: Iterable[int], most: int) -> int:
        """Insert at most so many visits in some rounds, the best first; return how many.

        A score only falls as visits are added: the best one alone is looked at again.
        """
        queue = [(-np.inf, r) for r in rounds]
        done = 0
        while queue and done < most:
            r = queue[0][1]
            self.judge(r)
            score, node, at = best_insertion(self.ground.model, self.state, r, self.taste)
            if node < 0:
                heappop(queue)
            elif len(queue) == 1 or -score <= min(one[0] for one in queue[1:3]):
                self.total += float(insert(self.ground.model, self.state, r, at, node))
                self.sign_patterns()
                done += 1
            else:
                heapreplace(queue, (-score, r))
        return done

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
