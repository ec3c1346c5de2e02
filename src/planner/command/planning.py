"""What `allervers plan` does: read, look for faults, search and prove at once, write."""

import argparse

from planner.check import check, value_of
from planner.command.cache import is_compiled
from planner.command.clock import Asked, Until, interruption
from planner.command.files import check_writable, read_plan, read_problem, write
from planner.command.progress import Line
from planner.command.proving import Proving
from planner.command.saying import Stopped, broken_said, faults_said, number, say, share
from planner.command.searching import Best, Order
from planner.faults import faults
from planner.plan import Plan
from planner.problem import Problem
from planner.solve import solve
from planner.writing import plan_to_json

REFUSED, INTERRUPTED = 1, 130


def run(options: argparse.Namespace) -> int:
    """Plan; tell why when it cannot be done."""
    try:
        others = [options.problem, *([options.start] if options.start else [])]
        check_writable(options.output, others)
        problem = read_problem(options.problem)
        tell_faults(problem)
        start = read_plan(options.start, problem) if options.start else None
        return planned(options, problem, start)
    except Stopped as reason:
        say(str(reason))
        return reason.status
    except MemoryError:
        say("Ce problème est trop grand pour la mémoire de cette machine.")
        return REFUSED
    except KeyboardInterrupt:
        say("Interrompu : aucun plan n'a été écrit.")
        return INTERRUPTED


def tell_faults(problem: Problem) -> None:
    """Say what is worth knowing; stop at what forbids planning."""
    found = faults(problem)
    forbidding = [fault for fault in found if fault.forbids]
    if forbidding:
        said = "\n".join(f"- {one}" for one in faults_said(forbidding))
        raise Stopped(f"Ce problème ne peut pas être planifié :\n{said}", REFUSED)
    for one in faults_said(found):
        say(f"À savoir : {one}")


def planned(options: argparse.Namespace, problem: Problem, start: Plan | None) -> int:
    """Search in this process and prove in another; write the best plan."""
    if not is_compiled():
        say("Première fois : le calcul est d'abord compilé, une demi-minute environ.")
    with interruption() as asked:
        order = Order(options.seconds, options.iterations, options.seed, start)
        proving = Proving(problem, is_wanted=not options.no_proof, order=order)
        try:
            until = Until(asked, options.seconds, options.iterations)
            plan = searched(problem, until, proving, (options.seed, start))
            proving.wait(asked)
            plan = better(problem, plan, proving.best)
        finally:
            proving.end()
    value = value_of(problem, plan)
    ceiling = None if proving.ceiling == float("inf") else proving.ceiling
    write(options.output, plan_to_json(problem, plan, value, ceiling))
    return told(options, problem, plan, proving, asked)


def searched(
    problem: Problem, until: Until, proving: Proving, begin: tuple[int, Plan | None]
) -> Plan:
    """Search until told to stop."""
    seed, start = begin
    line = Line(proving)
    plan = solve(problem, until, seed, start, line.tell).plan
    line.end()
    return plan


def better(problem: Problem, plan: Plan, other: Best | None) -> Plan:
    """Keep the better of two plans: the search's, and that of the second one beside the proof."""
    return other.plan if other and other.total > value_of(problem, plan).total else plan


def told(
    options: argparse.Namespace, problem: Problem, plan: Plan, proving: Proving, asked: Asked
) -> int:
    """Say what the plan is worth, and what it breaks: locked visits may oblige it to."""
    value = value_of(problem, plan)
    gap = proving.gap(value.total)
    proved = "aucun écart prouvé" if gap is None else f"au plus {share(gap)} du meilleur plan"
    say(
        f"« {options.output} » : {len(plan.visits)} passages, {number(value.reached)} personnes "
        f"touchées, {number(value.km)} km, objectif {number(value.total)} ({proved})."
    )
    if problem.travel.is_estimated:
        say("Les trajets sont estimés à vol d'oiseau × 1,3 : à vérifier sur la route.")
    if not plan.visits:
        say("Le plan est vide : aucun passage n'est possible, ou aucun ne vaut ses kilomètres.")
    broken = check(problem, plan)
    for one in broken:
        say(f"Règle enfreinte — {broken_said(problem, one)}")
    if asked.is_over:
        return INTERRUPTED
    return REFUSED if broken else 0
