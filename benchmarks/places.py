"""The search of a place on the whole of France: milliseconds per question, and answers found.

    ./dev bench places

Loads the communes of France into the database of $DATABASE_URL if they are not there. Each
question is asked three times and its best time kept, so that what else runs on the machine is
not counted. Goal: p99 ≤ 20 ms for each kind of question. Prints a table, then one JSON line.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allervers.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from allervers.territory.gateways.extract import read_communes  # noqa: E402
from allervers.territory.queries.places import commune, find_places  # noqa: E402

QUESTIONS = int(os.environ.get("BENCH_QUESTIONS", "300"))  # per kind
TRIES = 3
GOAL_MS = 20.0
CUT = 3  # letters from which a beginning is long enough to be useful
LETTERS = "aeinrst"


def misspelled(name: str, chance: random.Random) -> str:
    """Drop, swap or change one letter."""
    if len(name) <= CUT:
        return name
    at = chance.randrange(1, len(name) - 1)
    drop, swap = name[:at] + name[at + 1 :], name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return chance.choice((drop, swap, name[:at] + chance.choice(LETTERS) + name[at + 1 :]))


KINDS: dict[str, Callable[[str, str, random.Random], str]] = {
    "name": lambda name, _post, _chance: name,
    "one or two letters": lambda name, _post, chance: name[: chance.choice((1, 2))],
    "beginning": lambda name, _post, chance: name[: chance.randint(CUT, 9)],
    "misspelled": lambda name, _post, chance: misspelled(name, chance),
    "postal code": lambda _name, post, _chance: post,
    "its beginning": lambda _name, post, chance: post[: chance.randint(2, 4)],
    "a word of it": lambda name, _post, chance: chance.choice(name.replace("'", "-").split("-")),
}


def best_of(question: str) -> tuple[float, list[str]]:
    """Return the best time in milliseconds, and the codes found."""
    times = []
    for _ in range(TRIES):
        start = time.perf_counter()
        codes = [place.code for place in find_places(question)]
        times.append((time.perf_counter() - start) * 1000)
    return min(times), codes


def main() -> int:
    """Measure each kind of question; non-zero when one misses the goal."""
    if commune("92040") is None or commune("97411") is None:
        call_command("load_territory")
    chance = random.Random(92)  # noqa: S311 - the same questions each time
    rows = [(each.code, each.name or "", (each.postal_codes or ())[:1]) for each in read_communes()]
    figures = {}
    for kind, ask in KINDS.items():
        times, found = [], 0
        for code, name, posts in chance.choices(rows, k=QUESTIONS):
            taken, codes = best_of(ask(name, "".join(posts) or "75011", chance))
            times.append(taken)
            found += code in codes
        times.sort()
        p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
        figures[kind] = {"p50_ms": p50, "p99_ms": p99, "found": found / QUESTIONS}
        print(f"{kind:20} p50 {p50:6.1f} ms   p99 {p99:6.1f} ms   found {found / QUESTIONS:4.0%}")
    print(json.dumps(figures))
    return int(any(each["p99_ms"] > GOAL_MS for each in figures.values()))


if __name__ == "__main__":
    sys.exit(main())
