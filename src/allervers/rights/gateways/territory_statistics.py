"""Public statistics by place, as Insee and Cnaf publish them: CSV with « ; » and decimal commas."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from allervers.rights.domain.need.interval import Interval
from allervers.rights.domain.need.territory import Place
from allervers.ui.domain.refusal import Refusal

COMMUNE: Final = "CODGEO"
HOUSEHOLDS: Final = "NBMENFISC21"
IRIS: Final = "iris_code"
PAID: Final = "a"
# What is read of the Cnaf's file: households that the CAF pays, persons covered, then by kind.
COUNTS: Final = (PAID, "percou", "arsas", "aal", "am", "acssenf", "ai", "acavenf")
MOST_HIDDEN: Final = 4  # no figure under 5 is published
COMMUNE_SIZE: Final = 5  # characters of the code of a commune, at the head of an Iris's
Row = Mapping[str, str]


def places_of(filosofi: Path, caf: Path) -> list[Place]:
    """Return the communes that both files know of."""
    households = {one[COMMUNE]: figure(one[HOUSEHOLDS]) for one in _rows(filosofi, COMMUNE)}
    by_commune: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(caf, IRIS):
        by_commune[row[IRIS][:COMMUNE_SIZE]].append(row)
    return [place_of(code, rows, households.get(code)) for code, rows in sorted(by_commune.items())]


def figure(text: str) -> float | None:
    """Read a published figure; `s`, `ns`, `nd`, `so` and blanks are not known, never zero."""
    plain = text.strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _rows(path: Path, key: str) -> Iterator[Row]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, delimiter=";")
            asked = {key, *((HOUSEHOLDS,) if key == COMMUNE else COUNTS)}
            lacking = sorted(asked - set(reader.fieldnames or ()))
            if lacking:
                what = f"« {path.name} » n'a pas la colonne {', '.join(lacking)}."
                raise Refusal(
                    "territory_columns",
                    what,
                    "",
                    "Donnez Filosofi 2021 par commune, puis CAF 2021 par Iris.",
                )
            yield from reader
    except FileNotFoundError as error:
        what = f"« {path} » n'existe pas."
        raise Refusal("territory_file", what, "", "Vérifiez le nom du fichier.") from error


def place_of(code: str, rows: list[Row], households: float | None) -> Place:
    """Return a commune from the rows of its Iris; `households`: all of it, None when hidden."""
    total = {name: _total(rows, name, households) for name in COUNTS}
    return Place(
        code, households, total[PAID], total["percou"], total["arsas"], total["aal"],
        total["am"], total["acssenf"], total["ai"], total["acavenf"],
    )  # fmt: skip


def _total(rows: list[Row], name: str, households: float | None) -> Interval:
    """Add the Iris of a commune; those hidden whole hold what the others leave, all together."""
    known = Interval(0.0, 0.0)
    is_some_hidden = False
    for row in rows:
        if figure(row[PAID]) is None:
            is_some_hidden = True
            continue
        found = figure(row[name])
        known += Interval(0.0, MOST_HIDDEN) if found is None else Interval(found, found)
    if not is_some_hidden:
        return known
    told = sum(figure(row[PAID]) or 0.0 for row in rows)
    most = float("inf") if households is None else max(households - told, 0.0)
    if name == "percou" and households is not None:
        most = float("inf")  # persons, not households: nothing bounds them here
    return known + Interval(0.0, most)
