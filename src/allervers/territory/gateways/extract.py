"""Reads the extract committed with the product: the communes of France, some outlines.

Built by tools/build_territory_extract.py; sources in docs/reference/data-sources.md.
"""

import csv
import gzip
import json
import lzma
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from allervers.territory.domain.commune import CommuneFacts, FormerCommune

FOLDER: Final = Path(__file__).parent.parent / "extract"


def read_departements() -> dict[str, str]:
    """Return the name of each département by its code."""
    with (FOLDER / "departements.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


def read_communes() -> Iterator[CommuneFacts]:
    """Yield the communes and municipal districts of France, with outlines where kept."""
    outlines = _read_outlines()
    with lzma.open(FOLDER / "communes.csv.xz", "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield _facts(row, outlines.get(row["code"]))


def _read_outlines() -> dict[str, Mapping[str, object]]:
    with gzip.open(FOLDER / "outlines.geojson.gz", "rt", encoding="utf-8") as text:
        features = json.load(text)["features"]
    return {each["properties"]["code"]: each["geometry"] for each in features}


def _facts(row: Mapping[str, str], outline: Mapping[str, object] | None) -> CommuneFacts:
    return CommuneFacts(
        code=row["code"],
        name=row["name"],
        departement=row["departement"],
        population=int(row["population"]) if row["population"] else None,
        postal_codes=tuple(row["postal_codes"].split()),
        former=tuple(_former(row["former"])),
        latitude=_number(row["latitude"]),
        longitude=_number(row["longitude"]),
        reach_km=_number(row["reach_km"]),
        outline=outline,
    )


def _former(column: str) -> Iterator[FormerCommune]:
    """Read "01340:Saint-Bois|01144:": codes with the names that are known."""
    for pair in filter(None, column.split("|")):
        code, _, name = pair.partition(":")
        yield FormerCommune(code, name)


def _number(text: str) -> float | None:
    return float(text) if text else None
