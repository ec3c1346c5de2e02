"""`allervers scan --territory`: what public statistics let expect, commune by commune."""

import csv
import math
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from allervers.rights.domain.engine import Engine
from allervers.rights.domain.need.interval import Interval
from allervers.rights.domain.need.territory import (
    SOURCE,
    YEAR,
    Need,
    assumptions,
    computed_with,
    need,
)
from allervers.rights.domain.need.types import worths_of
from allervers.rights.gateways.territory_statistics import places_of
from allervers.ui.domain.refusal import Refusal

HEADINGS: Final = (
    "commune", "households", "recipients_low", "recipients_high", "entitled_low", "entitled_high",
    "non_takers_low", "non_takers_high", "euros_month_low", "euros_month_high",
    "rules_euros_month_low", "rules_euros_month_high", "year", "month", "rules", "source",
    "assumptions",
)  # fmt: skip


def write_need(files: Sequence[Path], path: Path, engine: Engine, month: date) -> int:
    """Write what is expected of each commune, and what it supposes in a file beside."""
    if path.suffix.lower() != ".csv":
        raise Refusal("territory_output", f"« {path.name} » n'est pas un .csv.")
    beside = path.with_name(f"{path.stem}.hypotheses.txt")
    if {path.resolve(), beside.resolve()} & {one.resolve() for one in files}:
        raise Refusal("territory_same", f"« {path.name} » serait lu et écrit.", "",
                      "Donnez un autre nom au fichier des communes.")  # fmt: skip
    places = places_of(*files)
    worths = worths_of(engine, month)
    found = [need(one, worths) for one in places]
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        made = (str(YEAR), f"{month:%Y-%m}", engine.rules, SOURCE, beside.name)
        writer.writerows([*_row(one), *made] for one in found)
    supposed = [*assumptions(), computed_with(engine.rules, month)]
    said = [f"{number}. {one}" for number, one in enumerate(supposed, 1)]
    beside.write_text("\n".join(["Ce que ces chiffres supposent.", "", *said, ""]))
    sys.stderr.write(f"{len(found)} communes : {path}\nLeurs hypothèses : {beside}\n")
    return 0


def _row(one: Need) -> list[str]:
    households = "" if one.place.households is None else f"{one.place.households:.0f}"
    return [
        one.place.code, households, *_both(one.place.with_rsa), *_both(one.entitled),
        *_both(one.without), *_both(one.euros), *_both(one.by_rules),
    ]  # fmt: skip


def _both(interval: Interval) -> tuple[str, str]:
    """Write both ends, rounded outwards; empty when nothing bounds it."""
    high = "" if math.isinf(interval.high) else str(math.ceil(interval.high))
    return str(math.floor(interval.low)), high
