"""`allervers plan-check PROBLEM.json PLAN.json`: the value told again, and every broken rule."""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from planner.check import Broken, check, value_of
from planner.command.files import read_plan, read_problem
from planner.command.saying import Stopped, broken_said, faults_said, number, say
from planner.faults import faults
from planner.plan import Value
from planner.problem import Problem

CLOSE = 1.0e-6


def parser() -> argparse.ArgumentParser:
    """Return what the command line understands."""
    made = argparse.ArgumentParser(
        prog="allervers plan-check",
        description="Relit un plan sans rien partager avec la recherche : ce qu'il vaut, et "
        "chaque règle qu'il enfreint.",
    )
    made.add_argument("problem", type=Path, help="fichier du problème (JSON)")
    made.add_argument("plan", type=Path, help="fichier du plan (JSON)")
    made.add_argument("--json", action="store_true", help="répond en JSON")
    return made


def main(arguments: Sequence[str]) -> int:
    """Run the command; 0 every rule is kept, 1 one is broken, 2 a file does not read."""
    options = parser().parse_args(arguments)
    try:
        problem = read_problem(options.problem)
        stop_at_faults(problem)
        plan = read_plan(options.plan, problem)
    except Stopped as reason:
        say(str(reason))
        return reason.status
    value, broken = value_of(problem, plan), check(problem, plan)
    if options.json:
        told = {"value": as_json(value), "broken": [asdict(one) for one in broken]}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(lines(problem, value, broken)) + "\n")
    compare(options.plan, value)
    return 1 if broken else 0


def stop_at_faults(problem: Problem) -> None:
    """Stop when nothing can be computed of a problem."""
    forbidding = [fault for fault in faults(problem) if fault.forbids]
    if forbidding:
        said = "\n".join(f"- {one}" for one in faults_said(forbidding))
        raise Stopped(f"Ce problème est fautif :\n{said}")


def as_json(value: Value) -> dict[str, float]:
    """Return a value with its total."""
    return {**asdict(value), "total": value.total}


def lines(problem: Problem, value: Value, broken: Sequence[Broken]) -> list[str]:
    """Return what to print."""
    parts = (
        f"Personnes touchées : {number(value.reached)}",
        f"primes : {number(value.rewards)}",
        f"kilomètres : {number(value.km)} (× {value.people_per_km:g})",
    )
    said = [
        f"Objectif : {value.total:.6f}",
        " ; ".join(parts),
        f"Règles enfreintes : {len(broken)}",
    ]
    return [*said, *(f"- {broken_said(problem, one)}" for one in broken)]


def compare(path: Path, value: Value) -> None:
    """Say when the file claims another value than the one found."""
    claimed = json.loads(path.read_text(encoding="utf-8-sig")).get("value")
    total = claimed.get("total") if isinstance(claimed, dict) else None
    if isinstance(total, int | float) and not math.isclose(total, value.total, rel_tol=CLOSE):
        say(f"Le fichier annonce un objectif de {total:.6f} : ce n'est pas le compte.")
