"""`allervers plan-shortlist PROBLEM.json`: the halts that reach most people; the units needed."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from planner.command.check import stop_at_faults
from planner.command.files import read_problem
from planner.command.plan import seconds, whole
from planner.command.saying import Stopped, number, say, share
from planner.design import Fleet, Shortlist, fleet, shortlist
from planner.linear import LinearFailed
from planner.problem import Problem


def parser() -> argparse.ArgumentParser:
    """Return what the command line understands."""
    made = argparse.ArgumentParser(
        prog="allervers plan-shortlist",
        description="Choisit les haltes qui mettent le plus de monde à portée, avec l'écart "
        "prouvé ; ou compte les unités qu'il faut au moins pour une portée voulue.",
    )
    made.add_argument("problem", type=Path, help="fichier du problème (JSON)")
    asked = made.add_mutually_exclusive_group(required=True)
    asked.add_argument("--halts", type=whole, metavar="N", help="nombre de haltes à choisir")
    asked.add_argument("--reach", type=seconds, metavar="N", help="personnes à mettre à portée")
    made.add_argument("--times", type=whole, default=1, metavar="N",
                      help="passages par halte, avec --reach (1)")  # fmt: skip
    made.add_argument("--least", type=seconds, default=0.0, metavar="X",
                      help="exposition à partir de laquelle on est à portée (0)")  # fmt: skip
    made.add_argument("--keep", action="append", default=[], metavar="HALTE",
                      help="halte à garder ; avec --halts, autant de fois qu'il faut")  # fmt: skip
    made.add_argument("--json", action="store_true", help="répond en JSON")
    return made


def main(arguments: Sequence[str]) -> int:
    """Run the command; 0 done, 1 no choice does, 2 a file does not read."""
    options = parser().parse_args(arguments)
    try:
        problem = read_problem(options.problem)
        stop_at_faults(problem)
        found = answer(options, problem)
    except Stopped as reason:
        say(str(reason))
        return reason.status
    except LinearFailed:
        say("Aucun choix de haltes ne le permet, même en les prenant toutes.")
        return 1
    told = json.dumps(asdict(found), ensure_ascii=False) if options.json else said(found)
    sys.stdout.write(f"{told}\n")
    return 0


def answer(options: argparse.Namespace, problem: Problem) -> Shortlist | Fleet:
    """Answer what is asked."""
    if options.halts is None:
        if not problem.units:
            raise Stopped("Ce problème n'a pas d'unité à compter.")
        return fleet(problem, options.reach, options.times, options.least)
    unknown = set(options.keep) - {one.id for one in problem.halts}
    if unknown:
        raise Stopped(f"« {min(unknown)} » n'est pas une halte de ce problème.")
    return shortlist(problem, options.halts, options.least, frozenset(options.keep))


def said(found: Shortlist | Fleet) -> str:
    """Say it: a sentence, then a halt a line."""
    if isinstance(found, Fleet):
        first = (
            f"{found.units} unités, {len(found.halts)} haltes, {number(found.reach)} personnes à "
            f"portée ; prouvé : pas moins de {found.least}. À planifier pour savoir si cela suffit."
        )
    else:
        off = found.ceiling - found.reach
        gap = share(max(0.0, off) / found.ceiling if found.ceiling > 0.0 else 0.0)
        first = f"{number(found.reach)} personnes à portée, au plus {gap} du meilleur choix."
    return "\n".join((first, *(f"- {one}" for one in found.halts)))
