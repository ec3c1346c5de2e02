"""`allervers scan --territory`: what public statistics let expect, commune by commune."""

import csv
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from allervers.rights.domain.territory_need import Interval, Need, assumptions, need
from allervers.rights.gateways.territory_statistics import places_of
from allervers.ui.domain.refusal import Refusal

HEADINGS: Final = (
    "commune", "households", "recipients_low", "recipients_high", "entitled_low", "entitled_high",
    "non_takers_low", "non_takers_high", "euros_month_low", "euros_month_high", "assumptions",
)  # fmt: skip


def write_need(files: Sequence[Path], path: Path) -> int:
    """Write what is expected of each commune, and what it supposes in a file beside."""
    if path.suffix.lower() != ".csv":
        raise Refusal("territory_output", f"« {path.name} » n'est pas un .csv.")
    found = [need(one) for one in places_of(*files)]
    beside = path.with_name(f"{path.stem}.hypotheses.txt")
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows(_row(one, beside.name) for one in found)
    said = [f"{number}. {one}" for number, one in enumerate(assumptions(), 1)]
    beside.write_text("\n".join(["Ce que ces chiffres supposent.", "", *said, ""]))
    sys.stderr.write(f"{len(found)} communes : {path}\nLeurs hypothèses : {beside}\n")
    return 0


def _row(one: Need, beside: str) -> list[str]:
    households = "" if one.place.households is None else f"{one.place.households:.0f}"
    return [
        one.place.code, households, *_both(one.place.with_rsa), *_both(one.entitled),
        *_both(one.without), *_both(one.euros), beside,
    ]  # fmt: skip


def _both(interval: Interval) -> tuple[str, str]:
    """Write both ends, rounded outwards; empty when nothing bounds it."""
    high = "" if math.isinf(interval.high) else str(math.ceil(interval.high))
    return str(math.floor(interval.low)), high
