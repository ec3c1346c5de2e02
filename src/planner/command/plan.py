"""`allervers plan PROBLEM.json -o PLAN.json`: plan a season from a file."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from planner.command.cache import keep_compiled


def parser() -> argparse.ArgumentParser:
    """Return what the command line understands."""
    made = argparse.ArgumentParser(
        prog="allervers plan",
        description="Planifie une saison : quelles haltes, quels jours, avec l'écart prouvé au "
        "meilleur plan possible. Ctrl-C garde le meilleur plan trouvé.",
    )
    made.add_argument("problem", type=Path, help="fichier du problème (JSON)")
    made.add_argument("-o", "--output", type=Path, required=True, metavar="PLAN.json",
                      help="fichier du plan")  # fmt: skip
    made.add_argument("--seconds", type=seconds, default=60.0, metavar="N",
                      help="durée de la recherche (60)")  # fmt: skip
    made.add_argument("--iterations", type=whole, metavar="N",
                      help="au lieu d'une durée : le même plan à chaque fois")  # fmt: skip
    made.add_argument("--seed", type=whole, default=1, metavar="N", help="graine du hasard (1)")
    made.add_argument("--start", type=Path, metavar="PLAN.json", help="plan dont partir")
    made.add_argument("--no-proof", action="store_true",
                      help="ne prouve rien ; un seul processus")  # fmt: skip
    return made


def seconds(text: str) -> float:
    """Read a duration."""
    try:
        found = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas une durée en secondes") from error
    if not 0.0 <= found < float("inf"):
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas une durée en secondes")
    return found


def whole(text: str) -> int:
    """Read a number of iterations, or a seed."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas un nombre entier")
    return int(text)


def main(arguments: Sequence[str]) -> int:
    """Run the command; 0 done, 1 refused or a rule broken, 2 a file, 130 interrupted."""
    options = parser().parse_args(arguments)
    keep_compiled()
    from planner.command import planning  # noqa: PLC0415 - after the cache is named

    return planning.run(options)
