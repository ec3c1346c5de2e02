"""`./dev bench rights_questions`: how many questions before the rights are certain.

Households drawn as the field's population answers (domain/bounding/priors.py), their figures moved
off the grid that the bounds look at. Each is asked three times: in the questionnaire's own order
and by its own conditions, as existing tools do (`fixed`, which carries the bar); the same without
what no right needs any more (`usual`); then the one that settles most, until nothing more can
change (`ours`). Fixed and usual differ little: the questionnaire asks little that no right needs.

**Certainty** is the number of rights settled: given, refused, or doubtful whatever is answered
next, and the amount known within 10 € a month. Every right counts for one, because that is what
the person is told, right by right, and because the chooser's own weights (euros, urgency) would
judge their own work. At each level, from the first right to the last, the mean number of questions
asked until so many rights are settled for good; the bar compares the sums over the levels. Beside
it are printed: rights weighted by urgency; rights of which only "yes" or "no" is known, whatever
the amount; and, instead of questions, their price to who answers (domain/bounding/prices.py).

What is said to be settled is compared with the household's full answers at every step. Nobody here
lives overseas: a tenant who does may see a right that never looks at the commune go from given to
doubtful when it is said (domain/doubts.py).

`--households 2000` as the issue asks takes hours of processor; `--to FILE` keeps a line for each
household, and goes on from there when it is run again.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import numpy as np  # noqa: E402 - the path comes first

from allervers.rights.domain.answers import Answers  # noqa: E402
from allervers.rights.domain.right import RIGHTS  # noqa: E402
from allervers.rights.domain.screening import screen  # noqa: E402
from benchmarks.rights_asked import (  # noqa: E402
    MONTH,
    ORDERS,
    Asked,
    Household,
    Trial,
    households,
    until,
)

GOAL: Final = 0.30  # fewer questions
BARRED: Final = ("fixed", "ours")
USUAL: Final = 137  # households asked in the usual order too: it carries no bar and costs a third
AGAIN: Final = 200  # times that the households are drawn again, for the standard error
DRAWN: Final = 2_000  # at a time, so that the first ones are the same however many are asked
LEVELS: Final[Mapping[str, Sequence[float]]] = {
    "settled": range(1, len(RIGHTS) + 1),
    "urgent": [place / len(RIGHTS) for place in range(1, len(RIGHTS) + 1)],
    "known": range(1, len(RIGHTS) + 1),
}


def kept_in(file: Path | None) -> list[Household]:
    """Return the households that a run before this one measured."""
    if file is None or not file.exists():
        return []
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    return [
        Household(**{**row, "orders": {name: Asked(**one) for name, one in row["orders"].items()}})
        for row in rows
    ]


def measured(count: int, file: Path | None = None, processes: int = 1) -> list[Household]:
    """Ask so many households, 2,000 at most, but those that `file` has already."""
    found = kept_in(file)[:count]
    left = range(len(found), count)
    if not left:
        return found
    if processes == 1:
        return found + list(_kept(map(_ask, left), file))
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        return found + list(_kept(pool.map(_ask, left), file))


def _kept(found: Iterable[Household], file: Path | None) -> Iterator[Household]:
    """Write each household down as soon as it was asked."""
    for one in found:
        if file is not None:
            with file.open("a") as log:
                log.write(json.dumps(asdict(one)) + "\n")
        yield one


@cache
def _trial() -> Trial:
    from allervers.rights.gateways.openfisca_france import engine  # noqa: PLC0415 - seconds

    rules = engine()
    screen(Answers({}), MONTH, rules)  # the month's plan is made once
    return Trial(rules)


@cache
def _drawn() -> list[Answers]:
    return households(DRAWN)


def _ask(place: int) -> Household:
    """Ask the household at this place; only the first ones in the order without a bar."""
    orders = tuple(ORDERS) if place < USUAL else tuple(one for one in ORDERS if one != "usual")
    return _trial().ask(_drawn()[place], orders)


def measure(count: int = 40) -> list[dict[str, Any]]:
    """Return the bars, for `./dev bench rights`."""
    return bars_of(measured(count))


def levels(
    found: Sequence[Household],
    measure_of: str,
    names: Sequence[str] = BARRED,
    *,
    is_price: bool = False,
) -> np.ndarray:
    """Return the mean number of questions (or their price): a row a level, a column an order."""
    rows = []
    for level in LEVELS[measure_of]:
        means = []
        for name in names:
            asked = [one.orders[name] for one in found]
            spent = [until(getattr(one, measure_of), level) for one in asked]
            paid = [one.price[place] for one, place in zip(asked, spent, strict=True)]
            means.append(np.mean(paid if is_price else spent))
        rows.append(means)
    return np.array(rows)


def less(table: np.ndarray) -> float:
    """Return the share of the first order's questions that the second saves, over all levels."""
    theirs, ours = table.sum(axis=0)
    return float(1 - ours / theirs)


def spread(found: Sequence[Household], name: str) -> str:
    """Return how many questions the households were asked: tenths of them."""
    counts = [one.orders[name].questions for one in found if name in one.orders]
    return " ".join(f"{np.quantile(counts, share):.0f}" for share in np.linspace(0, 1, 11))


def bars_of(found: Sequence[Household]) -> list[dict[str, Any]]:
    """Print what was measured; return the bars."""
    table = levels(found, "settled")
    print(f"{len(found)} households; questions until so many rights are settled:")
    for level, (fixed, ours) in enumerate(table, start=1):
        share = 1 - ours / fixed if fixed else 0.0
        counts = f"{fixed:5.1f} fixed, {ours:5.1f} ours"
        print(f"{level:3}: {counts}, {share:4.0%} less")
    others = {
        "weighted by urgency": levels(found, "urgent"),
        "yes or no, whatever the amount": levels(found, "known"),
        "price of the questions": levels(found, "settled", is_price=True),
    }
    first = found[:USUAL]
    usual = less(levels(first, "settled", ("usual", "ours")))
    print(f"The first {len(first)}, less than usual: {usual:.1%}.")
    print(f"Less than fixed, by one standard error: ± {_error(found):.1%}; by other measures:")
    for name, other in others.items():
        print(f"  {name}: {less(other):.1%}")
    for name in ORDERS:
        print(f"All questions, tenths of households, {name}: {spread(found, name)}")
    mistakes, outside = (Counter(one for home in found for one in getattr(home, kind))
                         for kind in ("mistakes", "outside"))  # fmt: skip
    print(f"Said and wrong: {dict(mistakes)}; outside of bounds: {dict(outside)}")
    ends = {name: np.mean([one.orders[name].questions for one in found]) for name in BARRED}
    saved, to_end = less(table), float(1 - ends["ours"] / ends["fixed"])
    step = sum(one.milliseconds for one in found) / max(sum(one.screenings for one in found), 1)
    wrong, out = mistakes.total(), outside.total()
    return [
        _bar("fewer_questions_same_certainty", saved, "share", GOAL, is_met=saved >= GOAL),
        _bar("fewer_questions_to_the_end", to_end, "share", 0.0, is_met=to_end >= 0),
        _bar("wrongly_settled", wrong, "findings", 0, is_met=not wrong),
        _bar("outside_of_bounds", out, "findings", 0, is_met=not out),
        _bar("screening_ms", step, "ms CPU", 300.0, is_met=step <= 300),  # noqa: PLR2004
    ]


def _error(found: Sequence[Household]) -> float:
    """Return the standard error of the share saved, by drawing the households again."""
    chance = np.random.default_rng(0)
    drawn = (chance.integers(0, len(found), len(found)) for _ in range(AGAIN))
    spent = np.array([_spent(one) for one in found])
    sums = np.array([spent[rows].sum(axis=0) for rows in drawn])
    return float((1 - sums[:, 1] / sums[:, 0]).std())


def _spent(one: Household) -> list[float]:
    """Return the questions over all levels, in each order of the bar."""
    wanted = LEVELS["settled"]
    return [sum(until(one.orders[name].settled, level) for level in wanted) for name in BARRED]


def _bar(name: str, value: float, unit: str, goal: float, *, is_met: bool) -> dict[str, Any]:
    return {"id": name, "value": round(value, 3), "unit": unit, "goal": goal, "ok": bool(is_met)}


def main() -> int:
    """Measure and print; the last line is JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=100)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--to", type=Path, help="keep each household there, and go on from there")
    options = parser.parse_args()
    bars = bars_of(measured(options.households, options.to, options.processes))
    print(json.dumps({"bench": "rights_questions", "bars": bars}))
    return 0 if all(bar["ok"] for bar in bars) else 1


if __name__ == "__main__":
    raise SystemExit(main())
