"""The reader of timetables against what a person reads: right, asked, wrong, missed.

    ./dev bench free_text

Reads our own sentences and, where the real samples stand beside the checkout, the 75 real texts
(`tests/tours/intake/gold/`). Goals: precision ≥ 0.95, recall ≥ 0.85. The gold of the real texts
was drafted with the reader, then corrected by hand, text by text. Prints a table, then one JSON
line.
"""

import csv
import json
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import yaml  # noqa: E402

from allervers.tours.domain.free_text import read  # noqa: E402
from tests.tours.intake.scoring import Score, compare  # noqa: E402

GOLD = ROOT / "tests" / "tours" / "intake" / "gold"
SAMPLES = Path(os.environ.get("ALLERVERS_SHARED", ROOT.parent / "shared")) / "data" / "tours"


def invented() -> Score:
    """Score our own sentences."""
    score = Score()
    for case in yaml.safe_load((GOLD / "invented.yaml").read_text(encoding="utf-8")):
        reading = read(case["text"], hours_columns=case.get("columns"), default_commune=None)
        compare(case["name"], reading, case["expected"], score)
    return score


def real(file: Path) -> Score:
    """Score the real texts."""
    gold = yaml.safe_load((GOLD / "real.yaml").read_text(encoding="utf-8"))
    score = Score()
    with file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            name = row["snapshot"].removeprefix("liste-fs-").removesuffix(".csv")
            key = f"{name}:{row['id_fs']}"
            reading = read(
                row["commentaire_brut"],
                hours_columns=row["horaires_colonnes"],
                default_commune=row["lib_com"],
            )
            compare(key, reading, gold[key], score)
    return score


def main() -> None:
    """Print both scores, and how long they took."""
    began = time.perf_counter()
    scores = {"invented": invented()}
    file = SAMPLES / "itinerant-units-free-text.csv"
    if file.is_file():
        scores["real"] = real(file)
    else:
        print(f"NOT RUN: no real samples ({file.name}).")
    seconds = time.perf_counter() - began
    print(
        f"{'texts':10}{'right':>7}{'asked':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}"
    )
    for name, one in scores.items():
        figures = f"{one.right:7}{one.asked:7}{one.wrong:7}{one.missed:8}"
        print(f"{name:10}{figures}{one.precision:11.3f}{one.recall:8.3f}")
        for fault in one.faults:
            print(f"    {fault}")
    figures_of = {
        name: {
            "right": one.right,
            "asked": one.asked,
            "wrong": one.wrong,
            "missed": one.missed,
            "precision": round(one.precision, 3),
            "recall": round(one.recall, 3),
        }
        for name, one in scores.items()
    }
    print(json.dumps({"bench": "free_text", "seconds": round(seconds, 2), **figures_of}))


if __name__ == "__main__":
    main()
