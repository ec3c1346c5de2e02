"""Reads published figures by area: liberal with columns, strict with what they mean.

A reader gives areas one by one, and sets rows aside with their reason: none is lost.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from allervers.territory.domain.areas import (
    COMMUNE_LENGTH,
    LONGEST_NAME,
    AreaFacts,
    AreaKind,
    Figure,
    Indicator,
    area_code,
)
from allervers.territory.domain.codes import insee_code
from allervers.territory.domain.grid import middle_of
from allervers.territory.domain.published import BLANK, MARKS, FigureError, published
from allervers.territory.gateways.area_files.layouts import LAYOUTS, Layout
from allervers.territory.gateways.area_files.tables import Row, names_in, refusal, rows_in

PUBLISHED: Final = ("", "0")  # of a note
CENTURY: Final = 2000
SHORT_YEAR: Final = 2


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that was set aside: its line, its text, and why, in French."""

    line: int
    text: str
    reason: str


@dataclass(slots=True)
class AreaFile:
    """A file being read. `aside` fills as `areas` is read."""

    path: Path
    name: str
    areas: Iterator[AreaFacts]
    aside: list[Aside] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reader:
    layout: Layout
    columns: Mapping[str, tuple[Indicator, int]]
    codes: tuple[str, ...]
    year: int
    source: str
    total: str


def read_figures(path: Path, *, year: int | None = None, source: str = "") -> AreaFile:
    """Open a CSV of figures; raises Refusal for a file of another kind, or without a year.

    `year` and `source` are those of the operator, when the file does not say them.
    """
    names = names_in(path)
    layout = _layout(path, names)
    columns = {
        name: (indicator, written)
        for name in names
        for indicator, written in [_meaning(layout, name)]
        if indicator is not None
    }
    told = next((one for _, one in columns.values() if one), 0) or year or _year_in(path)
    if not told:
        raise refusal(path, "Ni le fichier ni son nom ne disent l'année : ajoutez « --year ».")
    columns = {name: (one, written or told) for name, (one, written) in columns.items()}
    codes = tuple(name for name in layout.codes if name in names)
    total = layout.total if layout.total in names else ""
    named = (source or layout.source).format(year=told)
    reader = _Reader(layout, columns, codes, told, named, total)
    file = AreaFile(path, layout.name, iter(()))
    file.areas = _areas(reader, rows_in(path), file.aside)
    return file


def _layout(path: Path, names: list[str]) -> Layout:
    for layout in LAYOUTS:
        has_code = any(name in layout.codes for name in names)
        if has_code and any(layout.needs.fullmatch(name) for name in names):
            return layout
    known = ", ".join(layout.name for layout in LAYOUTS)
    raise refusal(path, f"Ses colonnes ne sont d'aucun genre connu ({known}).")


def _meaning(layout: Layout, name: str) -> tuple[Indicator | None, int]:
    """Return what a column is, and the year it says (0: none)."""
    for pattern, indicator in layout.columns:
        if found := pattern.fullmatch(name):
            text = next((one for one in found.groups() if one), "")
            written = int(text or 0)
            return indicator, written + CENTURY if len(text) == SHORT_YEAR else written
    return None, 0


def _year_in(path: Path) -> int:
    found = re.findall(r"(?<!\d)20\d\d(?!\d)", path.name)
    return int(found[0]) if found else 0


def _areas(reader: _Reader, rows: Iterator[Row], aside: list[Aside]) -> Iterator[AreaFacts]:
    seen: set[str] = set()
    for row in rows:
        try:
            facts = _facts(reader, row)
        except FigureError as error:
            aside.append(Aside(row.line, row.text, str(error)))
            continue
        if facts.code in seen:
            aside.append(Aside(row.line, row.text, f"{facts.code} est déjà plus haut"))
            continue
        seen.add(facts.code)
        yield facts


def _facts(reader: _Reader, row: Row) -> AreaFacts:
    """Return what a row says; raises FigureError."""
    if row.odd:
        raise FigureError(row.odd)
    kind, code = _area(reader, row)
    commune, place = _place(reader.layout, kind, code, row)
    name = next((row.cells[one] for one in reader.layout.names if row.cells.get(one)), None)
    return AreaFacts(
        kind=kind,
        code=code,
        name=name.strip()[:LONGEST_NAME] if name else None,
        commune=commune,
        latitude=place[0] if place else None,
        longitude=place[1] if place else None,
        year=reader.year,
        source=reader.source,
        figures=tuple(_figures(reader, row)),
    )


def _area(reader: _Reader, row: Row) -> tuple[AreaKind, str]:
    """Return the kind and the code; a file by Iris may be by commune: its codes say so."""
    kinds = [reader.layout.kind]
    if reader.layout.kind in (AreaKind.IRIS, AreaKind.COMMUNE):
        kinds = [*kinds, *({AreaKind.IRIS, AreaKind.COMMUNE} - set(kinds))]
    texts = [row.cells.get(name, "") for name in reader.codes]
    for kind in kinds:
        for text in texts:
            if code := area_code(kind, text):
                return kind, code
    raise FigureError(f"« {(texts or [''])[0][:40]} » n'est pas un code de {kinds[0]}")


def _place(
    layout: Layout, kind: AreaKind, code: str, row: Row
) -> tuple[str | None, tuple[float, float] | None]:
    """Return the commune of an area, and its middle when its code says it."""
    if kind is not AreaKind.GRID:
        return code[:COMMUNE_LENGTH], None
    middle = middle_of(code)
    if middle is None:
        raise FigureError(f"« {code[:40]} » n'est pas un carreau de la grille européenne (3035)")
    texts = [row.cells.get(name, "").strip()[:COMMUNE_LENGTH] for name in layout.commune]
    return next((one for one in map(insee_code, texts) if one), None), middle


def _figures(reader: _Reader, row: Row) -> Iterator[Figure]:
    """Give each figure of a row; raises FigureError."""
    hidden = _hidden(reader, row)
    warned = _warning(reader.layout, row)
    for name, (indicator, year) in reader.columns.items():
        text = "" if hidden else row.cells.get(name, "")
        most = None if hidden else reader.layout.most_hidden
        low, high, mark = published(text, indicator.unit, most)
        if missing := _missing(reader.layout, name, row):
            high, mark = None, missing
        yield Figure(indicator, low, high, year, reader.source, (hidden or mark or warned)[:20])


def _hidden(reader: _Reader, row: Row) -> str:
    """Return why a whole row is hidden; nothing when it is published."""
    note = row.cells.get(reader.layout.note, "").strip() if reader.layout.note else ""
    if note not in PUBLISHED:
        return f"note {note}"
    total = row.cells.get(reader.total, "").strip().lower() if reader.total else "0"
    return (total or BLANK) if not total or total in MARKS else ""


def _warning(layout: Layout, row: Row) -> str:
    """Return what the publisher says of the quality of a row."""
    if any(row.cells.get(name, "").strip() in ("1", "1.0") for name in layout.imputed):
        return "imputé"
    if layout.caution is None:
        return ""
    notes = (row.cells[name].strip() for name in row.cells if layout.caution.fullmatch(name))
    return next((f"note {one}" for one in notes if one not in (*PUBLISHED, "so", "ns", "nd")), "")


def _missing(layout: Layout, name: str, row: Row) -> str:
    """Return how many areas a sum lacks; nothing when it is whole."""
    if not layout.hidden_beside:
        return ""
    beside = re.sub(r"(?:_socle)?(?:_\d{4})?$", "", name) + layout.hidden_beside
    count = row.cells.get(beside, "").strip()
    return "" if count in PUBLISHED else f"{count} Iris secrets"
