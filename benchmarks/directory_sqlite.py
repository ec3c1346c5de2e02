"""The same services in SQLite, FTS5 and R-tree: what the ratios are taken against."""

# ruff: noqa: S608 - every piece of a question is a constant of this module

import sqlite3
from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from allervers.directory.domain.spelling import fold
from benchmarks.directory_made import Made

TABLES = """
CREATE TABLE service (id INTEGER PRIMARY KEY, code TEXT, lat REAL, lon REAL, remote INT, type TEXT);
CREATE TABLE theme (service INT, value TEXT);
CREATE TABLE audience (service INT, value TEXT);
CREATE TABLE zone (service INT, value TEXT);
CREATE VIRTUAL TABLE place USING rtree(id, south, north, west, east);
CREATE VIRTUAL TABLE words USING fts5(nom, structure, themes, description, content='',
  tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE lexicon USING fts5(word, tokenize='trigram');
"""
INDEXES = """
CREATE INDEX theme_value ON theme (value, service);
CREATE INDEX audience_of ON audience (service, value);
CREATE INDEX zone_of ON zone (service, value);
"""
FOUND = 20


def km(y1: float, x1: float, y2: float, x2: float) -> float:
    """Return the distance between two points, in kilometres."""
    a, b = radians(y2 - y1), radians(x2 - x1)
    h = sin(a / 2) ** 2 + cos(radians(y1)) * cos(radians(y2)) * sin(b / 2) ** 2
    return 12742 * asin(min(1, sqrt(h)))


def stored(rows: Iterable[Made], lexicon: Iterable[str]) -> sqlite3.Connection:
    """Return a database in memory with these services."""
    base = sqlite3.connect(":memory:")
    base.create_function("km", 4, km, deterministic=True)
    base.executescript(TABLES)
    for at, row in enumerate(rows):
        remote = int("a-distance" in row.modes)
        base.execute("INSERT INTO service VALUES (?,?,?,?,?,?)",
                     (at, row.id, row.latitude, row.longitude, remote, row.type))  # fmt: skip
        base.execute("INSERT INTO place VALUES (?,?,?,?,?)",
                     (at, row.latitude, row.latitude, row.longitude, row.longitude))  # fmt: skip
        themes = " ".join(row.thematiques).replace("-", " ")
        base.execute("INSERT INTO words (rowid, nom, structure, themes, description)"
                     " VALUES (?,?,?,?,?)",
                     (at, row.nom, row.structure, themes, row.description))  # fmt: skip
        base.executemany("INSERT INTO theme VALUES (?,?)", [(at, one) for one in row.thematiques])
        publics = row.publics or ["tous-publics"]
        base.executemany("INSERT INTO audience VALUES (?,?)", [(at, one) for one in publics])
        base.executemany("INSERT INTO zone VALUES (?,?)", [(at, one) for one in row.zone or ["*"]])
    base.executemany("INSERT INTO lexicon VALUES (?)", [(word,) for word in lexicon])
    base.executescript(INDEXES + "ANALYZE;")
    return base


def conditions(themes: list[str], publics: list[str], zones: list[str]) -> tuple[str, list[object]]:
    """Return the filters, written for SQLite."""
    parts, values = ["1"], []
    for table, chosen in (("theme", themes), ("audience", publics), ("zone", zones)):
        if chosen:
            marks = ",".join("?" * len(chosen))
            parts.append(
                f"EXISTS (SELECT 1 FROM {table} WHERE service = s.id AND value IN ({marks}))"
            )
            values += chosen
    return " AND ".join(parts), values


def nearest(base: sqlite3.Connection, y: float, x: float, where: str, values: list[object]) -> int:
    """Return how many are found: boxes that grow to 50 km until twenty are certain."""
    rows: list[tuple[str, float]] = []
    for reach in (2, 5, 12, 25, 50):
        up, side = reach / 111.2, reach / 111.2 / max(0.1, cos(radians(y)))
        rows = base.execute(
            "SELECT s.code, km(?, ?, s.lat, s.lon) AS d FROM place AS p JOIN service AS s"
            " ON s.id = p.id WHERE p.south >= ? AND p.north <= ? AND p.west >= ? AND p.east <= ?"
            f" AND {where} AND d <= ? ORDER BY d, s.code LIMIT {FOUND}",
            [y, x, y - up, y + up, x - side, x + side, *values, reach],
        ).fetchall()
        if len(rows) == FOUND:
            break
    if len(rows) < FOUND:
        rows += base.execute(
            f"SELECT s.code, 0 FROM service AS s WHERE s.remote AND {where} AND km(?, ?, s.lat,"
            f" s.lon) > 50 ORDER BY s.code LIMIT {FOUND - len(rows)}",
            [*values, y, x],
        ).fetchall()
    return len(rows)


def texts(
    base: sqlite3.Connection, words: list[str], where: str = "1", values: list[object] | None = None
) -> int:
    """Return how many are found, ranked; the ends of words are cut, SQLite having no stemmer."""
    asked = " AND ".join(f'"{fold(word)[: max(4, len(word) - 2)]}"*' for word in words)
    return len(base.execute(
        "SELECT s.code FROM words JOIN service AS s ON s.id = words.rowid"
        f" WHERE words MATCH ? AND {where} ORDER BY bm25(words, 10, 4, 3, 1), s.code LIMIT {FOUND}",
        [asked, *(values or [])],
    ).fetchall())  # fmt: skip


def repaired(base: sqlite3.Connection, word: str) -> str:
    """Return the word of the lexicon that shares most groups of three letters."""
    groups = {word[at : at + 3] for at in range(len(word) - 2)}
    asked = " OR ".join(f'"{group}"' for group in sorted(groups))
    row = base.execute(
        "SELECT word FROM lexicon WHERE lexicon MATCH ? ORDER BY bm25(lexicon) LIMIT 1", [asked]
    ).fetchone()
    return row[0] if row else word
