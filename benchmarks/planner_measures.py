"""What the benchmark of the planner measures: plan and proof, repairs. In CPU seconds."""

import math
import multiprocessing
import queue
import resource
import time

from benchmarks.planner_clock import Seconds
from benchmarks.planner_seasons import drawn_season
from planner.check import check, value_of
from planner.draft import Draft
from planner.plan import Plan
from planner.problem import Problem
from planner.proof.ceiling import Certificate
from planner.replan import Event, refill
from planner.solve import bound, solve
from planner.stop import Iterations
from planner.swap import swap

Figures = dict[str, float]
Curve = dict[str, list[tuple[float, float]]]
"""Who (search, proof, relaxed) → (CPU seconds of its process, value) each time it changed."""
Answers = "multiprocessing.Queue[tuple[Figures, Curve, Plan]]"
SPARE, LOOK = 0.9, 5.0
"""Share of its budget after which a proof begins no search; seconds between looks at it."""
PRICE = 3.0
"""People that a changed visit must be worth, in the swaps measured here."""


class Trace:
    """Notes a value each time it changes, with the CPU seconds of this process."""

    def __init__(self) -> None:
        self.began, self.points = time.process_time(), list[tuple[float, float]]()

    def note(self, value: float) -> None:
        """Note a value, unless it is the last one."""
        if not self.points or value != self.points[-1][1]:
            self.points.append((time.process_time() - self.began, value))


def prove(problem: Problem, budget: Seconds, answer: Answers) -> None:
    """Prove a ceiling in a process of its own, from the greedy plan, then search as planned there.

    As in `planner.command.proving`: a proof that converges leaves its processor to another seed.
    """
    ceilings, relaxed = Trace(), Trace()

    def tell(found: Certificate) -> None:
        ceilings.note(found.ceiling)
        relaxed.note(found.relaxed)

    bound(drawn_season(1, 2, 20, 200), Iterations(200))  # compiled before any clock
    found = bound(problem, budget, tell=tell)
    tell(found)
    share = budget(found.pricings)
    other = solve(problem, budget, seed=2).plan if share < SPARE else Plan()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    figures = {
        "ceiling": found.ceiling,
        "relaxed": found.relaxed,
        "gigabytes": memory,
        "proof_share": min(1.0, share),
    }
    answer.put((figures, {"proof": ceilings.points, "relaxed": relaxed.points}, other))


def heard(prover: "multiprocessing.Process", answer: Answers) -> tuple[Figures, Curve, Plan]:
    """Wait for the prover; raises when it died instead of answering."""
    while True:
        is_alive = prover.is_alive()
        try:
            return answer.get(timeout=LOOK)
        except queue.Empty:
            if not is_alive:
                raise RuntimeError(f"the prover died: {prover.exitcode}") from None


def measure(problem: Problem, seconds: float, wall: float = math.inf) -> tuple[Figures, Curve]:
    """Search and prove at the same time; return the gap, what `check` finds, and the curve."""
    began, cpu = time.monotonic(), time.process_time()
    solve(problem, Iterations(0))
    first = time.process_time() - cpu
    answer: Answers = multiprocessing.Queue()
    given = (problem, Seconds(seconds, wall), answer)
    prover = multiprocessing.Process(target=prove, args=given, daemon=True)
    prover.start()
    budget, totals = Seconds(seconds, wall), Trace()
    result = solve(problem, budget, seed=1, tell=lambda at: totals.note(at.total))
    proof, curve, other = heard(prover, answer)
    prover.join()
    plans = {value_of(problem, one).total: one for one in (other, result.plan)}
    total = max(plans)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    figures = {
        "total": total,
        "ceiling": proof["ceiling"],
        "gap_percent": 100 * (proof["ceiling"] - total) / proof["ceiling"],
        "search_gap_percent": 100 * (proof["relaxed"] - total) / proof["ceiling"],
        "first_plan_cpu_seconds": first,
        "proof_cpu_seconds": seconds * proof["proof_share"],
        "first_seed": value_of(problem, result.plan).total,
        "second_seed": value_of(problem, other).total,
        "iterations": result.iterations,
        "broken": len(check(problem, plans[total])),
        "wall_seconds": time.monotonic() - began,
        "gigabytes": memory + proof["gigabytes"],
    }
    return figures, {"search": totals.points, **curve}


def setbacks(problem: Problem, plan: Plan, draws: int) -> dict[str, list[Event]]:
    """Draw halts cancelled on a day, units down for a week, agreements withdrawn for good."""
    gone = [plan.visits[(k * len(plan.visits)) // draws] for k in range(draws)]
    days, units = len(problem.days), problem.units
    weeks = [5 * ((k * days) // (5 * draws)) for k in range(draws)]
    return {
        "halt": [Event(frozenset({one.day}), halt=one.halt) for one in gone],
        "unit": [
            Event(frozenset(range(first, min(first + 5, days))), unit=units[k % len(units)].id)
            for k, first in enumerate(weeks)
        ],
        "agreement": [Event(frozenset(range(one.day, days)), halt=one.halt) for one in gone],
    }


def repairs(problem: Problem, plan: Plan, draws: int = 60, swaps: int = 3) -> dict[str, Figures]:
    """Refill after each kind of setback, and after a cancelled halt mend by swaps too."""
    events = setbacks(problem, plan, draws)
    refill(Draft(problem, plan), events["halt"][0])  # compiled, loaded
    found = {kind: refilled(problem, plan, drawn) for kind, drawn in events.items()}
    found["halt"].update(swapped(problem, plan, events["halt"][:swaps]))
    return found


def refilled(problem: Problem, plan: Plan, events: list[Event]) -> Figures:
    """Refill after each event: share of the loss recovered, changes, milliseconds.

    `changes_each` is the most visits changed for one that was lost, of all these events.
    """
    lost = recovered = 0.0
    times, changes, each = [], [], []
    for event in events:
        draft = Draft(problem, plan)
        began = time.process_time()
        made = refill(draft, event)
        times.append(1000 * (time.process_time() - began))
        lost, recovered = lost + made.lost, recovered + made.recovered
        changes.append(made.changes)
        gone = sum(event.hits(one) for one in plan.visits)
        each.append(made.changes / max(gone, 1))
    return {
        "recovered_percent": 100 * recovered / lost,
        "changes_max": max(changes),
        "changes_each": max(each),
        "ms_median": sorted(times)[len(times) // 2],
        "ms_max": max(times),
    }


def swapped(problem: Problem, plan: Plan, events: list[Event]) -> Figures:
    """Mend the same holes by swaps, at a price."""
    began = time.process_time()
    made = [swap(problem, plan, event, PRICE) for event in events]
    seconds = time.process_time() - began
    lost = sum(one.lost for one in made)
    return {
        "swap_recovered_percent": 100 * sum(one.recovered for one in made) / lost,
        "swap_changes_mean": sum(one.changes for one in made) / len(made),
        "swap_seconds_mean": seconds / len(made),
    }
